import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../core/labels.ts";
import { clientIdAnnotation, workloadIdentityLabel } from "./azure-workload-identity.ts";

/**
 * What a service account and its pods say so that the cloud knows who they are. AWS goes by their names; on Azure, the account says which identity
 * they are, and AKS gives the pods so marked the token for it.
 */
export interface PodIdentity {
  readonly accountAnnotations: Readonly<Record<string, pulumi.Input<string>>>;
  readonly podLabels: Labels;
}

/** Of an identity of Azure, by its client id. */
export const azurePodIdentity = (clientId: pulumi.Input<string>): PodIdentity => ({
  accountAnnotations: { [clientIdAnnotation]: clientId },
  podLabels: workloadIdentityLabel,
});
