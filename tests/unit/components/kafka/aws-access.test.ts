import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import type { KafkaOutputs } from "../../../../components/kafka/spec.ts";
import { accountId, found, inputsOf, policyOf } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { clusterArn, renderKafka, tools, valueOf } from "./aws-fixture.ts";

const made: KafkaOutputs[] = [];
const prod = await renderKafka(undefined, undefined, undefined, made);
const [outputs] = made;
const stored = (user: string) => `AmazonMSK_prod-shop-kafka-${user}`;
const arn = (user: string) => `arn:aws:secretsmanager:us-east-1:${accountId}:secret:${stored(user)}-a1b2c3`;

describe("users of Kafka on AWS", () => {
  it("have a password in Secrets Manager, under the name and the key that MSK asks for (ONB-034)", () => {
    const { inputs, opts } = found(prod, "secretsmanager:Secret", "k-user-engine-secret");
    assert.deepEqual(inputs, {
      name: stored("engine"),
      description: "shop kafka: user engine",
      kmsKeyId: `arn:aws:kms:us-east-1:${accountId}:key/secrets`,
      recoveryWindowInDays: 30,
      tags: {
        system: "shop",
        component: "kafka",
        owner: "shop",
        "data-class": "confidential",
        rotation: "value",
        "rotation-kept": "username",
      },
    });
    assert.equal(opts.protect, true);
    assert.equal(inputsOf(prod, "secretsmanager:SecretVersion", "k-user-engine-version").secretStringWo, secretMarker);
    assert.deepEqual(inputsOf(prod, "msk:SingleScramSecretAssociation", "k-user-reader"), {
      clusterArn: clusterArn,
      secretArn: arn("reader"),
    });
  });

  it("have secrets that MSK and External Secrets read and the rotation changes, and nobody else", () => {
    const policy = inputsOf(prod, "secretsmanager:SecretPolicy", "k-user-engine-readers");
    assert.deepEqual([policy.secretArn, policy.blockPublicPolicy], [arn("engine"), true]);
    const statements = list(at(policyOf(policy), "Statement"));
    assert.deepEqual(
      statements.map((one) => [at(one, "Principal"), at(one, "Action")]),
      [
        [
          {
            AWS: [
              `arn:aws:iam::${accountId}:role/secrets-reader`,
              `arn:aws:iam::${accountId}:role/secrets-reader-us-west-2`,
              `arn:aws:iam::${accountId}:role/secrets-reader-eu-central-1`,
            ],
          },
          ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        ],
        [
          { AWS: `arn:aws:iam::${accountId}:role/rotation` },
          [
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
          ],
        ],
        [{ Service: "kafka.amazonaws.com" }, ["secretsmanager:GetSecretValue"]],
      ],
    );
  });

  it("have a Secret of the same name and keys as in the cluster", async () => {
    const { spec, metadata } = resource(prod, "ExternalSecret", "k-user-engine-auth").inputs;
    assert.deepEqual([at(metadata, "name"), at(metadata, "namespace")], ["shop-kafka-secret", "shop"]);
    assert.deepEqual(at(spec, "data"), [
      { secretKey: "password", remoteRef: { key: stored("engine"), property: "password" } },
      { secretKey: "username", remoteRef: { key: stored("engine"), property: "username" } },
    ]);
    assert.deepEqual(at(spec, "target", "template", "data"), {
      "sasl.jaas.config":
        'org.apache.kafka.common.security.scram.ScramLoginModule required username="{{ .username }}" password="{{ .password }}";',
    });
    assert.deepEqual(outputs?.users["engine"]?.keys, ["password", "username", "sasl.jaas.config"]);
    assert.equal(await valueOf(outputs.users["reader"]?.name), "kafka-reader-auth");
  });

  it("may do what is declared, which a job tells the brokers by its role", () => {
    const script = String(at(resource(prod, "ConfigMap", "k-acls-job-kafka-acls").inputs.data, "acls.sh"));
    const allow = (resourceOf: string, operation: string, user: string) =>
      `kafkactl create acl ${resourceOf} --operation ${operation} --operation describe --principal User:${user} --allow`;
    assert.deepEqual(script.split("\n"), [
      "set -eu",
      allow("--topic commands", "read", "engine"),
      allow("--group engine", "read", "engine"),
      allow("--topic events", "write", "engine"),
      allow("--topic events", "read", "reader"),
      allow("--group reader", "read", "reader"),
      "",
    ]);
    const [container] = list(at(resource(prod, "Job", "k-acls-job").inputs.spec, "template", "spec", "containers"));
    assert.equal(at(container, "image"), `${tools.registry}/${tools.repository}:${tools.tag}@${tools.digest}`);
    assert.deepEqual(at(container, "command"), ["/bin/sh", "/scripts/acls.sh"]);
    const broker = (number: number) => `b-${number}.prod-shop-kafka.a1b2c3.c2.kafka.us-east-1.amazonaws.com:9098`;
    assert.deepEqual(at(container, "env"), [
      { name: "HOME", value: "/tmp" },
      { name: "AWS_REGION", value: "us-east-1" },
      { name: "BROKERS", value: [1, 2, 3].map(broker).join(" ") },
      { name: "REQUESTTIMEOUT", value: "30s" },
      { name: "SASL_ENABLED", value: "true" },
      { name: "SASL_MECHANISM", value: "oauth" },
      { name: "SASL_TOKENPROVIDER_PLUGIN", value: "aws" },
      { name: "TLS_ENABLED", value: "true" },
      { name: "TLS_CA", value: "/secrets/authority/ca.crt" },
    ]);
  });

  it("get their lists by a role that reads and writes no record", () => {
    const [statement, ...others] = list(at(policyOf(inputsOf(prod, "iam:RolePolicy", "k-acls-policy")), "Statement"));
    assert.deepEqual(others, []);
    assert.deepEqual(statement, {
      Sid: "WriteAccessLists",
      Effect: "Allow",
      Action: ["kafka-cluster:AlterCluster", "kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
      Resource: [clusterArn],
    });
    const association = inputsOf(prod, "eks:PodIdentityAssociation", "k-acls-association");
    assert.deepEqual([association.namespace, association.serviceAccount], ["shop", "kafka-acls"]);
  });
});
