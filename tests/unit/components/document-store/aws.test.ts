import { ComponentResource } from "@pulumi/pulumi";
import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import type { AwsPlace } from "../../../../components/core/place.ts";
import { awsDocumentStore, type AwsDocumentSource } from "../../../../components/document-store/aws.ts";
import {
  type DocumentStoreArgs,
  type DocumentStoreOutputs,
  resolveDocumentStore,
} from "../../../../components/document-store/spec.ts";
import { isAzureSource } from "../../../../components/document-store/source.ts";
import { awsPeer, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import { storeArgs } from "./fixture.ts";

const peers = [awsPeer("us-west-2", "replica"), awsPeer("eu-central-1", "standby")];
const built: DocumentStoreOutputs[] = [];
const rendered = (change: Partial<DocumentStoreArgs>, place: AwsPlace, source?: () => AwsDocumentSource) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Store", "shop-mongodb", {}, opts);
    const spec = resolveDocumentStore("shop-mongodb", { ...storeArgs, place: awsPlace(), ...change });
    built.push(awsDocumentStore(parent, "shop-mongodb", spec, place, source?.()));
  });
const sourceOf = (): AwsDocumentSource => ({ globalClusterId: output("the-global") });
const encryptionKeyFile = { secretName: "mongodb-encryption-key", mountPath: "/etc/mongodb-encryption", version: 1 };

const prod = await rendered({ encryptionKeyFile, encryptionAtRest: "engine" }, awsPlace({ peers }));
const replica = await rendered({}, awsPlace({ peers, region: "us-west-2", role: "replica" }), sourceOf);
const staging = await rendered({ members: 1, protect: false }, awsPlace({ stage: "staging", protect: false }));
const [prodOutputs, replicaOutputs] = built;
const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => (value === undefined ? done(undefined) : value.apply(done)));
const tags = { system: "shop", component: "mongodb", owner: "shop" };
const key = (purpose: string, region = "us-east-1") => `arn:aws:kms:${region}:012345678901:key/${purpose}`;
const host = "prod-shop-mongodb.cluster-a1b2c3.us-east-1.docdb.amazonaws.com:27017";

describe("a document store on AWS", () => {
  it("is a protected cluster, encrypted by the region's key, with logs and backups", () => {
    const { inputs, opts } = found(prod, "docdb:Cluster", "shop-mongodb");
    assert.deepEqual(inputs, {
      clusterIdentifier: "prod-shop-mongodb",
      engine: "docdb",
      engineVersion: "5.0.0",
      masterUsername: "plumbline_admin",
      masterPasswordWo: secretMarker,
      masterPasswordWoVersion: 2,
      port: 27017,
      dbSubnetGroupName: "shop-mongodb-subnets",
      vpcSecurityGroupIds: ["shop-mongodb-access-id"],
      dbClusterParameterGroupName: "shop-mongodb-parameters",
      storageEncrypted: true,
      kmsKeyId: key("data"),
      enabledCloudwatchLogsExports: ["audit", "profiler"],
      backupRetentionPeriod: 35,
      preferredBackupWindow: "04:30-05:00",
      preferredMaintenanceWindow: "sun:02:00-sun:04:00",
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "prod-shop-mongodb-final",
      tags: { ...tags, "data-class": "personal" },
    });
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    const logs = ["audit", "profiler"].map((kind) => {
      const { name, kmsKeyId, retentionInDays } = inputsOf(prod, "cloudwatch:LogGroup", `shop-mongodb-${kind}-logs`);
      return [name, kmsKeyId, retentionInDays];
    });
    assert.deepEqual(logs, [
      ["/aws/docdb/prod-shop-mongodb/audit", key("logs"), 365],
      ["/aws/docdb/prod-shop-mongodb/profiler", key("logs"), 90],
    ]);
  });

  it("takes today's TLS alone, and logs who signs in and what takes long", () => {
    const { family, parameters } = inputsOf(prod, "docdb:ClusterParameterGroup", "shop-mongodb-parameters");
    assert.equal(family, "docdb5.0");
    assert.deepEqual(parameters, [
      { name: "tls", value: "tls1.2+", applyMethod: "pending-reboot" },
      { name: "audit_logs", value: "enabled", applyMethod: "immediate" },
      { name: "profiler", value: "enabled", applyMethod: "immediate" },
      { name: "profiler_threshold_ms", value: "100", applyMethod: "immediate" },
    ]);
  });

  it("has its members over the zones", () => {
    const member = (graph: typeof prod, number: number) =>
      inputsOf(graph, "docdb:ClusterInstance", `shop-mongodb-instance-${number}`);
    assert.deepEqual(member(prod, 3), {
      clusterIdentifier: "shop-mongodb-id",
      engine: "docdb",
      instanceClass: "db.r6g.large",
      availabilityZone: "us-east-1c",
      promotionTier: 2,
      autoMinorVersionUpgrade: false,
      enablePerformanceInsights: true,
      performanceInsightsKmsKeyId: key("data"),
      preferredMaintenanceWindow: "sun:02:00-sun:04:00",
      copyTagsToSnapshot: true,
      tags: { ...tags, "data-class": "personal" },
    });
    const count = (graph: typeof prod) =>
      registered(graph).filter((line) => line.startsWith("docdb:ClusterInstance ")).length;
    assert.deepEqual([count(prod), count(replica), count(staging)], [3, 3, 1]);
    assert.equal(member(staging, 1).instanceClass, "db.t4g.medium");
  });

  it("has its administrator's password managed by the service where it is in no global cluster, and can go", () => {
    const { inputs, opts } = found(staging, "docdb:Cluster", "shop-mongodb");
    assert.deepEqual([inputs.manageMasterUserPassword, inputs.masterPasswordWo], [true, undefined]);
    assert.deepEqual(
      [opts.protect, opts.retainOnDelete, inputs.skipFinalSnapshot, inputs.backupRetentionPeriod],
      [false, false, true, 7],
    );
    const reader = inputsOf(staging, "iam:RolePolicy", "shop-mongodb-setup-reader");
    assert.deepEqual(at(policyOf(reader), "Statement", 0, "Resource"), [
      "arn:aws:secretsmanager:us-east-1:012345678901:secret:rds!cluster-staging-shop-mongodb-a1b2c3",
    ]);
  });

  it("is the primary of a global cluster, which a cluster of another region joins without a password of its own", async () => {
    const { inputs, opts } = found(prod, "docdb:GlobalCluster", "shop-mongodb-global");
    assert.deepEqual(inputs, {
      globalClusterIdentifier: "prod-shop-mongodb-global",
      sourceDbClusterIdentifier: "arn:aws:rds:us-east-1:012345678901:cluster:prod-shop-mongodb",
      deletionProtection: true,
    });
    assert.equal(opts.protect, true);
    const given = prodOutputs?.source;
    assert.ok(given && !isAzureSource(given));
    assert.equal(await valueOf(given.globalClusterId), "shop-mongodb-global-id");
    const copy = inputsOf(replica, "docdb:Cluster", "shop-mongodb");
    assert.deepEqual(
      [copy.globalClusterIdentifier, copy.masterUsername, copy.masterPasswordWo, copy.manageMasterUserPassword],
      ["the-global", undefined, undefined, undefined],
    );
    assert.equal(copy.kmsKeyId, key("data", "us-west-2"));
    assert.equal(replicaOutputs?.source, undefined);
    assert.deepEqual(
      registered(replica).filter((line) => /Global|secretsmanager|iam/.test(line)),
      // Its instances are maintained where they are.
      ["iam:Role shop-mongodb-maintenance", "iam:RolePolicy shop-mongodb-maintenance-policy"],
    );
  });

  it("has the Secrets in the cluster that it has without AWS, with the address of the region's own cluster", async () => {
    const copy = resource(prod, "ExternalSecret", "shop-mongodb-user-app-copy").inputs;
    assert.deepEqual([at(copy, "metadata", "namespace"), at(copy, "metadata", "name")], ["shop", "mongodb-secret"]);
    assert.deepEqual(
      list(at(copy, "spec", "data")),
      ["password", "username"].map((property) => ({
        secretKey: property,
        remoteRef: { key: "prod-shop-mongodb-secret", property },
      })),
    );
    const address = (graph: typeof prod) =>
      at(resource(graph, "ExternalSecret", "shop-mongodb-user-app-copy").inputs, "spec", "target", "template", "data");
    const options = "replicaSet=rs0&tls=true&authSource=admin&w=majority&retryWrites=false";
    const sign = "mongodb://{{ .username }}:{{ .password }}";
    assert.deepEqual(address(prod), { "connection-string": `${sign}@${host}/ecommerce?${options}` });
    const there = "prod-shop-mongodb.cluster-a1b2c3.us-east-1.docdb.amazonaws.com:27017";
    assert.deepEqual(address(replica), {
      "connection-string": `${sign}@${there}/ecommerce?${options}&readPreference=secondaryPreferred`,
    });
    assert.deepEqual(prodOutputs?.users.app?.keys, ["password", "username", "connection-string"]);
    assert.equal(await valueOf(prodOutputs.users.backup?.name), "mongodb-backup");
    const keyCopy = resource(prod, "ExternalSecret", "shop-mongodb-encryption-key-copy").inputs;
    assert.deepEqual(list(at(keyCopy, "spec", "data")), [
      { secretKey: "key", remoteRef: { key: "prod-shop-mongodb-encryption-key", property: "key" } },
    ]);
  });

  it("hands back its address and its place in the network, which pods reach on one port", async () => {
    assert.deepEqual(await valueOf(prodOutputs?.hosts), [host]);
    const { port, replicaSet, database, authority, network, preparations } = prodOutputs ?? {};
    assert.deepEqual([port, replicaSet, database], [27017, "rs0", "ecommerce"]);
    assert.deepEqual([await valueOf(authority?.name), authority?.keys], ["mongodb-tls", ["ca.crt"]]);
    assert.deepEqual(network, {
      ports: { mongodb: { port: 27017 } },
      calls: [],
      addresses: ["10.0.192.0/22", "10.0.196.0/22", "10.0.200.0/22"],
    });
    assert.deepEqual(preparations, { "mongodb-setup": { ports: {}, calls: ["mongodb"] } });
    assert.deepEqual(replicaOutputs?.preparations, {});
    const { securityGroupId, referencedSecurityGroupId, fromPort, toPort } = inputsOf(
      prod,
      "vpc:SecurityGroupIngressRule",
      "shop-mongodb-access-clients-ingress",
    );
    assert.deepEqual(
      [securityGroupId, referencedSecurityGroupId, fromPort, toPort],
      ["shop-mongodb-access-id", "sg-clients", 27017, 27017],
    );
  });

  it("refuses what it cannot do", async () => {
    await assert.rejects(rendered({ shardKeys: { orders: { userEmail: "hashed" } } }, awsPlace()), {
      message:
        "sharding of a document store with copies in other regions is not supported on aws: leave shardKeys out, and give the instances more memory",
    });
    await assert.rejects(rendered({}, awsPlace({ peers, role: "standby" })), {
      message: "document store shop-mongodb: source: expected what the primary region's store hands back, got nothing",
    });
    await assert.rejects(rendered({}, awsPlace(), sourceOf), {
      message: 'document store shop-mongodb: source: expected nothing, as it is the primary region, got "a source"',
    });
  });
});
