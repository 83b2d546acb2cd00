import assert from "node:assert/strict";
import { textOf } from "../../../sandbox/providers/cloud/text.ts";
import { unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { Aws, urn } from "../lib/aws-plugin.ts";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const bucketType = "aws:s3/bucket:Bucket";
const queueType = "aws:sqs/queue:Queue";

describe("aws provider: inputs", () => {
  let cloud: Aws;
  before(async () => {
    cloud = await Aws.open();
  });
  after(() => cloud.close());

  it("refuses types and functions that it does not have, by name", async () => {
    await assert.rejects(
      cloud.failures("aws:chime/voiceConnector:VoiceConnector", {}),
      /^Error: aws:chime\/voiceConnector:VoiceConnector is not supported by the sandbox: its aws has no row for it/,
    );
    await assert.rejects(
      cloud.plugin.invoke("aws:ec2/getAmi:getAmi", {}),
      /^Error: function aws:ec2\/getAmi:getAmi is not supported by the sandbox; it has aws:index\/getAvailabilityZones/,
    );
  });

  const refused: [string, string, JsonObject, string][] = [
    [
      "an input that there is not",
      vpcType,
      { cidrBlock: "10.0.0.0/16", colour: 1 },
      "colour is no input; there are assign",
    ],
    ["a nested one", "aws:kms/alias:Alias", { targetKeyId: "k", tag: {} }, "tag is no input; there are name"],
    [
      "an input of a nested object that there is not",
      "aws:s3/bucketVersioning:BucketVersioning",
      { bucket: "b", versioningConfiguration: { status: "Enabled", mfa: 1 } },
      "versioningConfiguration.mfa is no input; there are mfaDelete, status",
    ],
    ["a missing one", subnetType, { cidrBlock: "10.0.0.0/24" }, "vpcId is required"],
    [
      "a missing one of a nested object",
      "aws:s3/bucketVersioning:BucketVersioning",
      { bucket: "b", versioningConfiguration: {} },
      "versioningConfiguration.status is required",
    ],
    ["a text for a list", subnetType, { vpcId: ["vpc-1"] }, `vpcId has to be a text, not ["vpc-1"]`],
    ["a word for a number", queueType, { delaySeconds: "soon" }, `delaySeconds has to be a number, not "soon"`],
    ["a number out of bounds", queueType, { delaySeconds: 901 }, "delaySeconds has to be from 0 to 900, not 901"],
    [
      "a word that is none of the choices",
      "aws:s3/bucketVersioning:BucketVersioning",
      { bucket: "b", versioningConfiguration: { status: "On" } },
      `versioningConfiguration.status has to be one of Disabled, Enabled, Suspended, not "On"`,
    ],
    [
      "a name that is too long",
      "aws:iam/role:Role",
      { name: "r".repeat(65), assumeRolePolicy: "{}" },
      `name "${"r".repeat(65)}" has 65 characters, and has to have 1 to 64`,
    ],
    [
      "a name of other characters",
      bucketType,
      { bucket: "My_Bucket" },
      `bucket "My_Bucket" has to match ^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\\.\\.)[a-z0-9][a-z0-9.-]*[a-z0-9]$`,
    ],
    ["a policy that is no JSON", "aws:iam/role:Role", { assumeRolePolicy: "{" }, "assumeRolePolicy has to be JSON"],
    [
      "inputs that exclude each other",
      "aws:rds/cluster:Cluster",
      { engine: "aurora-postgresql", masterPassword: "hunter22", manageMasterUserPassword: true },
      "masterPassword and manageMasterUserPassword exclude each other",
    ],
  ];
  for (const [what, type, inputs, reason] of refused) {
    it(`refuses ${what}`, async () => {
      const [failure = "", ...more] = await cloud.failures(type, inputs);
      assert.equal(failure.slice(0, reason.length), reason);
      assert.deepEqual(more, []);
    });
  }

  it("does not judge what is not known yet", async () => {
    assert.deepEqual(await cloud.failures(subnetType, { vpcId: unknown, cidrBlock: unknown }), []);
  });

  it("makes up a name that ends with seven digits, and keeps it", async () => {
    const first = await cloud.plugin.check(urn("aws:iam/role:Role", "reader"), { assumeRolePolicy: "{}" });
    assert.match(textOf(first.inputs["name"]), /^reader-[0-9a-f]{7}$/);
    const news = { assumeRolePolicy: "{}", description: "reads" };
    const again = await cloud.plugin.check(
      urn("aws:iam/role:Role", "reader"),
      news,
      first.inputs,
      Buffer.from("other"),
    );
    assert.equal(again.inputs["name"], first.inputs["name"]);
    const own = await cloud.plugin.check(urn("aws:iam/role:Role", "reader"), { ...news, name: "mine" }, first.inputs);
    assert.equal(own.inputs["name"], "mine");
    const back = await cloud.plugin.check(urn("aws:iam/role:Role", "reader"), news, own.inputs);
    assert.match(textOf(back.inputs["name"]), /^reader-[0-9a-f]{7}$/);
  });

  it("gives names the form that their service wants", async () => {
    const name = async (type: string, property: string, inputs: JsonObject) =>
      textOf((await cloud.plugin.check(urn(type, "MyThing"), inputs)).inputs[property]);
    assert.match(await name(bucketType, "bucket", {}), /^mything-[0-9a-f]{7}$/);
    assert.match(await name(queueType, "name", { fifoQueue: true }), /^MyThing-[0-9a-f]{7}\.fifo$/);
    assert.match(await name("aws:kms/alias:Alias", "name", { targetKeyId: "k" }), /^alias\/MyThing-[0-9a-f]{7}$/);
    assert.deepEqual(await cloud.failures(bucketType, { bucketPrefix: "my" }), [
      "bucketPrefix is not supported by the sandbox: give bucket, or leave both out",
    ]);
    const long = await cloud.failures(bucketType, {}, "b".repeat(60));
    assert.match(long[0] ?? "", /^bucket "b+-[0-9a-f]{7}" has 68 characters, and has to have 3 to 63$/);
  });

  it("takes a policy as an object, and keeps it as the text that it becomes", async () => {
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" }] };
    const made = await cloud.make("aws:iam/policy:Policy", "list", { name: "list", policy });
    const text = made.outputs["policy"];
    assert.deepEqual(typeof text === "string" && JSON.parse(text), policy);
    const spaced = { name: "list", policy: JSON.stringify(policy, undefined, 2) };
    assert.deepEqual((await cloud.diff("aws:iam/policy:Policy", "list", made, spaced)).changes, {});
  });
});
