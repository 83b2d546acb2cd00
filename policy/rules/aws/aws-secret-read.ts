import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret.js";
import { fsbp } from "../../lib/aws/standards.ts";
import type { Given } from "../../lib/demands.ts";
import { clusterOf, type KubernetesObject } from "../../lib/kubernetes/places.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";

type Secret = Given<SecretArgs>;
const secret = "aws:secretsmanager/secret:Secret" as ResourceType<Secret>;

interface Source {
  readonly key?: string;
}
const copy = "kubernetes:external-secrets.io/v1:ExternalSecret" as ResourceType<
  KubernetesObject & {
    readonly spec?: {
      readonly data?: readonly { readonly remoteRef?: Source }[];
      readonly dataFrom?: readonly { readonly extract?: Source }[];
    };
  }
>;
const association = "aws:msk/scramSecretAssociation:ScramSecretAssociation" as ResourceType;
const singleAssociation = "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation" as ResourceType;

/**
 * What only the primary region reads, such as the keys of backups, may wait in the others until one takes over. What two regions read belongs to
 * what runs in each, and the third cannot do without it.
 */
export default stackRule({
  name: "aws-secret-read",
  severity: "medium",
  level: "Mp",
  description:
    "A secret must be read by a cluster, or nobody notices who else reads it; one that two regions read, by a cluster of each region that it is in.",
  remediationSteps: "Make an ExternalSecret of it in the region's cluster, or take the secret or its replica away.",
  framework: fsbp("SecretsManager.3"),
  tags: ["fsbp:SecretsManager.3", "nist-800-53:IA-5"],
  requirements: ["FTE-025", "FTE-052"],
  on: [secret],
  check: (subject: Resource<Secret>, stack, { notApplicable }): readonly StackViolation[] => {
    const isForKafka = [association, singleAssociation].some((type) =>
      stack.all(type).some((each) => Object.values(each.propertyDependencies).flat().includes(subject)),
    );
    if (isForKafka) return notApplicable("Kafka reads it by itself");
    const { name } = subject.props;
    const places = stack
      .all(secret)
      .filter(({ props }) => props.name === name)
      .reduce((sum, { props }) => sum + 1 + (props.replicas?.length ?? 0), 0);
    const readers = readersOf(stack, name ?? "");
    if (readers === 0) return [missing(copy, "one of this secret")];
    return readers > 1 && readers < places
      ? [{ ...missing(copy, `one of this secret in ${places} clusters`), found: `${readers}` }]
      : [];
  },
});

/** How many clusters read a secret of a name: a region's copies have the same one. */
function readersOf(stack: Stack, name: string): number {
  const reading = stack
    .all(copy)
    .filter(
      ({ props: { spec } }) =>
        (spec?.data?.some(({ remoteRef }) => remoteRef?.key === name) ?? false) ||
        (spec?.dataFrom?.some(({ extract }) => extract?.key === name) ?? false),
    );
  return new Set(reading.map(clusterOf)).size;
}
