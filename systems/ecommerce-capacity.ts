import { stringify } from "yaml";
import { InvalidInput } from "../components/core/errors.ts";
import { mebibytes, millicores } from "../components/core/quantities.ts";
import { type Quota, quotaFor } from "../components/workload/namespace.ts";
import type { Resources } from "../components/workload/spec.ts";
import { type EcommerceConfig, type Season, seasons } from "../config/ecommerce.ts";
import type { Profile } from "../config/profiles.ts";

/** Bounds of the replicas of each service. */
export interface Scale {
  readonly least: number;
  readonly most: number;
}

/** Bound that leaves the autoscaler room above a season's peak: 15 replicas have the guide's 20. */
const withHeadroom = (peak: number) => Math.ceil((peak * 4) / 3);

/** Times the normal load that a season asks for. */
function multiplierOf({ capacity }: EcommerceConfig, season: Season): number {
  return season === "normal" ? 1 : capacity.seasonalPeaks[season];
}

/** Replicas that carry a multiple of the normal load, which the stage's own number carries. */
const replicasFor = (profile: Profile, multiplier: number) => Math.ceil(profile.replicas * multiplier);

function scaleIn(season: Season, config: EcommerceConfig, profile: Profile): Scale {
  const least = replicasFor(profile, multiplierOf(config, season));
  const most = season === "normal" ? 0 : withHeadroom(least);
  return { least, most: Math.max(profile.mostReplicas, most) };
}

/**
 * Bounds of the replicas: the stage's (ECO-008 to ECO-010, ECO-052), and in a season those that its peak asks for, since an
 * autoscaler with room for 20/3 of the base cannot follow a peak of 15 (ECO-060).
 */
export const scaleOf = (config: EcommerceConfig, profile: Profile): Scale => scaleIn(config.season, config, profile);

/**
 * Size of a member of the database: the stage's, times what the season's bound is of the stage's own. More pods have more connections
 * and more to ask; the operator resizes one member after the other, so that a season is named before it begins (ECO-060).
 */
export function databaseResources(config: EcommerceConfig, profile: Profile): Resources {
  const times = Math.ceil(scaleOf(config, profile).most / profile.mostReplicas);
  if (times === 1) return profile.documentResources;
  const larger = ({ cpu, memory }: Resources["limits"]) => ({
    cpu: `${millicores(cpu) * times}m`,
    memory: `${mebibytes(memory) * times}Mi`,
  });
  const { requests, limits } = profile.documentResources;
  return { requests: larger(requests), limits: larger(limits) };
}

/**
 * Checks that the autoscalers can follow the peak of every day.
 *
 * @throws InvalidInput naming the setting and what it may be.
 */
export function assertDailyPeak(where: string, config: EcommerceConfig, profile: Profile): void {
  const { peakMultiplier } = config.capacity;
  const { most } = scaleOf(config, profile);
  if (replicasFor(profile, peakMultiplier) <= most) return;
  const allowed = Math.floor((most / profile.replicas) * 10) / 10;
  const why = `as ${most} replicas are that many times the ${profile.replicas} of the normal load (ECO-060)`;
  throw new InvalidInput(where, "capacity.peakMultiplier", `at most ${allowed}, ${why}`, peakMultiplier);
}

/** What a year's percentage makes of the load of the year before. */
function yearlyFactors({ capacity }: EcommerceConfig): readonly number[] {
  const { meaning, year1, year2, year3 } = capacity.growthProjections;
  return [year1, year2, year3].map((percent) => percent / 100 + (meaning === "increase" ? 1 : 0));
}

/** The expectations as the guide writes them, and what follows for the replicas of each service; the text of `capacity-planning.yaml`. */
export function capacityPlan(config: EcommerceConfig, profile: Profile): string {
  const { capacity } = config;
  const { seasonalPeaks, growthProjections } = capacity;
  const load = (times: number) => ({
    requests_per_second: Math.round(capacity.requestsPerSecond * times),
    replicas: replicasFor(profile, times),
  });
  let grown = 1;
  const years = yearlyFactors(config).map((factor, year) => [`year_${year + 1}`, load((grown *= factor))] as const);
  const plan = {
    traffic_patterns: {
      normal_load: {
        requests_per_second: capacity.requestsPerSecond,
        concurrent_users: capacity.concurrentUsers,
        peak_multiplier: capacity.peakMultiplier,
      },
      seasonal_peaks: {
        black_friday: seasonalPeaks["black-friday"],
        holiday_season: seasonalPeaks["holiday-season"],
        flash_sales: seasonalPeaks["flash-sales"],
      },
    },
    growth_projections: {
      meaning: growthProjections.meaning,
      year_1: growthProjections.year1,
      year_2: growthProjections.year2,
      year_3: growthProjections.year3,
    },
    plan: {
      season: config.season,
      bounds: Object.fromEntries(seasons.map((season) => [season, scaleIn(season, config, profile)])),
      peaks: {
        daily: load(capacity.peakMultiplier),
        "black-friday": load(seasonalPeaks["black-friday"]),
        "holiday-season": load(seasonalPeaks["holiday-season"]),
        "flash-sales": load(seasonalPeaks["flash-sales"]),
      },
      years: Object.fromEntries(years),
    },
  };
  return stringify(plan, { lineWidth: 0 });
}

/** Room for the largest scale of every service, a rolling update's one more, both colours, and `stores` pods of the data stores. */
export function quotaOf(config: EcommerceConfig, profile: Profile, stores: number, volumes: number): Quota {
  const { most } = scaleOf(config, profile);
  const pods = Object.values(config.services).reduce(
    (sum, { release }) => sum + (release.mode === "blue-green" ? 2 : 1) * (most + 1),
    0,
  );
  const [services, data] = [
    quotaFor(pods, profile.serviceResources, 0),
    quotaFor(stores, databaseResources(config, profile), volumes),
  ];
  const sum = (side: "requests" | "limits") => ({
    cpu: `${millicores(services[side].cpu) + millicores(data[side].cpu)}m`,
    memory: `${mebibytes(services[side].memory) + mebibytes(data[side].memory)}Mi`,
  });
  return {
    pods: services.pods + data.pods,
    requests: sum("requests"),
    limits: sum("limits"),
    volumes: data.volumes,
  };
}
