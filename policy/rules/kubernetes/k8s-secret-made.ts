import { secretsMade, secretsRead } from "../../lib/kubernetes/secrets.ts";
import { clusterOf, type KubernetesObject, namespaceOf } from "../../lib/kubernetes/places.ts";
import { podTypes } from "../../lib/kubernetes/pods.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

export default stackRule({
  name: "k8s-secret-made",
  severity: "high",
  level: "M",
  description:
    "A Secret that something reads must be made by the stack, or by an operator of it: nobody keeps it by hand.",
  remediationSteps: "Declare the Secret, or an ExternalSecret or Certificate that makes it, with this name.",
  framework: kubernetesDocs("Good practices for Kubernetes Secrets", "concepts/security/secrets-good-practices/"),
  tags: ["nist-800-53:IA-5"],
  requirements: ["FTE-015", "FTE-025"],
  on: [...podTypes, "kubernetes:barmancloud.cnpg.io/v1:ObjectStore", "kubernetes:velero.io/v1:BackupStorageLocation"],
  check: (subject: Resource<KubernetesObject>, stack) => {
    const made = secretsMade(stack, clusterOf(subject), namespaceOf(subject));
    return collect(secretsRead(subject.props), ({ path, name }) =>
      made.has(name) ? [] : [{ path, expected: "the name of a Secret that the stack makes", found: name }],
    );
  },
});
