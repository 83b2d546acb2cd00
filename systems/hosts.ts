import type { Objectives } from "../components/core/objectives.ts";
import type { PlatformConfig, SystemName } from "../config/schema.ts";
import { capHosts, capObjectives } from "./cap.ts";
import { ecommerceObjectives } from "./ecommerce-stores.ts";
import { ecommerceHost } from "./ecommerce-gateway.ts";
import { fireflyHost } from "./firefly-routes.ts";
import { fireflyObjectives } from "./firefly-stores.ts";
import { onboardingHost } from "./onboarding-routes.ts";
import { reconciliationHosts } from "./reconciliation-settings.ts";

/** A public name of a system. */
export interface SystemHost {
  readonly system: SystemName;
  /** What the name is of; part of its identity. */
  readonly component: string;
  readonly host: string;
  readonly objectives: Objectives;
}

type Hosts = (config: PlatformConfig) => { hosts: Readonly<Record<string, string>>; objectives?: Objectives };

const hostsOf = {
  cap: ({ domain }) => ({ hosts: capHosts(domain), objectives: capObjectives }),
  reconciliation: ({ domain, reconciliation }) => ({
    hosts: { ...reconciliationHosts(domain) },
    objectives: reconciliation?.objectives,
  }),
  firefly: ({ domain }) => ({ hosts: { engine: fireflyHost(domain) }, objectives: fireflyObjectives }),
  ecommerce: ({ domain }) => ({ hosts: { shop: ecommerceHost(domain) }, objectives: ecommerceObjectives }),
  onboarding: ({ domain, onboarding }) => ({
    hosts: { api: onboardingHost(domain) },
    objectives: onboarding?.objectives,
  }),
} satisfies Record<SystemName, Hosts>;

/** The public names of the stack's systems. */
export function systemHosts(config: PlatformConfig): SystemHost[] {
  return config.systems.flatMap((system) => {
    const read: Hosts = hostsOf[system];
    const { hosts, objectives } = read(config);
    if (!objectives) return [];
    return Object.entries(hosts).map(([component, host]) => ({ system, component, host, objectives }));
  });
}
