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
  /** What of the role holds. @default - all of it */
  readonly condition?: string;
}

/** Pods that are one identity. */
export interface FederatedPods {
  readonly identity: Identity;
  readonly scope: AzureScope;
  /** Who signs the tokens of the cluster's service accounts. */
  readonly oidcIssuer: pulumi.Input<string>;
  readonly namespace: pulumi.Input<string>;
  /** Service accounts of the pods, by the last part of the logical name of what lets each in; Azure takes twenty. */
  readonly serviceAccounts: Readonly<Record<string, string>>;
  readonly grants: readonly WorkloadGrant[];
}

/** An identity as its pods and those who give it rights see it. */
export interface AzureIdentity {
  readonly clientId: pulumi.Output<string>;
  readonly principalId: pulumi.Output<string>;
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

/** An identity for the pods of some service accounts: Entra takes the tokens of these for it, and no key is kept anywhere. */
export function federatedIdentity(parent: pulumi.Resource, name: string, args: FederatedPods): AzureIdentity {
  const { scope, identity, namespace } = args;
  const accounts = Object.entries(args.serviceAccounts);
  const made = new UserAssignedIdentity(name, azureWhere(scope, identity), { parent });
  let before: FederatedIdentityCredential[] = [];
  for (const [suffix, account] of accounts) {
    const federation = new FederatedIdentityCredential(
      `${name}-${suffix}`,
      {
        resourceGroupName: scope.resourceGroupName,
        resourceName: made.name,
        issuer: args.oidcIssuer,
        subject: pulumi.interpolate`system:serviceaccount:${namespace}:${account}`,
        audiences: [audience],
      },
      // Entra refuses two at a time for one identity.
      { parent, dependsOn: before },
    );
    before = [federation];
  }
  for (const { role, scope: over, on, condition } of args.grants) {
    grantRole(parent, `${name}-${on}`, scope, {
      role,
      scope: over,
      principalId: made.principalId,
      description: pulumi.interpolate`${namespace}/${accounts.map(([, account]) => account).join(", ")}`,
      ...(condition !== undefined && { condition }),
    });
  }
  return { clientId: made.clientId, principalId: made.principalId };
}

/**
 * A cloud identity for a workload: Entra takes the token of its service account for it, and no key is kept anywhere.
 *
 * @throws InvalidInput before any resource exists, when a name is none that Kubernetes takes.
 */
export class AzureWorkloadIdentity extends pulumi.ComponentResource implements AzureIdentity {
  static readonly token = "plumbline:identity:AzureWorkloadIdentity";
  readonly clientId: pulumi.Output<string>;
  readonly principalId: pulumi.Output<string>;

  constructor(name: string, args: AzureWorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    assertDnsLabel(`identity ${name}`, "namespace", args.namespace);
    assertDnsLabel(`identity ${name}`, "serviceAccount", args.serviceAccount);
    const { identity, namespace, serviceAccount } = args;
    super(AzureWorkloadIdentity.token, name, { identity, namespace, serviceAccount }, opts);
    const serviceAccounts = { federation: serviceAccount };
    const made = federatedIdentity(this, name, { ...args, serviceAccounts });
    this.clientId = made.clientId;
    this.principalId = made.principalId;
    this.registerOutputs({ clientId: this.clientId });
  }
}
