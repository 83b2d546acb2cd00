import type { BlobContainerArgs } from "@pulumi/azure-native/storage/blobContainer.js";
import type { BlobContainerImmutabilityPolicyArgs } from "@pulumi/azure-native/storage/blobContainerImmutabilityPolicy.js";
import type { BlobServicePropertiesArgs } from "@pulumi/azure-native/storage/blobServiceProperties.js";
import { type Account, account } from "../../lib/azure/resources.ts";
import { cisAzure } from "../../lib/azure/standards.ts";
import { about, atLeast, type Given, is } from "../../lib/demands.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

type Service = Given<BlobServicePropertiesArgs>;
const service = "azure-native:storage:BlobServiceProperties" as ResourceType<Service>;
const buckets = ["FTE-046", "ONB-063", "CAP-049", "ECO-039"];

/** Demands the settings of an account's blobs, and something of them. */
function ofBlobs(
  subject: Resource<Account>,
  stack: Stack,
  check: (properties: Service) => readonly Violation[],
): readonly StackViolation[] {
  const found = stack.companions(subject, service, "accountName", () => [subject.props.accountName]);
  if (found.length === 0) return [missing(service, "those of this account")];
  return collect(found, (one) => about(one, () => check(one.props)));
}

export const softDelete = stackRule({
  name: "az-storage-soft-delete",
  severity: "high",
  level: "M",
  description: "A deleted blob or container must be there to have back.",
  remediationSteps:
    "Make BlobServiceProperties of the account with deleteRetentionPolicy and containerDeleteRetentionPolicy, enabled.",
  framework: cisAzure("9.2.1"),
  tags: ["cis-azure-6.0:9.2.1", "cis-azure-6.0:9.2.2", "ckv:CKV2_AZURE_38", "trivy:AZU-0056"],
  requirements: buckets,
  on: [account],
  thresholds: {
    days: threshold<number>({
      description: "Days that a deleted blob can be had back, at least.",
      type: "integer",
      values: { dev: 7, staging: 7, prod: 7, "prod-azure": 7 },
    }),
  },
  check: (subject: Resource<Account>, stack, { config }) =>
    ofBlobs(subject, stack, (properties) =>
      allOf(
        ...(["deleteRetentionPolicy", "containerDeleteRetentionPolicy"] as const).flatMap((policy) => [
          () => is(`${policy}.enabled`, properties[policy]?.enabled, true),
          () => atLeast(`${policy}.days`, properties[policy]?.days, config.days),
        ]),
      ),
    ),
});

export const versioning = stackRule({
  name: "az-storage-versioning",
  severity: "high",
  level: "M",
  description: "A storage account must keep what is overwritten as an older version.",
  remediationSteps: "Set isVersioningEnabled in the BlobServiceProperties of the account.",
  framework: cisAzure("9.2.3"),
  tags: ["cis-azure-6.0:9.2.3"],
  requirements: buckets,
  on: [account],
  check: (subject: Resource<Account>, stack) =>
    ofBlobs(subject, stack, ({ isVersioningEnabled }) => is("isVersioningEnabled", isVersioningEnabled, true)),
});

const container = "azure-native:storage:BlobContainer" as ResourceType<Given<BlobContainerArgs>>;
const immutability = "azure-native:storage:BlobContainerImmutabilityPolicy" as ResourceType<
  Given<BlobContainerImmutabilityPolicyArgs>
>;

/** The account says what its containers are for, by its tag; a container has metadata, which is no tag. */
export const immutableBackup = stackRule({
  name: "az-storage-immutable-backup",
  severity: "high",
  level: "Mp",
  description: "Nobody must be able to delete a backup or an audit log before its time.",
  remediationSteps:
    "Make a BlobContainerImmutabilityPolicy of the container, or set immutableStorageWithVersioning of the account.",
  framework: guides("FTE-079"),
  tags: [],
  requirements: ["FTE-046", "FTE-079", "CAP-049", "ECO-039"],
  on: [container],
  thresholds: {
    days: threshold<number>({
      description: "Days that a blob is locked at least.",
      type: "integer",
      values: { dev: 1, staging: 1, prod: 7, "prod-azure": 7 },
    }),
  },
  check: (subject: Resource<Given<BlobContainerArgs>>, stack, { config, notApplicable }) => {
    const owner = ownerOf(subject, stack);
    if (!["backup", "audit"].includes(owner?.props.tags?.["purpose"] ?? "")) {
      return notApplicable("it holds neither backups nor audit logs");
    }
    const whole = owner?.props.immutableStorageWithVersioning?.immutabilityPolicy;
    if (owner !== undefined && whole) {
      const days = "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays";
      return about(owner, () =>
        allOf(
          () => atLeast(days, whole.immutabilityPeriodSinceCreationInDays, config.days),
          // Until it is locked, whoever may change the account may shorten it.
          () => is("immutableStorageWithVersioning.immutabilityPolicy.state", whole.state, "Locked"),
        ),
      );
    }
    const policies = stack.companions(subject, immutability, "containerName", () => [subject.props.containerName]);
    if (policies.length === 0) return [missing(immutability, "one of this container")];
    return collect(policies, (one) =>
      about(one, () => {
        const found = one.props.immutabilityPeriodSinceCreationInDays;
        return atLeast("immutabilityPeriodSinceCreationInDays", found, config.days);
      }),
    );
  },
});

/** The account of a container: by reference, and else by its name. */
function ownerOf(subject: Resource<Given<BlobContainerArgs>>, stack: Stack): Resource<Account> | undefined {
  const urns = subject.propertyDependencies["accountName"]?.map(({ urn }) => urn) ?? [];
  const accounts = stack.all(account);
  return (
    accounts.find(({ urn }) => urns.includes(urn)) ??
    accounts.find(({ props }) => props.accountName && props.accountName === subject.props.accountName)
  );
}

export default [softDelete, versioning, immutableBackup];
