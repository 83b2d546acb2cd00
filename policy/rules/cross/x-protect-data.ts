import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { awsDataTypes, azureDataParts, azureDataTypes } from "../../lib/tags.ts";
import { expected } from "../../lib/violation.ts";

/** Types in the cluster that hold data. */
const kubernetesDataTypes = [
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch",
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka",
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool",
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaTopic",
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
  "kubernetes:postgresql.cnpg.io/v1:Database",
  "kubernetes:rabbitmq.com/v1beta1:Queue",
  "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster",
] as const;

/** A StatefulSet holds data when it claims volumes. */
interface Claiming {
  readonly spec?: { readonly volumeClaimTemplates?: readonly unknown[] };
}

export default rule({
  name: "x-protect-data",
  severity: "high",
  level: "Mp",
  description: "What holds data must be protected, so that nothing but a decision deletes it.",
  remediationSteps:
    "Set protect in the resource's options, as the stage's profile says; to delete it, unprotect it first.",
  framework: guides("protected data"),
  tags: ["own:protect"],
  requirements: [],
  on: [...awsDataTypes, ...azureDataTypes, ...azureDataParts, ...kubernetesDataTypes],
  thresholds: {
    protect: threshold<boolean>({
      description:
        "Whether data has to outlive a mistake; a stack that is made and destroyed every day has none to keep.",
      type: "boolean",
      values: { dev: false, staging: false, prod: true, "prod-azure": true },
    }),
  },
  check(props: Claiming, { type, opts, config, notApplicable }) {
    if (!config.protect) return notApplicable("the stack keeps no data, by its stage");
    if (type === "kubernetes:apps/v1:StatefulSet" && (props.spec?.volumeClaimTemplates?.length ?? 0) === 0)
      return notApplicable("it claims no volume");
    return opts.protect ? [] : [expected("opts.protect", true, opts.protect)];
  },
});
