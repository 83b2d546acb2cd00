import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import * as pulumi from "@pulumi/pulumi";
import { type AzureRole, grantRole } from "../core/azure-roles.ts";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { assertDnsLabel } from "../core/names.ts";

/** One of Azure's roles over one thing. */
export interface WorkloadGrant {
  readonly role: AzureRole;
  readonly scope: pulumi.Input<string>;
  /** What it is over, for the name of the assignment. */
  readonly on: string;
}

export interface AzureWorkloadIdentityArgs {
  readonly identity: Identity;
  readonly scope: AzureScope;
  /** Who signs the tokens of the cluster's service accounts. */
  readonly oidcIssuer: pulumi.Input<string>;
  /** The pods that are it. */
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly grants: readonly WorkloadGrant[];
}

/** Label of pods that are given the token of their service account for Azure. */
export const workloadIdentityLabel = { "azure.workload.identity/use": "true" } as const;

/** Annotation of a service account that says which identity its pods are. */
export const clientIdAnnotation = "azure.workload.identity/client-id";

/** Whom a token for Azure is for. */
const audience = "api://AzureADTokenExchange";

/**
 * A cloud identity for a workload: Entra takes the token of its service account for it, and no key is kept anywhere.
 *
 * @throws InvalidInput before any resource exists, when a name is none that Kubernetes takes.
 */
export class AzureWorkloadIdentity extends pulumi.ComponentResource {
  static readonly token = "plumbline:identity:AzureWorkloadIdentity";
  readonly clientId: pulumi.Output<string>;
  readonly principalId: pulumi.Output<string>;

  constructor(name: string, args: AzureWorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    assertDnsLabel(`identity ${name}`, "namespace", args.namespace);
    assertDnsLabel(`identity ${name}`, "serviceAccount", args.serviceAccount);
    const { scope, identity, namespace, serviceAccount } = args;
    super(AzureWorkloadIdentity.token, name, { identity, namespace, serviceAccount }, opts);
    const made = new UserAssignedIdentity(name, azureWhere(scope, identity), { parent: this });
    new FederatedIdentityCredential(
      `${name}-federation`,
      {
        resourceGroupName: scope.resourceGroupName,
        resourceName: made.name,
        issuer: args.oidcIssuer,
        subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
        audiences: [audience],
      },
      { parent: this },
    );
    for (const { role, scope: over, on } of args.grants) {
      grantRole(this, `${name}-${on}`, scope, {
        role,
        scope: over,
        principalId: made.principalId,
        description: `${namespace}/${serviceAccount}`,
      });
    }
    this.clientId = made.clientId;
    this.principalId = made.principalId;
    this.registerOutputs({ clientId: this.clientId });
  }
}
