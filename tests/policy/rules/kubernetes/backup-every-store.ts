import { object } from "../../lib/kubernetes-objects.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const label = "plumbline.dev/backs-up";
const types: Readonly<Record<string, string>> = {
  redis: "apps/v1:StatefulSet",
  pg: "postgresql.cnpg.io/v1:Cluster",
  mongo: "mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
  kafka: "kafka.strimzi.io/v1beta2:Kafka",
};
/** Two stores of each kind, so that one can lack what the other has. */
const stores = Object.entries(types).flatMap(([name, type]) => {
  const spec: StackSubject["props"] =
    name === "redis" ? { volumeClaimTemplates: [{ metadata: { name: "data" } }] } : {};
  return ["1", "2"].map((number) => object(type, `${name}-${number}`, spec));
});
const jobs = stores.filter(({ name }) => !name.startsWith("pg"));
const job = ({ name }: StackSubject) =>
  object("batch/v1:CronJob", `backup-${name}`, { schedule: "0 2 * * *" }, { [label]: name });
const at = stack([
  ...stores,
  ...jobs.map(job),
  ...["pg-1", "pg-2"].map((name) =>
    object("postgresql.cnpg.io/v1:ScheduledBackup", `backup-${name}`, { cluster: { name } }),
  ),
]);
const wrong = (name: string) => `${name}: CronJob: expected one that is labelled ${label}: ${name}, found nothing`;

export default [
  at("each by its operator or a job", {}),
  at("a StatefulSet that keeps nothing", {
    "redis-1": { props: { "/spec/volumeClaimTemplates": undefined } },
    "backup-redis-1": "removed",
  }),
  at("a store that can be made anew", { "backup-redis-1": "removed" }, [], {
    config: { derived: ["app/redis-1"] },
  }),
  at("no job", { "backup-mongo-1": "removed" }, [wrong("mongo-1")]),
  at("a job that waits", { "backup-kafka-2": { props: { "/spec/suspend": true } } }, [wrong("kafka-2")]),
  at("the job of another namespace", { "backup-redis-2": { props: { "/metadata/namespace": "other" } } }, [
    wrong("redis-2"),
  ]),
  at("the schedule of another", { "backup-pg-2": { props: { "/spec/cluster/name": "pg-1" } } }, [wrong("pg-2")]),
  at("no job of a kind yet", { "backup-kafka-1": "removed", "backup-kafka-2": "removed" }),
];
