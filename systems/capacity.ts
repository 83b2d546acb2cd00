import { type Demand, nodesFor, type Room } from "../components/cluster/instances.ts";
import { InvalidInput } from "../components/core/errors.ts";
import { mebibytes, millicores } from "../components/core/quantities.ts";
import { platformDemand } from "../components/platform/settings.ts";
import type { Quota } from "../components/workload/namespace.ts";
import type { Profile } from "../config/profiles.ts";
import type { PlatformConfig, SystemName } from "../config/schema.ts";
import { capQuota } from "./cap.ts";
import { ecommerceQuota } from "./ecommerce.ts";
import { fireflyQuota } from "./firefly.ts";
import { onboardingQuota } from "./onboarding.ts";
import { reconciliationQuota } from "./reconciliation.ts";
import type { StoreSite } from "./store-backups.ts";

type QuotaOf = (config: PlatformConfig, profile: Profile, site: StoreSite) => Quota | undefined;

/** What the namespace of each system lets in at most; that of ecommerce follows its season. */
const quotas = {
  cap: ({ cap }, profile, site) => cap && capQuota(profile, site),
  reconciliation: ({ reconciliation }, profile, site) => reconciliation && reconciliationQuota(profile, site),
  firefly: ({ firefly }, profile, site) => firefly && fireflyQuota(firefly, profile, site),
  ecommerce: ({ ecommerce }, profile, site) => ecommerce && ecommerceQuota(ecommerce, profile, site),
  onboarding: ({ onboarding }, profile, site) => onboarding && onboardingQuota(onboarding, profile, site),
} satisfies Record<SystemName, QuotaOf>;

/** The most that pods of the stack's systems, and of the platform, ask for in a region: what the quotas let in. */
export function largestDemand(config: PlatformConfig, profile: Profile, site: StoreSite): Demand {
  return config.systems.reduce<Demand>((sum, system) => {
    const quotaOf: QuotaOf = quotas[system];
    const quota = quotaOf(config, profile, site);
    if (!quota) return sum;
    return {
      pods: sum.pods + quota.pods,
      millicores: sum.millicores + millicores(quota.requests.cpu),
      mebibytes: sum.mebibytes + mebibytes(quota.requests.memory),
    };
  }, platformDemand);
}

/** Nodes that a region's cluster is of. */
export interface NodeKind {
  /** Kind of machine, for people. */
  readonly machine: string;
  /** On each of them, for pods. */
  readonly room: Room;
  /** Most that the cloud makes of them in a region. */
  readonly most: number;
}

/**
 * Nodes that a region may grow to, so that a pod which a quota lets in finds one (ECO-060). A quota counts every pod as the largest of its
 * system, and both colours of a release: that is more than the gaps on nodes that are not quite full.
 *
 * @throws InvalidInput when they are more than the cloud makes.
 */
export function mostNodes(
  config: PlatformConfig,
  profile: Profile,
  site: StoreSite,
  { machine, room, most }: NodeKind,
): number {
  const demand = largestDemand(config, profile, site);
  const nodes = nodesFor(demand, room);
  if (nodes > most) {
    const asked = `${Math.ceil(demand.millicores / 1000)} cores and ${Math.ceil(demand.mebibytes / 1024)} GiB`;
    const allowed = `systems whose pods fit onto ${most} nodes of ${machine}, the most of a region; lower their replicas or their season's peak`;
    throw new InvalidInput(`stack of ${config.stage}`, "systems", allowed, `${nodes} nodes for ${asked}`);
  }
  return nodes;
}
