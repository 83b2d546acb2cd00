import { azureMachines } from "../../../../components/cluster/azure-versions.ts";
import { surgePercent } from "../../../../components/cluster/azure-capacity.ts";
import type { PlatformConfig } from "../../../../config/schema.ts";
import type { Rendered } from "../../render.ts";

/** What a stack asks of its subscription before anything is deployed. */
export interface SubscriptionNeeds {
  readonly id: string;
  readonly tenant: string;
  /** Namespaces of resource providers, sorted. */
  readonly namespaces: readonly string[];
  /** Cores of one family of machines in each region, with those of an update. */
  readonly cores: readonly { readonly region: string; readonly family: string; readonly most: number }[];
}

/** What the plans of Defender are of, which a deployment of the subscription turns on. */
const deployed = "Microsoft.Security";

/** Namespaces of resource providers by the modules of azure-native that are of one. */
export const namespaces: Readonly<Record<string, string>> = {
  authorization: "Microsoft.Authorization",
  communication: "Microsoft.Communication",
  compute: "Microsoft.Compute",
  containerregistry: "Microsoft.ContainerRegistry",
  containerservice: "Microsoft.ContainerService",
  dataprotection: "Microsoft.DataProtection",
  dbforpostgresql: "Microsoft.DBforPostgreSQL",
  dns: "Microsoft.Network",
  eventgrid: "Microsoft.EventGrid",
  eventhub: "Microsoft.EventHub",
  keyvault: "Microsoft.KeyVault",
  managedidentity: "Microsoft.ManagedIdentity",
  mongocluster: "Microsoft.DocumentDB",
  monitor: "Microsoft.Insights",
  network: "Microsoft.Network",
  operationalinsights: "Microsoft.OperationalInsights",
  privatedns: "Microsoft.Network",
  redisenterprise: "Microsoft.Cache",
  resources: "Microsoft.Resources",
  servicebus: "Microsoft.ServiceBus",
  storage: "Microsoft.Storage",
  trafficmanager: "Microsoft.Network",
};

/** The needs of a stack with regions of Azure; undefined for every other one. */
export function subscriptionNeeds({ subscription }: PlatformConfig, rendered: Rendered): SubscriptionNeeds | undefined {
  if (!subscription) return undefined;
  const modules = rendered.resources.flatMap(({ type }) => /^azure-native:(\w+):/.exec(type)?.[1] ?? []);
  const used = new Set([deployed, ...modules.map((module) => namespaces[module] ?? `azure-native:${module}`)]);
  return { id: subscription.id, tenant: subscription.tenant, namespaces: [...used].sort(), cores: coresIn(rendered) };
}

function coresIn({ resources }: Rendered): SubscriptionNeeds["cores"] {
  return resources
    .filter(({ type }) => type === "azure-native:containerservice:ManagedCluster")
    .flatMap(({ inputs }) => {
      const region = String(inputs["location"]);
      const pools = poolsOf(inputs["agentPoolProfiles"]);
      const families = Map.groupBy(pools, ({ machine }) => familyOf(machine));
      return [...families].map(([family, members]) => {
        const most = members.reduce((sum, pool) => sum + pool.cores * pool.nodes, 0);
        return { region, family, most };
      });
    });
}

function poolsOf(profiles: unknown): { machine: string; cores: number; nodes: number }[] {
  return (Array.isArray(profiles) ? profiles : []).flatMap((profile: { vmSize?: string; maxCount?: number }) => {
    const machine = Object.entries(azureMachines).find(([name]) => name === profile.vmSize);
    const most = profile.maxCount ?? 0;
    const nodes = most + Math.ceil((most * surgePercent) / 100);
    return machine ? [{ machine: machine[0], cores: machine[1].cores, nodes }] : [];
  });
}

/** Quotas are of families: that of `Standard_D8s_v6` is `standardDsv6Family`. */
const familyOf = (machine: string): string =>
  `${machine.replace(/^Standard_/, "standard").replace(/\d+([a-z]*)_/, "$1")}Family`;
