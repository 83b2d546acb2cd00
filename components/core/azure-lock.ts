import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureScope } from "./azure-scope.ts";

/** Keeps something, and what is in it, from being deleted by anybody, until the lock is taken off on purpose. Only where data is protected. */
export function deleteLock(
  parent: pulumi.Resource,
  name: string,
  { protect }: Pick<AzureScope, "protect">,
  resourceId: pulumi.Input<string>,
  dependsOn: pulumi.Resource[] = [],
): void {
  if (!protect) return;
  new ManagementLockByScope(
    `${name}-lock`,
    { scope: resourceId, lockName: "keep", level: "CanNotDelete", notes: "Holds data" },
    // After its parts, which could not be replaced otherwise.
    { parent, dependsOn },
  );
}
