/**
 * How long backups stay (ECO-040). A backup's tier is part of its key, so that the store's own lifecycle rules can remove it: what
 * makes backups needs no right to delete any.
 */
export const tierDays = {
  daily: 30,
  weekly: 12 * 7,
  monthly: 365,
  yearly: 2557,
} as const;

export type Tier = keyof typeof tierDays;

/** From the shortest to the longest. */
export const tiers = ["daily", "weekly", "monthly", "yearly"] as const satisfies readonly Tier[];

interface Kept {
  readonly tier: Tier;
  readonly taken: Date;
}

/** The tier of a backup: the first one of a year, of a month or of a week stays longer, whichever day it was made on. */
export function tierOf(taken: Date, others: readonly Kept[]): Tier {
  for (const [index, tier] of [...tiers.entries()].reverse()) {
    const longer = others.filter((other) => tiers.indexOf(other.tier) >= index);
    if (tier !== "daily" && !longer.some((other) => period[tier](other.taken) === period[tier](taken))) return tier;
  }
  return "daily";
}

/** From when on a backup is to be removed. */
export function expiry({ tier, taken }: Kept): Date {
  return new Date(taken.getTime() + tierDays[tier] * 24 * 3600 * 1000);
}

/** Names of the calendar's periods, in UTC; weeks begin on Mondays. */
const period: Record<Exclude<Tier, "daily">, (date: Date) => string> = {
  yearly: (date) => date.toISOString().slice(0, 4),
  monthly: (date) => date.toISOString().slice(0, 7),
  weekly: (date) => {
    const daysSinceMonday = (date.getUTCDay() + 6) % 7;
    const monday = new Date(date.getTime() - daysSinceMonday * 24 * 3600 * 1000);
    return monday.toISOString().slice(0, 10);
  },
};
