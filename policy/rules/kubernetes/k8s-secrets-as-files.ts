import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-secrets-as-files",
  severity: "low",
  level: "A",
  description:
    "A container should read Secrets from files: variables are inherited by every child process, and end up in dumps.",
  remediationSteps: "Mount the Secret as a volume, and have the application read the file, where it can.",
  framework: cisKubernetes("5.4.1"),
  tags: [],
  requirements: ["CAP-001", "FTE-025"],
  check: (pod) =>
    eachContainer(pod, ({ env, envFrom }, path) =>
      allOf(
        () =>
          collect(env, ({ name, valueFrom }, index) =>
            valueFrom?.secretKeyRef
              ? [
                  {
                    path: `${path}.env[${index}].valueFrom.secretKeyRef`,
                    expected: "a file",
                    found: `variable ${name}`,
                  },
                ]
              : [],
          ),
        () =>
          collect(envFrom, ({ secretRef }, index) =>
            secretRef
              ? [
                  {
                    path: `${path}.envFrom[${index}].secretRef`,
                    expected: "files",
                    found: `Secret ${show(secretRef.name)}`,
                  },
                ]
              : [],
          ),
      ),
    ),
});
