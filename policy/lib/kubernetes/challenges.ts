import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { clusterOf, type KubernetesObject, nameOf } from "./places.ts";
import type { Labels } from "./selectors.ts";

/** A certificate of cert-manager, as far as its signer goes. */
export interface Certificate extends KubernetesObject {
  readonly spec?: { readonly issuerRef?: { readonly kind?: string; readonly name?: string } };
}
export const certificate = "kubernetes:cert-manager.io/v1:Certificate" as ResourceType<Certificate>;

interface ClusterIssuer extends KubernetesObject {
  readonly spec?: { readonly acme?: { readonly solvers?: readonly ({ readonly http01?: object } | null)[] | null } };
}
const clusterIssuer = "kubernetes:cert-manager.io/v1:ClusterIssuer" as ResourceType<ClusterIssuer>;

/** Labels of the pods that answer an authority which asks hosts over plain HTTP. */
export const solverPod: Labels = { "acme.cert-manager.io/http01-solver": "true" };

/** Whether cert-manager starts pods to get a certificate; undefined where another stack makes the issuer. */
export function startsSolvers(stack: Stack, subject: Resource<Certificate>): boolean | undefined {
  const { kind, name } = subject.props.spec?.issuerRef ?? {};
  if (kind !== "ClusterIssuer") return false;
  const issuer = stack
    .all(clusterIssuer)
    .find((each) => clusterOf(each) === clusterOf(subject) && nameOf(each) === name);
  return issuer && (issuer.props.spec?.acme?.solvers ?? []).some((solver) => solver?.http01 !== undefined);
}
