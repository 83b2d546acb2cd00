import { inSight, podMonitor, serviceMonitor } from "../../lib/kubernetes/monitors.ts";
import { podsOf } from "../../lib/kubernetes/flows.ts";
import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { selects } from "../../lib/kubernetes/selectors.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

export default stackRule({
  name: "crd-store-monitored",
  severity: "medium",
  level: "Mp",
  description: "A store that an operator runs must be measured: a monitor selects each kind of its pods.",
  remediationSteps:
    "Declare a PodMonitor, or a ServiceMonitor, that selects the labels which the operator gives its pods.",
  framework: guides("CAP-012"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["CAP-012", "FTE-039"],
  on: [
    "kubernetes:kafka.strimzi.io/v1beta2:Kafka",
    "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool",
    "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
    "kubernetes:postgresql.cnpg.io/v1:Cluster",
    "kubernetes:postgresql.cnpg.io/v1:Pooler",
    "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster",
  ],
  check: (subject: Resource<KubernetesObject>, stack) => {
    // a Service that an operator makes has the labels of the pods behind it
    const looking = stack
      .all(podMonitor, serviceMonitor)
      .filter((monitor) =>
        inSight<KubernetesObject>(stack, monitor, subject.type).some(({ urn }) => urn === subject.urn),
      );
    return collect(podsOf(subject), (labels) =>
      looking.some(({ props }) => selects(props.spec?.selector, labels))
        ? []
        : [missing("PodMonitor", "one that selects the pods which the operator makes")],
    );
  },
});
