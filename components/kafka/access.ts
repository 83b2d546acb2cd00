import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { KafkaTopic, KafkaUser, type KafkaUserAcl } from "../crds/generated/strimzi.ts";
import { GeneratedSecret, type SecretReference } from "../secret-store/generated-secret.ts";
import { taskAcls } from "./task-access.ts";
import { inSync, type KafkaProtocol, type KafkaSpec, type KafkaUserSpec } from "./spec.ts";

/** How clients speak to the brokers in the cluster. */
export const inClusterProtocol: KafkaProtocol = {
  securityProtocol: "SASL_SSL",
  saslMechanism: "SCRAM-SHA-512",
  loginModule: "org.apache.kafka.common.security.scram.ScramLoginModule",
  compression: true,
};

/** Label by which Strimzi finds the cluster that a topic, user or pool belongs to. */
export const clusterLabel = (component: string) => ({ "strimzi.io/cluster": component });

/** The topics, as the topic operator makes and keeps them. */
export function topics(parent: pulumi.Resource, name: string, spec: KafkaSpec, cluster: pulumi.Resource): void {
  const { system, component, namespace } = spec;
  const labels = objectLabels({ system, component }, clusterLabel(component));
  for (const [topic, args] of Object.entries(spec.topics)) {
    new KafkaTopic(
      `${name}-topic-${topic}`,
      {
        metadata: { name: topic, namespace, labels },
        spec: {
          partitions: args.partitions,
          replicas: args.replicationFactor,
          config: {
            "min.insync.replicas": inSync(args.replicationFactor),
            "retention.ms": args.retentionHours * 3_600_000,
            "cleanup.policy": args.cleanupPolicy,
          },
        },
      },
      { parent, dependsOn: [cluster], protect: spec.protect },
    );
  }
}

/** The users, each with a generated password and the least that it needs. */
export function users(
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  cluster: pulumi.Resource,
): Record<string, SecretReference> {
  const { system, component, namespace } = spec;
  const id = { system, component };
  return Object.fromEntries(
    Object.entries(spec.users).map(([user, args]) => {
      const secret = new GeneratedSecret(
        `${name}-user-${user}-auth`,
        { identity: id, namespace, secretName: args.secretName, key: "password", version: spec.passwordVersion },
        (password) => ({ username: user, "sasl.jaas.config": jaas(user, password) }),
        { parent },
      );
      const { reference } = secret;
      new KafkaUser(
        `${name}-user-${user}`,
        {
          metadata: { name: user, namespace, labels: objectLabels(id, clusterLabel(component)) },
          spec: {
            authentication: {
              type: "scram-sha-512",
              password: { valueFrom: { secretKeyRef: { name: reference.name, key: "password", optional: false } } },
            },
            authorization: { type: "simple", acls: acls(args) },
          },
        },
        { parent, dependsOn: [cluster] },
      );
      return [user, reference];
    }),
  );
}

function jaas(user: string, password: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.interpolate`${inClusterProtocol.loginModule} required username="${user}" password="${password}";`;
}

/** Exactly the named topics and groups; an idempotent producer needs no more from Kafka 3.0 on. */
function acls({ consumes, groups, produces, task }: KafkaUserSpec): KafkaUserAcl[] {
  const allow = (
    type: "topic" | "group",
    names: readonly string[],
    operations: NonNullable<KafkaUserAcl["operations"]>,
  ) => names.map((name): KafkaUserAcl => ({ resource: { type, name, patternType: "literal" }, operations }));
  return [
    ...allow("topic", consumes, ["Read", "Describe"]),
    ...allow("group", groups, ["Read", "Describe"]),
    ...allow("topic", produces, ["Write", "Describe"]),
    ...(task ? taskAcls(task) : []),
  ];
}
