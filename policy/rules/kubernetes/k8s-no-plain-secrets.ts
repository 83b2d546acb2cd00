import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { credentialIn, isLiteral, literalOption, namesCredential } from "../../lib/kubernetes/credentials.ts";
import { type Container, eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { entry, type Violation } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-no-plain-secrets",
  severity: "critical",
  level: "M!",
  description: "No credential may stand in an environment value, a command line or a ConfigMap.",
  remediationSteps:
    "Put the credential into a Secret that is synced from the secret store; mount it as a file, or refer to it by valueFrom.secretKeyRef.",
  framework: cisKubernetes("5.4.1"),
  tags: ["trivy:KSV-0109", "trivy:KSV-01010", "kube-linter:env-var-secret"],
  requirements: ["FTE-025", "CAP-002", "CAP-056"],
  check: (pod) =>
    eachContainer(pod, (container, path) =>
      allOf(
        () => environment(container, path),
        () => commandLine(container, "command", path),
        () => commandLine(container, "args", path),
      ),
    ),
  also: {
    type: "kubernetes:core/v1:ConfigMap",
    check: ({ data }: Unwrap<types.input.core.v1.ConfigMap>) =>
      collect(Object.keys(data ?? {}), (key) => literal(entry("data", key), key, data?.[key] ?? "")),
  },
});

function environment({ env }: Container, path: string): Violation[] {
  return collect(env, (variable, index) =>
    "valueFrom" in variable ? [] : literal(`${path}.env[${index}].value`, variable.name, variable.value ?? ""),
  );
}

function commandLine(container: Container, field: "command" | "args", path: string): Violation[] {
  return collect(container[field], (word, index) => {
    const found = literalOption(container[field] ?? [], index) ? "a literal credential" : credentialIn(word);
    return found === undefined ? [] : [violation(`${path}.${field}[${index}]`, found)];
  });
}

/** A credential by its name, whatever its value (an empty one is no password at all), or by what the value contains. */
function literal(path: string, name: string, value: string): Violation[] {
  if (namesCredential(name) && isLiteral(value)) {
    return [violation(path, value === "" ? "an empty credential" : "a literal credential")];
  }
  const found = credentialIn(value);
  return found === undefined ? [] : [violation(path, found)];
}

function violation(path: string, found: string): Violation {
  return { path, expected: "a reference to a Secret", found };
}
