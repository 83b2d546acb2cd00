import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { Identity } from "../core/labels.ts";
import type { AwsPlace } from "../core/place.ts";
import { AzureWorkloadIdentity, type WorkloadGrant } from "./azure-workload-identity.ts";
import { azurePodIdentity, type PodIdentity } from "./pod-identity.ts";
import { type PodSelector, WorkloadIdentity } from "./workload-identity.ts";

export interface CloudIdentityArgs {
  readonly identity: Identity;
  readonly place: AwsPlace | AzurePlace;
  /** The pods that are it. */
  readonly pods: PodSelector;
  /** What they may do on AWS. */
  readonly statements: readonly PolicyStatement[];
  /** What they may do on Azure. */
  readonly grants: readonly WorkloadGrant[];
}

/** Who pods are to the cloud that they run in. */
export interface CloudIdentity {
  /** The pods come after these. */
  readonly resources: readonly pulumi.Resource[];
  /** What their account and they themselves have to say. @default - nothing: the cloud goes by their names */
  readonly podIdentity?: PodIdentity;
}

/** An identity for pods in a region of a cloud, with exactly these rights; no key is kept anywhere. */
export function cloudIdentity(parent: pulumi.Resource, name: string, args: CloudIdentityArgs): CloudIdentity {
  const { identity, place, pods, statements, grants } = args;
  switch (place.cloud) {
    case "aws":
      return { resources: [new WorkloadIdentity(name, { identity, place, statements, ...pods }, { parent })] };
    case "azure": {
      const { oidcIssuer } = place.cluster;
      const made = new AzureWorkloadIdentity(name, { identity, scope: place, oidcIssuer, grants, ...pods }, { parent });
      return { resources: [made], podIdentity: azurePodIdentity(made.clientId) };
    }
  }
}
