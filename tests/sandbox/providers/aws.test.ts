import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { textOf } from "../../../sandbox/providers/cloud/text.ts";
import { unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { Aws, urn } from "../lib/aws-plugin.ts";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const bucketType = "aws:s3/bucket:Bucket";
const queueType = "aws:sqs/queue:Queue";
const clusterType = "aws:rds/cluster:Cluster";
const tags = { "cost-centre": "7" };

const database = (rest: JsonObject = {}): JsonObject => ({
  clusterIdentifier: "orders",
  engine: "aurora-postgresql",
  masterUsername: "master",
  manageMasterUserPassword: true,
  skipFinalSnapshot: true,
  ...rest,
});

describe("aws provider: configuration", () => {
  let cloud: Aws;
  before(async () => {
    cloud = await Aws.open({
      region: "eu-central-1",
      allowedAccountIds: JSON.stringify(["999988887777"]),
      defaultTags: JSON.stringify({ tags: { stage: "dev", owner: "a" } }),
    });
  });
  after(() => cloud.close());

  it("asks for a region, and names what it cannot do", async () => {
    assert.deepEqual(await cloud.plugin.checkConfig({}), [
      "region: region is required: set aws:region, or the provider's region",
    ]);
    assert.deepEqual(await cloud.plugin.checkConfig({ region: "us-east-1", endpoints: "[]" }), [
      "endpoints: endpoints is not supported by the sandbox",
    ]);
    assert.deepEqual(await cloud.plugin.checkConfig({ region: unknown, maxRetries: "3" }), []);
  });

  it("works in its region and account, and gives its tags to everything that has tags", async () => {
    const { outputs } = await cloud.make(queueType, "jobs", { name: "jobs", tags: { ...tags, owner: "b" } });
    assert.equal(outputs["arn"], "arn:aws:sqs:eu-central-1:999988887777:jobs");
    assert.deepEqual(outputs["tagsAll"], { stage: "dev", owner: "b", ...tags });
    assert.deepEqual(outputs["tags"], { ...tags, owner: "b" });
  });

  it("sees new tags of the provider as a change of each resource", async () => {
    const old = await cloud.make(queueType, "tagged", {});
    const other = await Aws.open(
      {
        region: "eu-central-1",
        allowedAccountIds: JSON.stringify(["999988887777"]),
        defaultTags: JSON.stringify({ tags: { stage: "test" } }),
      },
      cloud.dir,
    );
    const { changes } = await other.diff(queueType, "tagged", old, {});
    await other.plugin.stop();
    assert.deepEqual(changes, { "tagsAll.owner": "DELETE", "tagsAll.stage": "UPDATE" });
  });

  it("makes another resource where the region is another", async () => {
    const old = await cloud.make(queueType, "moving", { name: "moving" });
    const diffed = await cloud.diff(queueType, "moving", old, { name: "moving", region: "us-west-2" });
    assert.deepEqual(diffed, { changes: { region: "UPDATE_REPLACE" }, deleteBeforeReplace: false });
  });
});

describe("aws provider: resources", () => {
  let cloud: Aws;
  before(async () => {
    cloud = await Aws.open();
  });
  after(() => cloud.close());
  const cidrBlock = "10.0.0.0/16";

  it("shows in a preview what is known, and that the rest will be", async () => {
    const { inputs } = await cloud.plugin.check(urn(queueType, "planned"), { name: "planned" });
    const { id, outputs } = await cloud.plugin.create(urn(queueType, "planned"), inputs, { preview: true });
    assert.equal(id, "");
    assert.deepEqual(
      [outputs["name"], outputs["delaySeconds"], outputs["arn"], outputs["url"]],
      ["planned", 0, unknown, unknown],
    );
    assert.deepEqual(readdirSync(cloud.dir), []);
  });

  it("gives the same resource the same ids, and another one others", async () => {
    const [first, other] = [
      await cloud.make(vpcType, "one", { cidrBlock }),
      await cloud.make(vpcType, "two", { cidrBlock }),
    ];
    assert.match(first.id, /^vpc-[0-9a-f]{17}$/);
    assert.notEqual(first.id, other.id);
    // A second one of the same is another; once both are gone, it is the first again.
    const second = await cloud.make(vpcType, "one", { cidrBlock });
    assert.notEqual(second.id, first.id);
    for (const each of [first, second, other]) await cloud.remove(vpcType, "one", each);
    const again = await cloud.make(vpcType, "one", { cidrBlock });
    assert.deepEqual(again, first);
    await cloud.remove(vpcType, "one", again);
  });

  it("makes nothing of what does not exist, and deletes nothing that is in use", async () => {
    await assert.rejects(
      cloud.make(subnetType, "lost", { vpcId: "vpc-0", cidrBlock: "10.0.0.0/24" }),
      /^Error: aws:ec2\/subnet:Subnet: vpcId names Vpc vpc-0, which does not exist in account 123456789012$/,
    );
    const vpc = await cloud.make(vpcType, "net", { cidrBlock });
    const subnet = await cloud.make(subnetType, "a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    await assert.rejects(cloud.remove(vpcType, "net", vpc), {
      message: `Vpc ${vpc.id} is in use by Subnet ${subnet.id}: delete that first`,
    });
    await assert.rejects(
      cloud.make(subnetType, "b", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" }),
      new RegExp(`Subnet ${subnet.id} has vpcId "${vpc.id}" and cidrBlock "10.0.0.0/24" already`),
    );
    await cloud.remove(subnetType, "a", subnet);
    await cloud.remove(vpcType, "net", vpc);
    assert.equal(await cloud.plugin.read(urn(vpcType, "net"), vpc.id, vpc), undefined);
  });

  it("knows the same name of two regions apart", async () => {
    const west = await Aws.open({ region: "us-west-2" }, cloud.dir);
    const type = "aws:rds/clusterInstance:ClusterInstance";
    const instance = {
      identifier: "orders-0",
      clusterIdentifier: "orders",
      engine: "aurora-postgresql",
      instanceClass: "db.r8g.large",
    };
    const far = await west.make(clusterType, "far", database({ port: 5433 }));
    await assert.rejects(
      cloud.make(type, "near", instance),
      /clusterIdentifier names Cluster orders, which does not exist/,
    );
    const near = await cloud.make(clusterType, "near", database());
    const member = await cloud.make(type, "near", instance);
    assert.equal(member.outputs["port"], 5432);
    await west.remove(clusterType, "far", far);
    await assert.rejects(
      cloud.remove(clusterType, "near", near),
      /Cluster orders is in use by ClusterInstance orders-0/,
    );
    await cloud.remove(type, "near", member);
    await cloud.remove(clusterType, "near", near);
    await west.plugin.stop();
  });

  it("brings what AWS brings: a network has a default security group, which can be taken over", async () => {
    const vpc = await cloud.make(vpcType, "whole", { cidrBlock });
    const closed = await cloud.make("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", { vpcId: vpc.id });
    assert.equal(closed.id, vpc.outputs["defaultSecurityGroupId"]);
    const acl = { defaultNetworkAclId: vpc.outputs["defaultNetworkAclId"] ?? "" };
    const rules = await cloud.make("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "acl", acl);
    assert.equal(rules.outputs["vpcId"], vpc.id);
    await cloud.remove("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "acl", rules);
    await cloud.remove("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", closed);
    await cloud.remove(vpcType, "whole", vpc);
  });

  it("refuses a name that is taken, for buckets in every account and region", async () => {
    const bucket = await cloud.make(bucketType, "mine", { bucket: "taken-name" });
    const config = { region: "us-west-2", allowedAccountIds: JSON.stringify(["111111111111"]) };
    const elsewhere = await Aws.open(config, cloud.dir);
    await assert.rejects(
      elsewhere.make(bucketType, "yours", { bucket: "taken-name" }),
      /^Error: aws:s3\/bucket:Bucket taken-name exists already \(urn:pulumi:dev::app::aws:s3\/bucket:Bucket::mine\)$/,
    );
    await elsewhere.make(queueType, "jobs", { name: "jobs" });
    await cloud.make(queueType, "jobs", { name: "jobs" }); // a queue's name is its region's
    await assert.rejects(cloud.make(queueType, "again", { name: "jobs" }), /jobs exists already/);
    await elsewhere.plugin.stop();
    await cloud.remove(bucketType, "mine", bucket);
  });

  it("updates in place what can be, and replaces where it cannot", async () => {
    const old = await cloud.make(queueType, "work", { name: "work", visibilityTimeoutSeconds: 30 });
    const diff = (news: JsonObject) => cloud.diff(queueType, "work", old, news);
    assert.deepEqual(await diff({ name: "work", visibilityTimeoutSeconds: 60 }), {
      changes: { visibilityTimeoutSeconds: "UPDATE" },
      deleteBeforeReplace: false,
    });
    assert.deepEqual((await diff({ name: "play", visibilityTimeoutSeconds: 30 })).changes, { name: "UPDATE_REPLACE" });
    const now = await cloud.change(queueType, "work", old, { name: "work", visibilityTimeoutSeconds: 60 });
    assert.deepEqual([now.id, now.outputs["visibilityTimeoutSeconds"]], [old.id, 60]);
    assert.deepEqual(await cloud.plugin.read(urn(queueType, "work"), now.id, now), now);
  });

  it("replaces where something is taken away that can only be changed", async () => {
    const type = "aws:eks/cluster:Cluster";
    const vpcConfig = { subnetIds: ["subnet-1"] };
    const inputs = { name: "main", roleArn: "arn:aws:iam::123456789012:role/main", vpcConfig };
    const encrypted = { ...inputs, encryptionConfig: { provider: { keyArn: "one" }, resources: ["secrets"] } };
    const rekeyed = { ...inputs, encryptionConfig: { provider: { keyArn: "two" }, resources: ["secrets"] } };
    const changes = async (from: JsonObject, to: JsonObject) =>
      (await cloud.plugin.diff(urn(type, "main"), { id: "main", inputs: from, outputs: from }, to)).changes;
    assert.deepEqual(await changes(inputs, encrypted), { encryptionConfig: "ADD" });
    assert.deepEqual(await changes(encrypted, rekeyed), { "encryptionConfig.provider.keyArn": "UPDATE" });
    assert.deepEqual(await changes(encrypted, inputs), { encryptionConfig: "DELETE_REPLACE" });
  });

  it("deletes first where the new one has the same name", async () => {
    const named = await cloud.make(clusterType, "orders", database());
    const other = (rest: JsonObject) => database({ storageEncrypted: true, ...rest });
    const diffed = await cloud.diff(clusterType, "orders", named, other({}));
    assert.deepEqual(diffed, { changes: { storageEncrypted: "ADD_REPLACE" }, deleteBeforeReplace: true });
    const renamed = await cloud.diff(clusterType, "orders", named, other({ clusterIdentifier: "orders-2" }));
    assert.equal(renamed.deleteBeforeReplace, false);
    await cloud.remove(clusterType, "orders", named);
  });

  it("keeps what is protected, in use, or would be lost without a snapshot", async () => {
    const guarded = await cloud.make(clusterType, "orders", database({ deletionProtection: true }));
    await assert.rejects(cloud.remove(clusterType, "orders", guarded), {
      message: "aws:rds/cluster:Cluster orders cannot be deleted: deletionProtection is on; turn it off first",
    });
    const careless = await cloud.change(clusterType, "orders", guarded, database({ skipFinalSnapshot: false }));
    await assert.rejects(cloud.remove(clusterType, "orders", careless), {
      message:
        "aws:rds/cluster:Cluster orders cannot be deleted: finalSnapshotIdentifier is required when skipFinalSnapshot is false",
    });
    const careful = await cloud.change(
      clusterType,
      "orders",
      careless,
      database({ skipFinalSnapshot: false, finalSnapshotIdentifier: "last" }),
    );
    await cloud.remove(clusterType, "orders", careful);

    const bucket = await cloud.make(bucketType, "full", { bucket: "full-of-it" });
    const object = await cloud.make("aws:s3/bucketObjectv2:BucketObjectv2", "it", { bucket: bucket.id, key: "it" });
    await assert.rejects(cloud.remove(bucketType, "full", bucket), /Bucket full-of-it is in use by BucketObjectv2/);
    const loose = await cloud.change(bucketType, "full", bucket, { bucket: "full-of-it", forceDestroy: true });
    await cloud.remove(bucketType, "full", loose);
    await cloud.remove("aws:s3/bucketObjectv2:BucketObjectv2", "it", object);
  });

  it("counts the versions of what has versions", async () => {
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const first = await cloud.make(type, "nodes", { name: "nodes", instanceType: "m7g.large" });
    assert.equal(first.outputs["latestVersion"], 1);
    const { inputs } = await cloud.plugin.check(
      urn(type, "nodes"),
      { name: "nodes", instanceType: "m7g.xlarge" },
      first.inputs,
    );
    const planned = await cloud.plugin.update(urn(type, "nodes"), first, inputs, { preview: true });
    assert.equal(planned.outputs["latestVersion"], unknown);
    assert.equal((await cloud.plugin.update(urn(type, "nodes"), first, inputs)).outputs["latestVersion"], 2);
  });

  it("answers the functions that it has", async () => {
    const zones = await cloud.plugin.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {});
    assert.deepEqual(zones["names"], ["us-east-1a", "us-east-1b", "us-east-1c"]);
    const identity = await cloud.plugin.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
    assert.equal(identity["accountId"], "123456789012");
    await assert.rejects(
      cloud.plugin.invoke("aws:route53/getZone:getZone", { name: "example.com" }),
      /^Error: 0 of the hosted zones are "example.com", not one$/,
    );
    await cloud.make("aws:route53/zone:Zone", "zone", { name: "example.com" });
    const zone = await cloud.plugin.invoke("aws:route53/getZone:getZone", { name: "example.com." });
    assert.equal(zone["arn"], `arn:aws:route53:::hostedzone/${textOf(zone["id"])}`);
  });
});
