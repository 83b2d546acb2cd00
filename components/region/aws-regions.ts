import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import { type AccountConfig, type RegionConfig, serviceCidr, zoneNames } from "../../config/regions.ts";
import { clusterProvider } from "../cluster/kubeconfig.ts";
import type { Stage } from "../core/cloud.ts";
import { type AwsPlace, type KeyArns, regionalName } from "../core/place.ts";
import { stackTags } from "../core/tags.ts";
import { AwsRegion } from "./region.ts";

export interface AwsRegionsArgs {
  /** The regions of the stack, the primary first. */
  readonly regions: readonly RegionConfig[];
  readonly account: AccountConfig;
  readonly stage: Stage;
  /** Protects data, keys and clusters. */
  readonly protect: boolean;
  /** Days after which secrets are replaced. */
  readonly secretRotationDays: number;
  /** Images of the stack's systems, such as `cap/app-cp`. */
  readonly repositories: readonly string[];
  /** Nodes that each region may grow to, or its stage's own bound where that is more. */
  readonly mostNodes: (region: RegionConfig) => number;
  /** Port of the mail server that alerts are sent by. @default - no mail gets out */
  readonly mailPort?: number;
  /** Address that hears of alarms. @default - nobody: alarms are shown, and not sent */
  readonly alarmRecipient?: string;
}

/** A region that systems can be deployed to, and the providers that do it there. */
export interface DeployedRegion {
  readonly place: AwsPlace;
  readonly region: AwsRegion;
  readonly aws: AwsProvider;
  /** Of the region's own cluster; whatever uses it comes after the nodes. */
  readonly kubernetes: KubernetesProvider;
}

/**
 * Builds every region of a stack, each with providers of its own, and tells them of each other. An account other than the
 * stack's is refused by the provider, before anything is made in it.
 */
export function awsRegions({
  regions,
  account,
  stage,
  protect,
  repositories,
  secretRotationDays,
  mostNodes,
  mailPort,
  alarmRecipient,
}: AwsRegionsArgs): DeployedRegion[] {
  const names = regions.map(({ name }) => name);
  let primaryKeys: KeyArns | undefined;
  const built = regions.map((config) => {
    const at = { region: config.name, role: config.role };
    const aws = new AwsProvider(regionalName(at, "aws"), {
      region: config.name,
      allowedAccountIds: [account.id],
      defaultTags: { tags: stackTags(stage, account.costCentre) },
    });
    const region = new AwsRegion(
      regionalName(at, "region"),
      {
        ...at,
        stage,
        accountId: account.id,
        cidr: config.cidr,
        zones: zoneNames(config),
        serviceCidr,
        apiCidrs: account.apiCidrs,
        administrators: account.administrators,
        repositories,
        // Images are pushed to the primary region.
        copyImagesTo: config.role === "primary" ? names.filter((other) => other !== config.name) : [],
        ...(primaryKeys && { primaryKeys }),
        protect,
        secretRotationDays,
        mostNodes: mostNodes(config),
        ...(mailPort !== undefined && { mailPort }),
        ...(alarmRecipient !== undefined && { alarmRecipient }),
      },
      { providers: [aws] },
    );
    primaryKeys ??= region.keys;
    const kubernetes = clusterProvider(
      regionalName(at, "cluster"),
      { kubeconfig: region.cluster.kubeconfig, identifier: region.clusterArn },
      { dependsOn: [region.cluster] },
    );
    return { aws, kubernetes, region };
  });
  return built.map((one) => {
    const peers = built.filter((other) => other !== one).map((other) => other.region.peer());
    return { ...one, place: one.region.place(peers) };
  });
}
