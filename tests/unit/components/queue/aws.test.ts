import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { awsQueues } from "../../../../components/queue/aws.ts";
import { queueStatements } from "../../../../components/queue/aws-access.ts";
import { resolveQueues, type SqsQueues } from "../../../../components/queue/spec.ts";
import { WorkloadIdentity } from "../../../../components/identity/workload-identity.ts";
import { accountId, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";
import { queuesArgs } from "./fixture.ts";

const place = awsPlace();
const spec = resolveQueues("q", queuesArgs);
const made: SqsQueues[] = [];
const within = (build: (parent: pulumi.Resource) => void) =>
  renderAws((opts) => {
    build(new ComponentResource("test:index:Queues", "q", {}, opts));
  });
const rendered = await within((parent) => made.push(awsQueues(parent, "q", spec, place)));
const staging = await within((parent) => {
  awsQueues(parent, "q", { ...spec, protect: false }, awsPlace({ stage: "staging", protect: false }));
});

const arn = (queue: string) => `arn:aws:sqs:us-east-1:${accountId}:prod-shop-broker-${queue}`;
const url = (queue: string) => `https://sqs.us-east-1.amazonaws.com/${accountId}/prod-shop-broker-${queue}`;
const key = `arn:aws:kms:us-east-1:${accountId}:key/messaging`;

describe("queues on AWS", () => {
  it("are two of SQS for each declared one, with policies", () => {
    const each = (queue: string) => [
      `sqs:Queue q-${queue}`,
      `sqs:Queue q-${queue}-dead-letters`,
      `sqs:QueuePolicy q-${queue}-dead-letters-policy`,
      `sqs:QueuePolicy q-${queue}-policy`,
      `sqs:RedriveAllowPolicy q-${queue}-dead-letters-sources`,
    ];
    assert.deepEqual(registered(rendered), [...each("commands"), ...each("events")].sort());
  });

  it("are encrypted with the region's key, poll long, and wait four days", () => {
    const common = {
      kmsMasterKeyId: key,
      kmsDataKeyReusePeriodSeconds: 300,
      visibilityTimeoutSeconds: 120,
      receiveWaitTimeSeconds: 20,
    };
    const tags = { system: "shop", component: "broker", owner: "shop", "data-class": "confidential" };
    assert.deepEqual(inputsOf(rendered, "sqs:Queue", "q-commands"), {
      ...common,
      name: "prod-shop-broker-commands",
      messageRetentionSeconds: 345_600,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("commands-dead-letters"), maxReceiveCount: 5 }),
      tags: { ...tags, queue: "commands" },
    });
    assert.deepEqual(inputsOf(rendered, "sqs:Queue", "q-commands-dead-letters"), {
      ...common,
      name: "prod-shop-broker-commands-dead-letters",
      messageRetentionSeconds: 1_209_600,
      tags: { ...tags, queue: "commands-dead-letters" },
    });
  });

  it("hand a message over to the dead letters after its own number of deliveries (FTE-009)", () => {
    assert.deepEqual(policyOf(inputsOf(rendered, "sqs:Queue", "q-events"), "redrivePolicy"), {
      deadLetterTargetArn: arn("events-dead-letters"),
      maxReceiveCount: 10,
    });
    const allowed = inputsOf(rendered, "sqs:RedriveAllowPolicy", "q-events-dead-letters-sources");
    assert.equal(allowed.queueUrl, url("events-dead-letters"));
    assert.deepEqual(policyOf(allowed, "redriveAllowPolicy"), {
      redrivePermission: "byQueue",
      sourceQueueArns: [arn("events")],
    });
  });

  it("refuse everybody without TLS, and let nobody in by themselves (FTE-022)", () => {
    for (const queue of ["commands", "commands-dead-letters", "events", "events-dead-letters"]) {
      const policy = inputsOf(rendered, "sqs:QueuePolicy", `q-${queue}-policy`);
      assert.equal(policy.queueUrl, url(queue));
      assert.deepEqual(at(policyOf(policy), "Statement"), [
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: ["sqs:*"],
          Resource: [arn(queue)],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]);
    }
  });

  it("are kept in prod, and gone with their stack elsewhere", () => {
    for (const queue of ["q-events", "q-events-dead-letters"]) {
      const kept = found(rendered, "sqs:Queue", queue).opts;
      assert.deepEqual([kept.protect, kept.retainOnDelete], [true, true]);
      const gone = found(staging, "sqs:Queue", queue).opts;
      assert.deepEqual([gone.protect, gone.retainOnDelete], [false, false]);
    }
  });

  it("hand back names, URLs and the service's address, and no credential", async () => {
    const [queues] = made;
    assert.ok(queues);
    assert.deepEqual(
      [queues.protocol, queues.endpoint, queues.region, Object.keys(queues.queues)],
      ["sqs", "https://sqs.us-east-1.amazonaws.com", "us-east-1", ["commands", "events"]],
    );
    const { commands } = queues.queues;
    assert.ok(commands);
    assert.deepEqual(
      [commands.name, commands.deadLetters],
      ["prod-shop-broker-commands", "prod-shop-broker-commands-dead-letters"],
    );
    const value = (output: pulumi.Output<string>) => new Promise((resolve) => output.apply(resolve));
    assert.deepEqual(await Promise.all([value(commands.url), value(commands.deadLettersUrl)]), [
      url("commands"),
      url("commands-dead-letters"),
    ]);
  });
});

describe("the use of queues on AWS", () => {
  const statementsOf = async (use: Parameters<typeof queueStatements>[2]) => {
    const graph = await renderAws((opts) => {
      const parent = new ComponentResource("test:index:Queues", "q", {}, opts);
      const queues = awsQueues(parent, "q", spec, place);
      new WorkloadIdentity(
        "q-engine",
        {
          identity: { system: "shop", component: "engine" },
          place,
          namespace: "shop",
          serviceAccount: "engine",
          statements: queueStatements("system shop", queues, use, place),
        },
        { parent },
      );
    });
    return list(at(policyOf(inputsOf(graph, "iam:RolePolicy", "q-engine-policy")), "Statement"));
  };
  const keyOf = {
    Sid: "KeyOfMessaging",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: [key],
    Condition: { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } },
  };

  it("is sending to some and receiving from others, each by its ARN", async () => {
    assert.deepEqual(await statementsOf({ sends: ["events"], receives: ["commands"] }), [
      {
        Sid: "Send",
        Effect: "Allow",
        Action: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"],
        Resource: [arn("events")],
      },
      {
        Sid: "Receive",
        Effect: "Allow",
        Action: [
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:ReceiveMessage",
        ],
        Resource: [arn("commands"), arn("commands-dead-letters")],
      },
      keyOf,
    ]);
    const sending = await statementsOf({ sends: ["events"] });
    assert.deepEqual(
      sending.map((one) => at(one, "Sid")),
      ["Send", "KeyOfMessaging"],
    );
  });

  it("is refused for a queue that is not there, and for none", async () => {
    await assert.rejects(statementsOf({ receives: ["orders"] }), {
      message: 'system shop: receives: expected only commands, events, got "orders"',
    });
    await assert.rejects(statementsOf({}), {
      message: "system shop: sends or receives: expected some of commands, events, got []",
    });
  });
});
