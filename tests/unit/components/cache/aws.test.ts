import { ComponentResource } from "@pulumi/pulumi";
import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { awsCache } from "../../../../components/cache/aws.ts";
import { nodeType } from "../../../../components/cache/aws-nodes.ts";
import { type CacheArgs, type CacheOutputs, resolveCache } from "../../../../components/cache/spec.ts";
import type { AwsPlace } from "../../../../components/core/place.ts";
import { awsPeer, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import { args } from "./fixture.ts";

const built: CacheOutputs[] = [];
const rendered = (change: () => Partial<CacheArgs>, place: AwsPlace) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Store", "shop-cache", {}, opts);
    const spec = resolveCache("shop-cache", { ...args, component: "cache", eviction: "allkeys-lru", ...change() });
    built.push(awsCache(parent, "shop-cache", spec, place));
  });
const prod = await rendered(() => ({}), awsPlace({ peers: [awsPeer("us-west-2", "replica")] }));
const staging = await rendered(() => ({ protect: false }), awsPlace({ stage: "staging", protect: false }));
const replica = await rendered(() => ({}), awsPlace({ region: "us-west-2", role: "replica" }));

const valueOf = <T>(value: pulumi.Output<T>) => new Promise<T>((done) => void value.apply(done));
const group = (graph: typeof prod) => inputsOf(graph, "elasticache:ReplicationGroup", "shop-cache");

describe("a cache on AWS", () => {
  it("is a protected group over three zones, by TLS and password alone, encrypted and with snapshots", () => {
    const { inputs, opts } = found(prod, "elasticache:ReplicationGroup", "shop-cache");
    const log = (logType: string) => ({
      destination: `/aws/elasticache/prod-shop-cache/${logType}`,
      destinationType: "cloudwatch-logs",
      logFormat: "json",
      logType,
    });
    assert.deepEqual(inputs, {
      replicationGroupId: "prod-shop-cache",
      description: "shop cache",
      engine: "valkey",
      engineVersion: "8.0",
      autoMinorVersionUpgrade: true,
      nodeType: "cache.m7g.large",
      port: 6379,
      parameterGroupName: "shop-cache-parameters",
      numCacheClusters: 3,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      subnetGroupName: "shop-cache-subnets",
      securityGroupIds: ["shop-cache-access-id"],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: secretMarker,
      authTokenUpdateStrategy: "ROTATE",
      atRestEncryptionEnabled: true,
      kmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/data",
      snapshotRetentionLimit: 35,
      snapshotWindow: "04:30-05:30",
      maintenanceWindow: "sun:02:00-sun:04:00",
      finalSnapshotIdentifier: "prod-shop-cache-final",
      logDeliveryConfigurations: [log("slow-log"), log("engine-log")],
      tags: { system: "shop", component: "cache", owner: "shop", "data-class": "confidential" },
    });
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    for (const logs of ["shop-cache-slow-log", "shop-cache-engine-log"]) {
      const { kmsKeyId } = inputsOf(prod, "cloudwatch:LogGroup", logs);
      assert.equal(kmsKeyId, "arn:aws:kms:us-east-1:012345678901:key/logs");
    }
  });

  it("has a replica outside of prod, too, and can go there", () => {
    const { inputs, opts } = found(staging, "elasticache:ReplicationGroup", "shop-cache");
    assert.deepEqual(
      [inputs.numCacheClusters, inputs.nodeType, inputs.snapshotRetentionLimit, inputs.finalSnapshotIdentifier],
      [2, "cache.t4g.small", 7, undefined],
    );
    assert.deepEqual([opts.protect, opts.retainOnDelete], [false, false]);
    assert.equal(inputsOf(staging, "secretsmanager:Secret", "shop-cache-auth").recoveryWindowInDays, 0);
  });

  it("has alarms over each of its nodes, whichever of them writes", () => {
    const nodes = ["001", "002", "003"].map((node) => `CacheClusterId = 'prod-shop-cache-${node}'`).join(" OR ");
    const metrics = {
      "shop-cache-lag": "ReplicationLag",
      "shop-cache-memory-alarm": "DatabaseMemoryUsagePercentage",
      "shop-cache-load-alarm": "EngineCPUUtilization",
    };
    for (const [name, metric] of Object.entries(metrics)) {
      const { metricQueries } = inputsOf(prod, "cloudwatch:MetricAlarm", name);
      assert.equal(at(metricQueries, 0, "expression"), `SELECT MAX("${metric}") FROM "AWS/ElastiCache" WHERE ${nodes}`);
    }
  });

  it("does what is asked for when it is full, and notes slow commands", () => {
    const { family, parameters } = inputsOf(prod, "elasticache:ParameterGroup", "shop-cache-parameters");
    assert.equal(family, "valkey8");
    assert.deepEqual(parameters, [
      { name: "maxmemory-policy", value: "allkeys-lru" },
      { name: "reserved-memory-percent", value: "25" },
      { name: "slowlog-log-slower-than", value: "10000" },
      { name: "slowlog-max-len", value: "128" },
    ]);
  });

  it("has the Secret in the cluster that it has without AWS, by a value of each region's own", () => {
    const copy = resource(prod, "ExternalSecret", "shop-cache-auth-copy").inputs;
    assert.deepEqual([at(copy, "metadata", "namespace"), at(copy, "metadata", "name")], ["shop", "cache-auth"]);
    assert.deepEqual(list(at(copy, "spec", "data")), [
      { secretKey: "password", remoteRef: { key: "prod-shop-cache-auth", property: "password" } },
    ]);
    assert.deepEqual(at(copy, "spec", "target", "template", "data"), {
      "auth.conf": "requirepass {{ .password }}\n",
      "source.conf": "masterauth {{ .password }}\n",
    });
    assert.deepEqual(built[0]?.auth.keys, ["password", "auth.conf", "source.conf"]);
    assert.equal(built[0].urlKey, "password");
    assert.deepEqual(inputsOf(prod, "secretsmanager:Secret", "shop-cache-auth").replicas, []);
    const policy = policyOf(inputsOf(prod, "secretsmanager:SecretPolicy", "shop-cache-auth-readers"));
    assert.deepEqual(at(policy, "Statement", 0, "Action"), [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
    ]);
    assert.equal(group(replica).authToken, secretMarker);
    assert.equal(group(replica).kmsKeyId, "arn:aws:kms:us-west-2:012345678901:key/data");
  });

  it("hands back the primary's address and the authority that signed for it, and is reached by pods alone", async () => {
    const [outputs] = built;
    assert.ok(outputs);
    assert.equal(await valueOf(outputs.host), "master.prod-shop-cache.a1b2c3.us-east-1.cache.amazonaws.com");
    assert.equal(outputs.port, 6379);
    assert.equal(outputs.container, undefined);
    assert.deepEqual([await valueOf(outputs.authority.name), outputs.authority.keys], ["cache-tls", ["ca.crt"]]);
    assert.deepEqual(outputs.network, {
      ports: { redis: { port: 6379 } },
      calls: [],
      addresses: ["10.0.192.0/22", "10.0.196.0/22", "10.0.200.0/22"],
    });
    assert.deepEqual(
      registered(prod).filter((line) => line.startsWith("vpc:")),
      [
        "vpc:SecurityGroupEgressRule shop-cache-access-clients-egress",
        "vpc:SecurityGroupIngressRule shop-cache-access-clients-ingress",
      ],
    );
  });

  it("is called by the name of its component in the cluster, too (REC-008)", () => {
    const { metadata, spec } = resource(prod, "Service", "shop-cache-alias-cache").inputs;
    assert.deepEqual([at(metadata, "namespace"), at(metadata, "name")], ["shop", "cache"]);
    assert.deepEqual(spec, {
      type: "ExternalName",
      externalName: "master.prod-shop-cache.a1b2c3.us-east-1.cache.amazonaws.com",
    });
  });

  it("has the smallest node with the room that is asked for", () => {
    assert.equal(nodeType(1052, false), "cache.t4g.small");
    assert.equal(nodeType(1053, false), "cache.t4g.medium");
    assert.equal(nodeType(512, true), "cache.m7g.large");
    assert.equal(nodeType(10_000, true), "cache.r7g.large");
    assert.throws(() => nodeType(81_301, true), {
      message: "a cache with 81301 Mi for data is not supported on aws: ask for at most 81300",
    });
  });

  it("refuses to copy a node elsewhere, and a network of one zone", async () => {
    const name = () => ({ namespace: output("shop"), name: output("other"), keys: ["password"] });
    const copying = rendered(() => ({ replicaOf: { host: "other", auth: name() } }), awsPlace());
    await assert.rejects(copying, {
      message:
        "a cache that copies another node is not supported on aws: leave replicaOf out, as the group has replicas in other zones by itself",
    });
    const { network } = awsPlace();
    const narrow = awsPlace({ network: { ...network, zones: ["us-east-1a"] } });
    await assert.rejects(
      rendered(() => ({}), narrow),
      { message: 'cache shop-cache: place.network.zones: expected at least 2 zones, got ["us-east-1a"]' },
    );
  });
});
