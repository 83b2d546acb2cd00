import { is, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

interface Kafka {
  readonly spec?: {
    readonly kafka?: {
      readonly authorization?: { readonly type?: string };
      readonly config?: Readonly<Record<string, string | number | boolean | null>>;
    };
    readonly authorization?: { readonly type?: string; readonly acls?: readonly object[] };
  };
}
const user = "kubernetes:kafka.strimzi.io/v1beta2:KafkaUser";
const config = "spec.kafka.config";

export default rule({
  name: "crd-kafka-guarded",
  severity: "high",
  level: "M",
  description:
    "A Kafka cluster must ask what a user may do, and say it of each; it must not lose messages that it acknowledged, or make topics by itself.",
  remediationSteps:
    "Set spec.kafka.authorization, unclean.leader.election.enable and auto.create.topics.enable to false, and the acls of each KafkaUser.",
  framework: guides("ONB-034"),
  tags: ["nist-800-53:AC-3"],
  requirements: ["ONB-034", "ONB-031"],
  on: ["kubernetes:kafka.strimzi.io/v1beta2:Kafka", user],
  check: ({ spec }: Kafka, { type }) => {
    if (type === user) return isSet("spec.authorization.acls", spec?.authorization?.acls, "what the user may do");
    const settings = spec?.kafka?.config;
    const off = (key: string) => is(`${config}["${key}"]`, String(settings?.[key] ?? true), "false");
    return allOf(
      () => isSet("spec.kafka.authorization.type", spec?.kafka?.authorization?.type, "simple"),
      // leaders that were not in sync are off where nothing is said, but only since Kafka 0.11: what counts is written down
      () => off("unclean.leader.election.enable"),
      () => off("auto.create.topics.enable"),
    );
  },
});
