import type * as pulumi from "@pulumi/pulumi";
import { existingCluster } from "../components/cluster/existing.ts";
import { aksAllocatable, mostOfAks } from "../components/cluster/azure-capacity.ts";
import { allocatable } from "../components/cluster/instances.ts";
import { mostOfGroup } from "../components/cluster/spec.ts";
import type { AzurePlace } from "../components/core/azure-place.ts";
import type { Stage } from "../components/core/cloud.ts";
import type { AwsPlace, KubernetesPlace } from "../components/core/place.ts";
import { awsRegions, type DeployedRegion } from "../components/region/aws-regions.ts";
import { azureRegions, type DeployedAzureRegion } from "../components/region/azure-regions.ts";
import { azureNodes, regionSizes } from "../components/region/sizes.ts";
import { imageRepositories } from "../config/images.ts";
import type { Profile } from "../config/profiles.ts";
import { type RegionConfig, zoneNames } from "../config/regions.ts";
import type { PlatformConfig } from "../config/schema.ts";
import { mostNodes, type NodeKind } from "./capacity.ts";

/** A cluster that the stack deploys to, and what is around it. */
export type Site = GivenSite | AwsSite | AzureSite;

/** A cluster that somebody else runs, with everything that the systems need in it. */
export interface GivenSite {
  readonly place: KubernetesPlace;
  /** Of the cluster, and what its objects are made with. */
  readonly providers: pulumi.ProviderResource[];
}

/** A region of AWS that is the stack's own. */
export interface AwsSite {
  readonly place: AwsPlace;
  readonly providers: pulumi.ProviderResource[];
  readonly deployed: DeployedRegion;
}

/** A region of Azure that is the stack's own. */
export interface AzureSite {
  readonly place: AzurePlace;
  readonly providers: pulumi.ProviderResource[];
  readonly deployed: DeployedAzureRegion;
}

/** Whether a site is a region of AWS. */
export const isAwsSite = (site: Site): site is AwsSite => site.place.cloud === "aws";

/** Whether a site is a region of Azure. */
export const isAzureSite = (site: Site): site is AzureSite => site.place.cloud === "azure";

/**
 * Where the stack deploys to: its regions, the primary first, or else the one cluster that is given.
 *
 * @param random Makes random values, whatever the site.
 */
export function sitesOf(config: PlatformConfig, profile: Profile, random: pulumi.ProviderResource): Site[] {
  const { account, cluster, regions, secretRotationDays = profile.secretRotationDays, stage, subscription } = config;
  const protect = profile.protectData;
  if (regions && subscription) {
    const most = ({ role }: Pick<RegionConfig, "role">) =>
      mostNodes(config, profile, { cloud: "azure", role }, aks(stage));
    return azureRegions({ regions, subscription, stage, protect, mostNodes: most, ...mail(config) }).map(
      (deployed) => ({
        place: deployed.place,
        providers: [deployed.azure, deployed.kubernetes, random],
        deployed,
      }),
    );
  }
  if (!regions || !account) {
    return [{ place: { cloud: "kubernetes" }, providers: [existingCluster("cluster", cluster), random] }];
  }
  const args = {
    regions,
    account,
    stage,
    protect,
    repositories: imageRepositories(config),
    secretRotationDays,
    mostNodes: (region: RegionConfig) =>
      mostNodes(config, profile, { cloud: "aws", role: region.role }, eks(stage, zoneNames(region).length)),
    ...mail(config),
  };
  return awsRegions(args).map((deployed) => ({
    place: deployed.place,
    providers: [deployed.aws, deployed.kubernetes, random],
    deployed,
  }));
}

/** Nodes of a cluster of EKS, with a group in each zone. */
function eks(stage: Stage, zones: number): NodeKind {
  const machine = regionSizes(stage).nodes.instanceType;
  return { machine, room: allocatable(machine), most: mostOfGroup * zones };
}

/** Nodes of a cluster of AKS. */
function aks(stage: Stage): NodeKind {
  const { machine } = azureNodes(stage);
  return { machine, room: aksAllocatable(machine), most: mostOfAks };
}

/** Who is written to, and the port of the mail server, as the setting `host:port` has it. */
function mail({ platform }: PlatformConfig): { readonly mailPort?: number; readonly alarmRecipient?: string } {
  const email = platform.mode === "own" ? platform.alerting?.email : undefined;
  return email ? { mailPort: Number(email.smarthost.split(":")[1]), alarmRecipient: email.to } : {};
}
