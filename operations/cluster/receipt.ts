import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../lib/clock.ts";
import type { Receipt } from "../lib/receipt.ts";
import { differences, type Objects } from "./coverage.ts";

/** What a drill of the cluster found. */
export interface ClusterFindings {
  readonly system: string;
  /** Name of Velero's schedule. */
  readonly schedule: string;
  /** Name of Velero's location. */
  readonly store: string;
  /** Missing where none was chosen or made. */
  readonly backup?: Receipt["backup"];
  readonly started: Date;
  readonly finished: Date;
  readonly steps: Readonly<Record<string, number>>;
  /** What was covered; nothing before it was looked at. */
  readonly before?: Objects;
  /** What came back; nothing before it was looked at. */
  readonly after?: Objects;
  readonly rtoSeconds: number;
  readonly rpoSeconds: number;
  readonly objectives?: Receipt["objectives"];
  /** Why it came to no end. */
  readonly failure?: string;
  readonly measurements?: Readonly<Record<string, number>>;
  readonly tools: Readonly<Record<string, string>>;
}

/** The receipt of a drill of the cluster, with its verdict. */
export function clusterReceipt(found: ClusterFindings): Receipt {
  const { system, schedule, store, backup, started, finished, rtoSeconds, rpoSeconds, objectives } = found;
  const before: Objects = found.before ?? new Map<string, never>();
  const differing = found.after ? differences(before, found.after) : [];
  const reason = found.failure ?? whyFailed(found, differing);
  return {
    format: 1,
    system,
    kind: "cluster",
    instance: schedule,
    store,
    ...(backup && { backup }),
    started: started.toISOString(),
    finished: finished.toISOString(),
    steps: { ...found.steps },
    compared: { parts: before.size, items: [...before.values()].reduce((sum, object) => sum + leaves(object), 0) },
    differences: differing,
    rtoSeconds,
    rpoSeconds,
    ...(objectives && { objectives }),
    verdict: reason === undefined ? "passed" : "failed",
    ...(reason !== undefined && { reason }),
    measurements: { ...found.measurements },
    tools: { ...found.tools, node: process.versions.node },
  };
}

function whyFailed(found: ClusterFindings, differing: readonly string[]): string | undefined {
  const { before, after, rtoSeconds, objectives } = found;
  if (differing[0] !== undefined) return differing[0];
  if (!before || before.size === 0 || !after) return "nothing was compared: the schedule covers no object";
  // The loss is that of the stores, whose data is not among the objects; a day's old object is what the program says again.
  if (objectives && rtoSeconds > objectives.rtoSeconds) {
    return `the restore took ${rtoSeconds.toFixed(0)} s of ${objectives.rtoSeconds}`;
  }
  return undefined;
}

/** How many values an object has. */
function leaves(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + leaves(each), 0);
}

/** Waits until what is looked at is as it should be, or the time is up; what was seen last is returned. */
export async function settled<Seen>(
  look: () => Promise<Seen>,
  isSo: (seen: Seen) => boolean,
  { clock, seconds, wait }: { readonly clock: Clock; readonly seconds: number; readonly wait: () => Promise<void> },
): Promise<Seen> {
  const deadline = clock.seconds() + seconds;
  for (;;) {
    const seen = await look();
    if (isSo(seen) || clock.seconds() > deadline) return seen;
    await wait();
  }
}

/** Whether two looks saw the same. */
export const isSame = (one: Objects, other: Objects): boolean => isDeepStrictEqual(one, other);
