import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret.js";
import { fsbp } from "../../lib/aws/standards.ts";
import type { Given } from "../../lib/demands.ts";
import { readInItsClusters } from "../../lib/kubernetes/external-secrets.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { stackRule, type StackViolation } from "../../lib/stack-rule.ts";

type Secret = Given<SecretArgs>;
const secret = "aws:secretsmanager/secret:Secret" as ResourceType<Secret>;

const association = "aws:msk/scramSecretAssociation:ScramSecretAssociation" as ResourceType;
const singleAssociation = "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation" as ResourceType;

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
    return readInItsClusters(stack, name ?? "", places);
  },
});
