import type { Json } from "../../../../policy/lib/violation.ts";
import { resource } from "../../lib/cases.ts";

const context = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
const podContext = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
const template = {
  spec: {
    automountServiceAccountToken: false,
    containers: [{ name: "a", securityContext: context }],
    securityContext: podContext,
  },
};
/** Each kind with its form, and where in that a pod and a container are. */
const kinds: readonly (readonly [type: string, spec: Json, pod: string, container: string])[] = [
  [
    "elasticsearch.k8s.elastic.co/v1:Elasticsearch",
    { nodeSets: [{ podTemplate: template }] },
    "nodeSets/0/podTemplate/spec",
    "nodeSets/0/podTemplate/spec/containers/0",
  ],
  ["kibana.k8s.elastic.co/v1:Kibana", { podTemplate: template }, "podTemplate/spec", "podTemplate/spec/containers/0"],
  [
    "rabbitmq.com/v1beta1:RabbitmqCluster",
    { override: { statefulSet: { spec: { template } } } },
    "override/statefulSet/spec/template/spec",
    "override/statefulSet/spec/template/spec/containers/0",
  ],
  [
    "mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
    { statefulSet: { spec: { template } } },
    "statefulSet/spec/template/spec",
    "statefulSet/spec/template/spec/containers/0",
  ],
  [
    "kafka.strimzi.io/v1beta2:KafkaNodePool",
    { template: { pod: { securityContext: podContext }, kafkaContainer: { securityContext: context } } },
    "template/pod",
    "template/kafkaContainer",
  ],
  [
    "kafka.strimzi.io/v1beta2:Kafka",
    {
      kafkaExporter: {
        template: { pod: { securityContext: podContext }, container: { securityContext: context } },
      },
    },
    "kafkaExporter/template/pod",
    "kafkaExporter/template/container",
  ],
];
const dotted = (path: string) => path.replace(/\/(\d+)/g, "[$1]").replaceAll("/", ".");

export default kinds.flatMap(([type, spec, pod, container]) => {
  const kind = resource(`kubernetes:${type}`, { metadata: { name: "a", namespace: "app" }, spec });
  const at = (path: string, field: string) => `spec.${dotted(path)}.securityContext.${field}`;
  return [
    ...kind("locked down", {}),
    ...kind("root", { [`/spec/${pod}/securityContext/runAsNonRoot`]: false }, [
      `${at(pod, "runAsNonRoot")}: expected true, found false`,
    ]),
    ...kind("no profile", { [`/spec/${pod}/securityContext/seccompProfile`]: undefined }, [
      `${at(pod, "seccompProfile.type")}: expected "RuntimeDefault" or "Localhost", found nothing; write "RuntimeDefault"`,
    ]),
    ...kind("a container with capabilities", { [`/spec/${container}/securityContext/capabilities`]: undefined }, [
      `${at(container, "capabilities.drop")}: expected ["ALL"], found nothing`,
    ]),
    ...kind("a privileged container", { [`/spec/${container}/securityContext/privileged`]: true }, [
      `${at(container, "privileged")}: expected false, found true`,
    ]),
    ...kind("no template", { "/spec": {} }, ["spec: expected a securityContext in its template of a pod, found none"]),
    ...(type.endsWith("Kibana")
      ? kind("a token", { [`/spec/${pod}/automountServiceAccountToken`]: true }, [
          `spec.${dotted(pod)}.automountServiceAccountToken: expected false, found true`,
        ])
      : []),
    ...(type.endsWith("MongoDBCommunity")
      ? kind("a token of one that needs it", { [`/spec/${pod}/automountServiceAccountToken`]: true })
      : []),
  ];
});
