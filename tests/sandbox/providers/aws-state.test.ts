import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reveal, secret } from "../../../sandbox/providers/lib/values.ts";
import { Aws, urn } from "../lib/aws-plugin.ts";
import type { State } from "../lib/provider-plugin.ts";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const queueType = "aws:sqs/queue:Queue";

describe("aws provider: state", () => {
  let cloud: Aws;
  before(async () => {
    cloud = await Aws.open();
  });
  after(() => cloud.close());

  const files = () =>
    readdirSync(cloud.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const recordOf = (state: State) =>
    files().find((file) => file.endsWith(`/${encodeURIComponent(state.id)}.json`)) ?? "";

  it("finds in a refresh what a hand has changed, in outputs and inputs", async () => {
    const inputs = { name: "drifting", delaySeconds: 5 };
    const old = await cloud.make(queueType, "drifting", inputs);
    const file = recordOf(old);
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text
        .replace('"delaySeconds": 5', '"delaySeconds": 6')
        .replace('"receiveWaitTimeSeconds": 0', '"receiveWaitTimeSeconds": 20'),
    );
    const read = (await cloud.plugin.read(urn(queueType, "drifting"), old.id, old)) ?? assert.fail();
    assert.deepEqual([read.inputs["delaySeconds"], read.inputs["receiveWaitTimeSeconds"]], [6, 20]);
    assert.deepEqual((await cloud.diff(queueType, "drifting", read, inputs)).changes, {
      delaySeconds: "UPDATE",
      receiveWaitTimeSeconds: "DELETE",
    });
    const again = await cloud.change(queueType, "drifting", read, inputs);
    assert.deepEqual(again, old);
  });

  it("tells that something is gone", async () => {
    const old = await cloud.make(queueType, "gone", { name: "gone" });
    const file = recordOf(old);
    await cloud.remove(queueType, "gone", old);
    assert.equal(files().includes(file), false);
    assert.equal(await cloud.plugin.read(urn(queueType, "gone"), old.id, old), undefined);
    await cloud.remove(queueType, "gone", old); // it is no harm to delete it again
    await assert.rejects(
      cloud.plugin.update(urn(queueType, "gone"), old, old.inputs),
      /^Error: aws:sqs\/queue:Queue https:\S+ does not exist any more: run pulumi refresh$/,
    );
  });

  it("imports what it has, by its id", async () => {
    const old = await cloud.make(queueType, "imported", { name: "imported", delaySeconds: 5 });
    const read = (await cloud.plugin.read(urn(queueType, "other"), old.id)) ?? assert.fail();
    assert.deepEqual(read.outputs, old.outputs);
    assert.deepEqual(
      [read.inputs["name"], read.inputs["delaySeconds"], read.inputs["arn"]],
      ["imported", 5, undefined],
    );
  });

  it("keeps a secret a secret, and never writes it down", async () => {
    const parent = await cloud.make("aws:secretsmanager/secret:Secret", "login", { name: "login" });
    const inputs = { secretId: parent.id, secretString: secret("correct-horse") };
    const type = "aws:secretsmanager/secretVersion:SecretVersion";
    const old = await cloud.make(type, "login", inputs);
    assert.deepEqual(old.outputs["secretString"], secret("correct-horse"));
    assert.deepEqual(
      files().filter((file) => readFileSync(file, "utf8").includes("correct-horse")),
      [],
    );
    assert.deepEqual(await cloud.plugin.read(urn(type, "login"), old.id, old), old);
    const other = { secretId: parent.id, secretString: secret("battery-staple") };
    assert.deepEqual((await cloud.diff(type, "login", old, other)).changes, { secretString: "UPDATE_REPLACE" });
    // Wherever else its text turns up.
    const log = await cloud.make("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "x", {
      dbProxyName: (await proxy()).id,
      connectionPoolConfig: { initQuery: secret("SET ROLE hunter22") },
    });
    assert.deepEqual(reveal(log.outputs).secrets, [["connectionPoolConfig", "initQuery"]]);
  });

  async function proxy(): Promise<State> {
    const vpc = await cloud.make(vpcType, "net", { cidrBlock: "10.1.0.0/16" });
    const subnet = await cloud.make(subnetType, "net", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" });
    const role = await cloud.make("aws:iam/role:Role", "proxy", { name: "proxy", assumeRolePolicy: "{}" });
    return cloud.make("aws:rds/proxy:Proxy", "proxy", {
      name: "proxy",
      engineFamily: "POSTGRESQL",
      roleArn: role.outputs["arn"] ?? "",
      vpcSubnetIds: [subnet.id],
    });
  }
});
