import { resource } from "../../lib/cases.ts";

const metadata = { name: "a", namespace: "app" };
const kafka = resource("kubernetes:kafka.strimzi.io/v1beta2:Kafka", {
  metadata,
  spec: {
    kafka: {
      authorization: { type: "simple" },
      config: { "auto.create.topics.enable": false, "unclean.leader.election.enable": "false" },
    },
  },
});
const user = resource("kubernetes:kafka.strimzi.io/v1beta2:KafkaUser", {
  metadata,
  spec: { authorization: { type: "simple", acls: [{ operations: ["Read"], resource: { type: "topic", name: "a" } }] } },
});

export default [
  ...kafka("asks, and loses nothing", {}),
  ...kafka("asks nobody", { "/spec/kafka/authorization": undefined }, [
    "spec.kafka.authorization.type: expected simple, found nothing",
  ]),
  ...kafka("leaders that were not in sync", { "/spec/kafka/config/unclean.leader.election.enable": true }, [
    'spec.kafka.config["unclean.leader.election.enable"]: expected "false", found "true"',
  ]),
  ...kafka("topics that nobody declared", { "/spec/kafka/config/auto.create.topics.enable": undefined }, [
    'spec.kafka.config["auto.create.topics.enable"]: expected "false", found "true"',
  ]),
  ...user("what it may do", {}),
  ...user("whatever it likes", { "/spec/authorization": undefined }, [
    "spec.authorization.acls: expected what the user may do, found nothing",
  ]),
];
