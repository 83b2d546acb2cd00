import type { SecretArgs } from "@pulumi/azure-native/keyvault/secret.js";
import type { Given } from "../../lib/demands.ts";
import { readInItsClusters } from "../../lib/kubernetes/external-secrets.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";

type Secret = Given<SecretArgs>;
const secret = "azure-native:keyvault:Secret" as ResourceType<Secret>;

export default stackRule({
  name: "az-secret-read",
  severity: "medium",
  level: "Mp",
  description:
    "A secret must be read by a cluster, or nobody notices who else reads it; one that two regions read, by a cluster of each region that it is in.",
  remediationSteps:
    "Make an ExternalSecret of it in the region's cluster, or take the secret out of that region's vault.",
  framework: guides("FTE-025"),
  tags: ["nist-800-53:IA-5"],
  requirements: ["FTE-025", "FTE-052"],
  on: [secret],
  check: (subject: Resource<Secret>, stack) => {
    const name = subject.props.secretName ?? "";
    return readInItsClusters(stack, name, stack.all(secret).filter(({ props }) => props.secretName === name).length);
  },
});
