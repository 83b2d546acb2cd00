import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import type { Stage } from "./cloud.ts";
import type { Identity } from "./labels.ts";
import { nameLimits, physicalName } from "./physical-names.ts";
import type { RegionRole } from "./place.ts";
import { type DataClass, stackTags, type Tags, tagsFor } from "./tags.ts";

/** Where a resource of Azure goes, and who pays for it. */
export interface AzureScope {
  /** Azure's own name of the region, such as `germanywestcentral`. */
  readonly region: string;
  readonly role: RegionRole;
  readonly stage: Stage;
  /** Subscription that everything is in, as a GUID. */
  readonly subscriptionId: string;
  /** Directory that the identities are of, as a GUID. */
  readonly tenantId: string;
  readonly costCentre: string;
  /** Group of the region; a lock of it keeps everything in it from being deleted. */
  readonly resourceGroupName: pulumi.Output<string>;
  /** Protects data against deletion and keeps what is left of it: `protectData` of the stage's profile. */
  readonly protect: boolean;
}

/** Name of a region's group, which is known before there is one. */
export const regionGroupName = ({ stage, region }: Pick<AzureScope, "stage" | "region">): string =>
  physicalName("resource group", stage, region);

/** What every resource with a place and tags of its own is given; the provider of Azure has no tags of its own. */
export interface AzureWhere {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly location: string;
  readonly tags: Tags;
}

/** Place and tags of one resource, the stack's tags among them. */
export function azureWhere(scope: AzureScope, id: Identity, dataClass?: DataClass, extra: Tags = {}): AzureWhere {
  return {
    resourceGroupName: scope.resourceGroupName,
    location: scope.region,
    tags: { ...stackTags(scope.stage, scope.costCentre), ...tagsFor(id, dataClass, extra) },
  };
}

/** How what keeps data is treated: deleted neither by mistake nor with its stack. */
export function azureKept(scope: Pick<AzureScope, "protect">, parent: pulumi.Resource): pulumi.CustomResourceOptions {
  return { parent, protect: scope.protect, retainOnDelete: scope.protect };
}

/** Characters of the hash that makes a name unique in the whole world. */
const hashLength = 8;

/** What is named once for all customers of Azure. */
export type NamedWorldwide =
  | "storage account"
  | "vault"
  | "registry"
  | "namespace"
  | "database server"
  | "cache server"
  | "document cluster"
  | "public name";

/**
 * A name that nobody else has: the stage and the parts, and a hash of subscription, region and the whole. What is too long is cut before
 * the hash, so that the name is unique and the same at every run. Accounts of storage and registries take no hyphens.
 */
export function worldwideName(
  what: NamedWorldwide,
  { stage, region, subscriptionId }: Pick<AzureScope, "stage" | "region" | "subscriptionId">,
  ...parts: readonly string[]
): string {
  const words = [stage, ...parts];
  const hash = createHash("sha256")
    .update([subscriptionId, region, ...words].join("/"))
    .digest("hex")
    .slice(0, hashLength);
  const joint = what === "storage account" || what === "registry" ? "" : "-";
  const readable = (joint === "" ? words.map((word) => word.replaceAll("-", "")) : words).join(joint);
  const room = nameLimits[what] - hashLength - joint.length;
  return `${readable.slice(0, room).replace(/-$/, "")}${joint}${hash}`;
}
