import { ComponentResource } from "@pulumi/pulumi";
import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { awsPostgres, type AwsPostgresSource } from "../../../../components/postgres/aws.ts";
import { isAzureSource } from "../../../../components/postgres/source.ts";
import type { PostgresOutputs } from "../../../../components/postgres/spec.ts";
import { type PostgresArgs, resolvePostgres } from "../../../../components/postgres/spec.ts";
import type { AwsPlace } from "../../../../components/core/place.ts";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { awsPeer, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import { backupTarget, fullArgs, leastArgs } from "./fixture.ts";

const peers = [awsPeer("us-west-2", "replica"), awsPeer("eu-central-1", "standby")];
const ownerArn = "arn:aws:secretsmanager:us-east-1:012345678901:secret:prod-shop-shop-db-secret-a1b2c3";
const built: PostgresOutputs[] = [];
const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => (value === undefined ? done(undefined) : value.apply(done)));

const rendered = (args: () => PostgresArgs, place: AwsPlace, source?: () => AwsPostgresSource) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Store", "shop-db", {}, opts);
    built.push(awsPostgres(parent, "shop-db", resolvePostgres("shop-db", args()), place, source?.()));
  });
const sourceOf = (): AwsPostgresSource => ({ globalClusterId: output("the-global"), ownerSecretArn: output(ownerArn) });

const prod = await rendered(fullArgs, awsPlace({ peers }));
const replica = await rendered(fullArgs, awsPlace({ peers, region: "us-west-2", role: "replica" }), sourceOf);
const staging = await rendered(() => leastArgs, awsPlace({ stage: "staging", protect: false }));
const [prodOutputs, replicaOutputs, stagingOutputs] = built;
const key = (purpose: string, region = "us-east-1") => `arn:aws:kms:${region}:012345678901:key/${purpose}`;
const cluster = (graph: typeof prod) => inputsOf(graph, "rds:Cluster", "shop-db");
const tags = { system: "shop", component: "db", owner: "shop" };

describe("PostgreSQL on AWS", () => {
  it("is a protected Aurora cluster, encrypted by the region's keys, with logs and backups", () => {
    const { inputs, opts } = found(prod, "rds:Cluster", "shop-db");
    assert.deepEqual(inputs, {
      clusterIdentifier: "prod-shop-db",
      engine: "aurora-postgresql",
      engineVersion: "18.4",
      masterUsername: "plumbline_admin",
      masterPasswordWo: secretMarker,
      masterPasswordWoVersion: 3,
      port: 5432,
      dbSubnetGroupName: "shop-db-subnets",
      vpcSecurityGroupIds: ["shop-db-access-id"],
      dbClusterParameterGroupName: "shop-db-parameters",
      storageEncrypted: true,
      kmsKeyId: key("data"),
      iamDatabaseAuthenticationEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      backupRetentionPeriod: 30,
      preferredBackupWindow: "02:00-02:30",
      preferredMaintenanceWindow: "sun:02:30-sun:04:00",
      copyTagsToSnapshot: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      deleteAutomatedBackups: false,
      finalSnapshotIdentifier: "prod-shop-db-final",
      tags: { ...tags, "data-class": "personal" },
    });
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    assert.deepEqual(inputsOf(prod, "cloudwatch:LogGroup", "shop-db-logs"), {
      name: "/aws/rds/cluster/prod-shop-db/postgresql",
      retentionInDays: 90,
      kmsKeyId: key("logs"),
      tags: { ...tags, "data-class": "internal" },
    });
    assert.equal(inputsOf(staging, "cloudwatch:LogGroup", "shop-db-logs").retentionInDays, 30);
    assert.deepEqual(inputsOf(prod, "rds:SubnetGroup", "shop-db-subnets").subnetIds, [
      "subnet-data-us-east-1a",
      "subnet-data-us-east-1b",
      "subnet-data-us-east-1c",
    ]);
  });

  it("has instances over the zones, watched and with encrypted statistics, whose releases people raise in prod", () => {
    const instance = (number: number) => inputsOf(prod, "rds:ClusterInstance", `shop-db-instance-${number}`);
    assert.deepEqual(instance(2), {
      clusterIdentifier: "shop-db-id",
      engine: "aurora-postgresql",
      engineVersion: "18.4",
      instanceClass: "db.r8g.large",
      availabilityZone: "us-east-1b",
      promotionTier: 1,
      dbParameterGroupName: "shop-db-instance-parameters",
      publiclyAccessible: false,
      autoMinorVersionUpgrade: false,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: key("data"),
      performanceInsightsRetentionPeriod: 7,
      monitoringInterval: 60,
      monitoringRoleArn: "arn:aws:iam::012345678901:role/shop-db-monitoring",
      preferredMaintenanceWindow: "sun:02:30-sun:04:00",
      copyTagsToSnapshot: true,
      tags: { ...tags, "data-class": "personal" },
    });
    assert.deepEqual([instance(1).availabilityZone, instance(3).availabilityZone], ["us-east-1a", "us-east-1c"]);
    const small = inputsOf(staging, "rds:ClusterInstance", "shop-db-instance-1");
    assert.deepEqual([small.autoMinorVersionUpgrade, small.instanceClass], [true, "db.t4g.medium"]);
    assert.equal(cluster(staging).engineVersion, "18");
  });

  it("has its administrator's password managed by Aurora where it is in no global database, and can go", () => {
    const { inputs, opts } = found(staging, "rds:Cluster", "shop-db");
    const { manageMasterUserPassword, masterUserSecretKmsKeyId, masterPasswordWo } = inputs;
    assert.deepEqual(
      [manageMasterUserPassword, masterUserSecretKmsKeyId, masterPasswordWo],
      [true, key("secrets"), undefined],
    );
    assert.deepEqual([opts.protect, opts.retainOnDelete, inputs.skipFinalSnapshot], [false, false, true]);
    const managed = "arn:aws:secretsmanager:us-east-1:012345678901:secret:rds!cluster-staging-shop-db-a1b2c3";
    const reader = inputsOf(staging, "iam:RolePolicy", "shop-db-setup-reader");
    assert.equal(reader.role, "secrets-reader");
    assert.deepEqual(at(policyOf(reader), "Statement", 0, "Resource"), [managed]);
    const [first] = list(at(resource(staging, "ExternalSecret", "shop-db-setup-credentials").inputs, "spec", "data"));
    assert.deepEqual(at(first, "remoteRef"), { key: managed, property: "username" });
    assert.deepEqual(
      registered(staging).filter((line) => /Global|Proxy|administrator/.test(line)),
      [],
    );
  });

  it("is the primary of a global database, which a cluster of another region joins without a password of its own", async () => {
    const { inputs, opts } = found(prod, "rds:GlobalCluster", "shop-db-global");
    assert.deepEqual(inputs, {
      globalClusterIdentifier: "prod-shop-db-global",
      sourceDbClusterIdentifier: "arn:aws:rds:us-east-1:012345678901:cluster:prod-shop-db",
      deletionProtection: true,
      forceDestroy: false,
      tags: { ...tags, "data-class": "personal" },
    });
    assert.equal(opts.protect, true);
    const { source } = prodOutputs ?? {};
    assert.ok(source && !isAzureSource(source));
    assert.equal(await valueOf(source.globalClusterId), "shop-db-global-id");
    assert.equal(await valueOf(source.ownerSecretArn), ownerArn);
    const copy = cluster(replica);
    assert.deepEqual(
      [copy.globalClusterIdentifier, copy.masterUsername, copy.masterPasswordWo, copy.manageMasterUserPassword],
      ["the-global", undefined, undefined, undefined],
    );
    assert.deepEqual([copy.kmsKeyId, copy.storageEncrypted], [key("data", "us-west-2"), true]);
    assert.equal(replicaOutputs?.source, undefined);
    assert.deepEqual(
      registered(replica).filter((line) => /Global|secretsmanager/.test(line)),
      [],
    );
    assert.deepEqual(
      replica.resources.filter(({ type }) => type.endsWith(":Job")),
      [],
    );
  });

  it("hands back the hosts of the writer, the readers and their poolers", async () => {
    const hosts = async (outputs: PostgresOutputs | undefined) => [
      await valueOf(outputs?.host),
      await valueOf(outputs?.readHost),
      await valueOf(outputs?.pooler?.host),
      await valueOf(outputs?.readPooler?.host),
    ];
    assert.deepEqual(await hosts(prodOutputs), [
      "prod-shop-db.cluster-a1b2c3.us-east-1.rds.amazonaws.com",
      "prod-shop-db.cluster-ro-a1b2c3.us-east-1.rds.amazonaws.com",
      "prod-shop-db.proxy-a1b2c3.us-east-1.rds.amazonaws.com",
      "prod-shop-db-readers.endpoint.proxy-a1b2c3.us-east-1.rds.amazonaws.com",
    ]);
    const alone = "staging-shop-db.cluster-a1b2c3.us-east-1.rds.amazonaws.com";
    assert.deepEqual(await hosts(stagingOutputs), [alone, alone, undefined, undefined]);
    const { port, database, owner, maxConnections } = prodOutputs ?? {};
    assert.deepEqual([port, database, owner, maxConnections], [5432, "shop_data", "shop", 500]);
  });

  it("is reached by pods, its pooler and who rotates its passwords, on one port", () => {
    const rules = registered(prod).filter((line) => line.startsWith("vpc:SecurityGroup"));
    assert.deepEqual(rules, [
      "vpc:SecurityGroupEgressRule shop-db-access-clients-egress",
      "vpc:SecurityGroupEgressRule shop-db-access-rotator-egress",
      "vpc:SecurityGroupEgressRule shop-db-proxy-access-clients-egress",
      "vpc:SecurityGroupEgressRule shop-db-proxy-cluster-egress",
      "vpc:SecurityGroupIngressRule shop-db-access-clients-ingress",
      "vpc:SecurityGroupIngressRule shop-db-access-rotator-ingress",
      "vpc:SecurityGroupIngressRule shop-db-proxy-access-clients-ingress",
      "vpc:SecurityGroupIngressRule shop-db-proxy-cluster-ingress",
    ]);
    const rule = (name: string) => {
      const { securityGroupId, referencedSecurityGroupId, fromPort, toPort } = inputsOf(
        prod,
        "vpc:SecurityGroupIngressRule",
        `${name}-ingress`,
      );
      return [securityGroupId, referencedSecurityGroupId, fromPort, toPort];
    };
    assert.deepEqual(rule("shop-db-access-clients"), ["shop-db-access-id", "sg-clients", 5432, 5432]);
    assert.deepEqual(rule("shop-db-proxy-access-clients"), ["shop-db-proxy-access-id", "sg-clients", 5432, 5432]);
    assert.deepEqual(rule("shop-db-proxy-cluster"), ["shop-db-access-id", "shop-db-proxy-access-id", 5432, 5432]);
    const addresses = ["10.0.192.0/22", "10.0.196.0/22", "10.0.200.0/22"];
    assert.deepEqual(prodOutputs?.network, {
      db: { ports: { postgres: { port: 5432 } }, calls: [], addresses },
      "db-pooler": { ports: { postgres: { port: 5432 } }, calls: [], addresses },
      "db-setup": { ports: {}, calls: ["db"] },
    });
    assert.deepEqual(Object.keys(replicaOutputs?.network ?? {}), ["db", "db-pooler"]);
  });

  it("refuses what does not hold together", async () => {
    const message = "postgres shop-db: source: expected what the primary region's store hands back, got nothing";
    await assert.rejects(
      rendered(() => leastArgs, awsPlace({ peers, role: "standby" })),
      { message },
    );
    await assert.rejects(
      rendered(() => leastArgs, awsPlace(), sourceOf),
      {
        message: 'postgres shop-db: source: expected nothing, as it is the primary region, got "a source"',
      },
    );
    await assert.rejects(
      rendered(() => ({ ...leastArgs, owner: "plumbline_admin" }), awsPlace()),
      {
        message: 'postgres shop-db: owner: expected a role of its own, not the administrator, got "plumbline_admin"',
      },
    );
    const session = { ...leastArgs, pooler: { poolSize: 10, poolMode: "session" } } as const;
    await assert.rejects(
      rendered(() => session, awsPlace()),
      {
        message: "a pooler of mode session is not supported on aws: use the mode transaction, or the server itself",
      },
    );
    const long = () => ({ ...leastArgs, backup: { target: backupTarget(), retentionDays: 36 } });
    await assert.rejects(rendered(long, awsPlace()), /automated backups that stay 36 days is not supported on aws/);
  });
});
