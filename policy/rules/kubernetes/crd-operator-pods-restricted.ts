import { type KubernetesObject } from "../../lib/kubernetes/places.ts";
import { contextsIn, restricted } from "../../lib/kubernetes/security-contexts.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { podSecurity } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

/** The agent beside mongod reads the state of its replica set from the API. */
const callers = ["MongoDBCommunity"];

/** CloudNativePG gives its pods all of this by itself, and has no form to say otherwise. */
export default rule({
  name: "crd-operator-pods-restricted",
  severity: "high",
  level: "M",
  description:
    "The pods that an operator makes must be as locked down as those of the program, in the operator's own form.",
  remediationSteps:
    "Give the operator's template of the pod a securityContext with runAsNonRoot and a seccompProfile, and each container one that drops all capabilities, escalates nothing and keeps its root file system read-only.",
  framework: podSecurity("restricted", "all controls"),
  tags: ["pss:restricted", "nist-800-53:AC-6"],
  requirements: ["FTE-063", "ONB-042", "ECO-032"],
  on: [
    "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch",
    "kubernetes:kafka.strimzi.io/v1beta2:Kafka",
    "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool",
    "kubernetes:kibana.k8s.elastic.co/v1:Kibana",
    "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
    "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster",
  ],
  thresholds: {
    callers: threshold<readonly string[]>({
      description: "Kinds whose pods need a token of the Kubernetes API.",
      type: "array",
      values: { dev: callers, staging: callers, prod: callers, "prod-azure": callers },
    }),
  },
  check: ({ spec }: KubernetesObject & { readonly spec?: object }, { type, config }) => {
    const contexts = contextsIn(spec, "spec");
    return allOf(
      () =>
        contexts.some(({ of }) => of === "pod")
          ? []
          : [{ path: "spec", expected: "a securityContext in its template of a pod", found: "none" }],
      () => collect(contexts, restricted),
      () => (config.callers.includes(type.split(":").at(-1) ?? "") ? [] : tokens(spec, "spec")),
    );
  },
});

/** Where pods are handed a token of the Kubernetes API. */
function tokens(value: unknown, path: string): Violation[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (key !== "automountServiceAccountToken") return tokens(inner, here);
    return inner === true ? [{ path: here, expected: "false", found: "true", fix: false }] : [];
  });
}
