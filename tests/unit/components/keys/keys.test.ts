import assert from "node:assert/strict";
import { keyPurposes } from "../../../../components/core/place.ts";
import { Keys } from "../../../../components/keys/keys.ts";
import type { KeysArgs } from "../../../../components/keys/spec.ts";
import { accountId, found, inputsOf, keysOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";

const args: KeysArgs = {
  cloud: "aws",
  region: "us-east-1",
  role: "primary",
  stage: "prod",
  accountId,
  protect: true,
};
const root = { AWS: `arn:aws:iam::${accountId}:root` };

const primary = await renderAws((opts) => new Keys("keys", args, opts));
const replica = await renderAws(
  (opts) =>
    new Keys("keys-us-west-2", { ...args, region: "us-west-2", role: "replica", primary: keysOf("us-east-1") }, opts),
);

const statements = (purpose: string) =>
  list(at(policyOf(inputsOf(primary, "kms:Key", `keys-${purpose}`)), "Statement"));

describe("keys on AWS", () => {
  it("are one for each purpose, with an alias", () => {
    assert.deepEqual(
      registered(primary),
      [
        ...keyPurposes.map((purpose) => `kms:Alias keys-${purpose}-alias`),
        ...keyPurposes.map((purpose) => `kms:Key keys-${purpose}`),
      ].sort(),
    );
    assert.deepEqual(inputsOf(primary, "kms:Alias", "keys-data-alias"), {
      name: "alias/prod-platform-data",
      targetKeyId: "keys-data",
    });
  });

  it("are rotated, protected, and can be had back for 30 days", () => {
    for (const purpose of keyPurposes) {
      const { inputs, opts } = found(primary, "kms:Key", `keys-${purpose}`);
      assert.equal(inputs.enableKeyRotation, true);
      assert.equal(inputs.deletionWindowInDays, 30);
      assert.equal(opts.protect, true);
      assert.deepEqual(inputs.tags, { system: "platform", component: `key-${purpose}`, owner: "platform" });
    }
  });

  it("are multi-region where data is copied, and replicas of the primary region's in the others", () => {
    const multi = keyPurposes.filter((purpose) => inputsOf(primary, "kms:Key", `keys-${purpose}`).multiRegion === true);
    assert.deepEqual(multi, ["data", "secrets", "backups"]);
    for (const purpose of multi) {
      const { inputs, opts } = found(replica, "kms:ReplicaKey", `keys-us-west-2-${purpose}`);
      assert.equal(inputs.primaryKeyArn, `arn:aws:kms:us-east-1:${accountId}:key/${purpose}`);
      assert.equal(opts.protect, true);
      assert.match(String(inputs.policy), /us-west-2\.amazonaws\.com/);
    }
    assert.equal(inputsOf(replica, "kms:Key", "keys-us-west-2-logs").multiRegion, false);
  });

  it("are used through the services of their purpose, by this account alone", () => {
    const [administer, use, grant, ...others] = statements("data");
    assert.deepEqual(at(administer, "Principal"), root);
    assert.ok(!list(at(administer, "Action")).includes("kms:Decrypt"));
    const condition = {
      "kms:CallerAccount": accountId,
      "kms:ViaService": [
        "rds.us-east-1.amazonaws.com",
        "elasticache.us-east-1.amazonaws.com",
        "docdb-elastic.us-east-1.amazonaws.com",
      ],
    };
    assert.deepEqual(use, {
      Sid: "UseThroughServices",
      Effect: "Allow",
      Principal: root,
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: ["*"],
      Condition: { StringEquals: condition },
    });
    assert.deepEqual(grant, {
      Sid: "LetServicesGoOn",
      Effect: "Allow",
      Principal: root,
      Action: ["kms:CreateGrant"],
      Resource: ["*"],
      Condition: { StringEquals: condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    assert.deepEqual(others, []);
    const via = keyPurposes.map((purpose) => {
      const all = list(at(statements(purpose)[1], "Condition", "StringEquals", "kms:ViaService"));
      return [purpose, all.map((service) => String(service).replace(".us-east-1.amazonaws.com", "")).join(" ")];
    });
    assert.deepEqual(Object.fromEntries(via), {
      data: "rds elasticache docdb-elastic",
      messaging: "sqs kafka sns",
      secrets: "secretsmanager rds kafka",
      logs: "s3",
      backups: "s3 backup rds",
      cluster: "",
      volumes: "ec2",
      images: "ecr",
    });
  });

  it("of logs serve log groups and deliveries of this account", () => {
    const [, , , groups, deliveries] = statements("logs");
    assert.deepEqual(at(groups, "Principal"), { Service: "logs.us-east-1.amazonaws.com" });
    assert.deepEqual(at(groups, "Condition"), {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${accountId}:log-group:*` },
    });
    assert.deepEqual(at(deliveries, "Condition"), {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${accountId}:*` },
    });
  });

  it("name no principal outside of the account, and everybody only where one role is meant", () => {
    const open = keyPurposes.flatMap((purpose) =>
      statements(purpose).flatMap((statement) =>
        JSON.stringify(at(statement, "Principal")) === '{"AWS":"*"}'
          ? [[at(statement, "Sid"), at(statement, "Condition", "ArnEquals")]]
          : [],
      ),
    );
    const role = `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
    assert.deepEqual(open, [
      ["StartNodes", { "aws:PrincipalArn": role }],
      ["LetNodesGoOn", { "aws:PrincipalArn": role }],
    ]);
  });

  it("allow no action by a wildcard", () => {
    const actions = keyPurposes.flatMap((purpose) => statements(purpose).flatMap((one) => list(at(one, "Action"))));
    assert.deepEqual(
      actions.filter((action) => String(action).includes("*")),
      [],
    );
  });

  it("of a further region are refused without the primary's, and the primary's with any", () => {
    const message = (allowed: string, given: string) => ({
      message: `keys k: primary: expected ${allowed}, got ${given}`,
    });
    assert.throws(
      () => new Keys("k", { ...args, role: "standby" }),
      message("the keys of the primary region", "nothing"),
    );
    assert.throws(
      () => new Keys("k", { ...args, primary: keysOf("us-east-1") }),
      message("nothing, as it is the primary", '"keys"'),
    );
  });
});
