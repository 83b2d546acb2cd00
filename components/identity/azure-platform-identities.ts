import type * as pulumi from "@pulumi/pulumi";
import { blobCondition } from "../core/azure-conditions.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import type { AzureScope } from "../core/azure-scope.ts";
import { AzureWorkloadIdentity, type WorkloadGrant } from "./azure-workload-identity.ts";
import { type PlatformAccount, platformAccounts } from "./platform-identities.ts";

/** What an identity of the platform has to know of where it is. */
export interface AzureIdentityPlace extends AzureScope {
  readonly cluster: Pick<AzurePlace["cluster"], "oidcIssuer">;
}

/** Who a part of the platform is to Azure, and over what it has which role. */
export function azurePlatformIdentity(
  name: string,
  component: PlatformAccount,
  place: AzureIdentityPlace,
  grants: readonly WorkloadGrant[],
  opts: pulumi.ComponentResourceOptions,
): AzureWorkloadIdentity {
  return new AzureWorkloadIdentity(
    name,
    {
      identity: { system: "platform", component },
      scope: place,
      oidcIssuer: place.cluster.oidcIssuer,
      grants,
      ...platformAccounts[component],
    },
    opts,
  );
}

/** Lets Velero keep its backups in a container; it removes those that are too old itself. */
export const azureClusterBackupIdentity = (
  name: string,
  args: { readonly place: AzureIdentityPlace; readonly containerId: pulumi.Input<string> },
  opts: pulumi.ComponentResourceOptions,
): AzureWorkloadIdentity =>
  azurePlatformIdentity(
    name,
    "velero",
    args.place,
    [{ role: "Storage Blob Data Contributor", scope: args.containerId, on: "container" }],
    opts,
  );

/** Lets the log archiver add to containers; it can neither read nor delete what is in them. */
export const azureLogArchiverIdentity = (
  name: string,
  args: { readonly place: AzureIdentityPlace; readonly containers: Readonly<Record<string, pulumi.Input<string>>> },
  opts: pulumi.ComponentResourceOptions,
): AzureWorkloadIdentity =>
  azurePlatformIdentity(
    name,
    "log-archiver",
    args.place,
    Object.entries(args.containers).map(([on, scope]) => ({
      role: "Storage Blob Data Contributor",
      scope,
      on,
      condition: blobCondition({ reads: [], writes: ["*"] }),
    })),
    opts,
  );

/** Lets cert-manager answer challenges in one zone; Azure has no role over records of one type alone. */
export const azureCertificateSolverIdentity = (
  name: string,
  args: { readonly place: AzureIdentityPlace; readonly zoneId: string },
  opts: pulumi.ComponentResourceOptions,
): AzureWorkloadIdentity =>
  azurePlatformIdentity(
    name,
    "cert-manager",
    args.place,
    [{ role: "DNS Zone Contributor", scope: args.zoneId, on: "zone" }],
    opts,
  );
