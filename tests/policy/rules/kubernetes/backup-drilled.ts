import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const backsUp = "plumbline.dev/backs-up";
const drills = "plumbline.dev/drills";
const types: Readonly<Record<string, string>> = {
  redis: "apps/v1:StatefulSet",
  pg: "postgresql.cnpg.io/v1:Cluster",
  mongo: "mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
  kafka: "kafka.strimzi.io/v1beta2:Kafka",
};
const names = Object.keys(types);
const job = (prefix: string, label: string) => (name: string) =>
  object("batch/v1:CronJob", `${prefix}-${name}`, { schedule: "0 2 * * *" }, { [label]: name });
const at = stack([
  ...names.map((name) => object(types[name] ?? "", name, {})),
  ...names.map(job("backup", backsUp)),
  ...names.map(job("drill", drills)),
]);
const wrong = (name: string) => `${name}: CronJob: expected one that is labelled ${drills}: ${name}, found nothing`;

export default [
  at("each restored by a drill", {}),
  at("no drill", { "drill-mongo": "removed" }, [wrong("mongo")]),
  at("a drill that waits", { "drill-pg": { props: { "/spec/suspend": true } } }, [wrong("pg")]),
  at("a drill of another namespace", { "drill-redis": { props: { "/metadata/namespace": "other" } } }, [
    wrong("redis"),
  ]),
  at("no drill and no backup", { "drill-kafka": "removed", "backup-kafka": "removed" }),
  at("no drills yet", Object.fromEntries(names.map((name) => [`drill-${name}`, "removed" as const])), [], {
    notApplicable: "no store of this stack has a drill yet",
  }),
];
