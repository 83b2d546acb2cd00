import { Provider as AzureProvider } from "@pulumi/azure-native/provider.js";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import { podCidr, type SubscriptionConfig } from "../../config/azure.ts";
import { type RegionConfig, serviceCidr } from "../../config/regions.ts";
import { clusterProvider } from "../cluster/kubeconfig.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import type { Stage } from "../core/cloud.ts";
import { regionalName } from "../core/place.ts";
import { AzureRegion, type RegistryReference } from "./azure-region.ts";

export interface AzureRegionsArgs {
  /** The regions of the stack, the primary first. */
  readonly regions: readonly Pick<RegionConfig, "name" | "role" | "cidr">[];
  readonly subscription: SubscriptionConfig;
  readonly stage: Stage;
  /** Protects data, keys and clusters. */
  readonly protect: boolean;
  /** Nodes that each region may grow to, or its stage's own bound where that is more. */
  readonly mostNodes: (region: Pick<RegionConfig, "role">) => number;
  /** Port of the mail server that alerts are sent by. @default - no mail gets out */
  readonly mailPort?: number;
  /** Address that hears of alarms. @default - nobody: alarms are shown, and not sent */
  readonly alarmRecipient?: string;
}

/** A region that systems can be deployed to, and the providers that do it there. */
export interface DeployedAzureRegion {
  readonly place: AzurePlace;
  readonly region: AzureRegion;
  /** Of the subscription: on Azure, a resource itself says where it is. */
  readonly azure: AzureProvider;
  /** Of the region's own cluster; whatever uses it comes after the nodes. */
  readonly kubernetes: KubernetesProvider;
}

/** Builds every region of a stack with one provider of the subscription, and tells them of each other. */
export function azureRegions({
  regions,
  subscription,
  stage,
  protect,
  mostNodes,
  mailPort,
  alarmRecipient,
}: AzureRegionsArgs): DeployedAzureRegion[] {
  const azure = new AzureProvider("azure", { subscriptionId: subscription.id, tenantId: subscription.tenant });
  const names = regions.map(({ name }) => name);
  let images: RegistryReference | undefined;
  const built = regions.map((config) => {
    const at = { region: config.name, role: config.role };
    const region = new AzureRegion(
      regionalName(at, "region"),
      {
        ...at,
        stage,
        protect,
        subscriptionId: subscription.id,
        tenantId: subscription.tenant,
        costCentre: subscription.costCentre,
        cidr: config.cidr,
        serviceCidr,
        podCidr,
        administrators: subscription.administrators,
        secretsExpire: subscription.secretsExpire,
        mostNodes: mostNodes(config),
        ...(mailPort !== undefined && { mailPort }),
        ...(alarmRecipient !== undefined && { alarmRecipient }),
        // Images are pushed to the primary region.
        images: images ? { from: images } : { copyTo: names.filter((other) => other !== config.name) },
      },
      { providers: [azure] },
    );
    images ??= region.registry;
    const kubernetes = clusterProvider(
      regionalName(at, "cluster"),
      { kubeconfig: region.cluster.kubeconfig, identifier: `${subscription.id}/${stage}/${config.name}` },
      { dependsOn: [region.cluster] },
    );
    return { azure, kubernetes, region };
  });
  return built.map((one) => {
    const peers = built.filter((other) => other !== one).map((other) => other.region.peer());
    return { ...one, place: one.region.place(peers) };
  });
}
