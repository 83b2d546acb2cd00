import assert from "node:assert/strict";
import { type AwsRegionsArgs, awsRegions, type DeployedRegion } from "../../../../components/region/aws-regions.ts";
import { parseConfig } from "../../../../config/parse.ts";
import { rawConfig } from "../../../lib/graph.ts";
import { broken } from "../../../lib/invariants.ts";
import { at, list, record } from "../../../lib/json.ts";
import { accountId, found, inputsOf, registered } from "../../../lib/aws.ts";
import { type Rendered, renderProgram } from "../../../../cli/lib/render.ts";

const config = parseConfig("prod", {
  ...(await rawConfig("prod")),
  account: { id: accountId, costCentre: "shop", administrators: [`arn:aws:iam::${accountId}:role/deployer`] },
  regions: [
    { name: "eu-central-1", role: "standby", cidr: "10.2.0.0/16" },
    { name: "us-east-1", role: "primary", cidr: "10.0.0.0/16" },
    { name: "us-west-2", role: "replica", cidr: "10.1.0.0/16" },
  ],
});
assert.ok(config.regions && config.account);
const args: AwsRegionsArgs = {
  regions: config.regions,
  account: config.account,
  stage: "prod",
  protect: true,
  secretRotationDays: 30,
  repositories: ["cap/app-cp"],
  mostNodes: () => 30,
};

const built: DeployedRegion[] = [];
const render = (change: Partial<AwsRegionsArgs>, into: DeployedRegion[] = []): Promise<Rendered> =>
  renderProgram("prod", {}, () => {
    into.push(...awsRegions({ ...args, ...change }));
    return Promise.resolve({});
  });
const prod = await render({}, built);
const staging = await render({ regions: args.regions.slice(0, 1), stage: "staging", protect: false });

const kinds = (graph: Rendered) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(registered(graph), (line) => line.split(" ")[0] ?? "")).map(([kind, all]) => [
      kind,
      all?.length ?? 0,
    ]),
  );
const value = <T>(output: { readonly apply: (read: (value: T) => void) => unknown }): Promise<T> =>
  new Promise((resolve) => void output.apply(resolve));

describe("the regions of a stack on AWS", () => {
  it("are deployed by providers of their own, which refuse every other account", () => {
    const providers = prod.resources.filter(({ type }) => type === "pulumi:providers:aws");
    const tags = { "managed-by": "plumbline", stage: "prod", "cost-centre": "shop" };
    assert.deepEqual(
      providers.map(({ name, inputs }): unknown[] => [
        name,
        inputs.region,
        JSON.parse(String(inputs.allowedAccountIds)),
        JSON.parse(String(inputs.defaultTags)),
      ]),
      [
        ["aws", "us-east-1", [accountId], { tags }],
        ["aws-eu-central-1", "eu-central-1", [accountId], { tags }],
        ["aws-us-west-2", "us-west-2", [accountId], { tags }],
      ],
    );
    for (const { type, name, provider } of prod.resources) {
      if (!type.startsWith("aws:")) continue;
      const own = /^region-([a-z]+-[a-z]+-[0-9])-/.exec(name)?.[1];
      assert.equal(provider, own === undefined ? "aws" : `aws-${own}`, name);
    }
  });

  it("hold to the invariants of every program", () => {
    assert.deepEqual([prod, staging].flatMap(broken), []);
  });

  it("know of each other, the primary first", () => {
    assert.deepEqual(
      built.map(({ place }) => [place.region, place.role, place.peers.map(({ region }) => region)]),
      [
        ["us-east-1", "primary", ["eu-central-1", "us-west-2"]],
        ["eu-central-1", "standby", ["us-east-1", "us-west-2"]],
        ["us-west-2", "replica", ["us-east-1", "eu-central-1"]],
      ],
    );
  });

  it("have replicas of the primary region's keys for data that is copied", async () => {
    assert.deepEqual(
      registered(prod).filter((line) => line.startsWith("kms:ReplicaKey")),
      ["eu-central-1", "us-west-2"].flatMap((region) =>
        ["backups", "data", "secrets"].map((purpose) => `kms:ReplicaKey region-${region}-keys-${purpose}`),
      ),
    );
    const arns = await Promise.all(built.map(({ place }) => value(place.keys.data)));
    assert.deepEqual(arns, [
      `arn:aws:kms:us-east-1:${accountId}:key/region-keys-data`,
      `arn:aws:kms:eu-central-1:${accountId}:key/region-eu-central-1-keys-data`,
      `arn:aws:kms:us-west-2:${accountId}:key/region-us-west-2-keys-data`,
    ]);
    assert.equal(inputsOf(prod, "kms:ReplicaKey", "region-us-west-2-keys-data").primaryKeyArn, arns[0]);
  });

  it("give a place everything that a backend needs", async () => {
    const place = built[0]?.place;
    assert.ok(place);
    const { network, cluster, secrets, logArchive, auditArchive, accessLogs } = place;
    assert.deepEqual([network.cidr, network.zones], ["10.0.0.0/16", ["us-east-1a", "us-east-1b", "us-east-1c"]]);
    assert.equal(await value(network.clientSecurityGroupId), "region-network-nodes-id");
    assert.equal(await value(network.dataSubnetIds[1] ?? network.vpcId), "region-network-data-us-east-1b-id");
    assert.equal(await value(cluster.name), "prod-platform");
    assert.equal(await value(secrets.readerRoleName), "region-identities-external-secrets");
    const names = [logArchive, auditArchive, accessLogs].map(({ name }) => value(name));
    assert.deepEqual(
      await Promise.all(names),
      ["log-archive", "audit-archive", "access-logs"].map((what) => `prod-${what}-${accountId}-us-east-1`),
    );
    assert.deepEqual([place.stage, place.protect, place.accountId, place.partition], ["prod", true, accountId, "aws"]);
  });

  it("have clusters whose providers come after their nodes, and stay the same when a kubeconfig changes", () => {
    const clusters = prod.resources.filter(({ type }) => type === "pulumi:providers:kubernetes");
    assert.deepEqual(
      clusters.map(({ name, inputs }) => [name, inputs.clusterIdentifier]),
      [
        ["cluster", `arn:aws:eks:us-east-1:${accountId}:cluster/prod-platform`],
        ["cluster-eu-central-1", `arn:aws:eks:eu-central-1:${accountId}:cluster/prod-platform`],
        ["cluster-us-west-2", `arn:aws:eks:us-west-2:${accountId}:cluster/prod-platform`],
      ],
    );
    assert.deepEqual(
      clusters.map(({ opts }) => list(opts.dependsOn).length),
      [1, 1, 1],
    );
  });

  it("encrypt each part with the key of its purpose", () => {
    const key = (purpose: string) => `arn:aws:kms:us-east-1:${accountId}:key/region-keys-${purpose}`;
    const bucket = list(
      inputsOf(prod, "s3:BucketServerSideEncryptionConfiguration", "region-logs-encryption").rules,
    )[0];
    const disk = list(inputsOf(prod, "ec2:LaunchTemplate", "region-cluster-pool-general").blockDeviceMappings)[0];
    assert.deepEqual(
      [
        at(bucket, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"),
        at(inputsOf(prod, "eks:Cluster", "region-cluster").encryptionConfig, "provider", "keyArn"),
        inputsOf(prod, "cloudwatch:LogGroup", "region-cluster-logs").kmsKeyId,
        at(disk, "ebs", "kmsKeyId"),
        at(list(inputsOf(prod, "ecr:Repository", "region-registry-cap-app-cp").encryptionConfigurations)[0], "kmsKey"),
      ],
      ["logs", "cluster", "logs", "volumes", "images"].map(key),
    );
  });

  it("copy images from the primary region alone", () => {
    assert.deepEqual(
      registered(prod).filter((line) => line.startsWith("ecr:ReplicationConfiguration")),
      ["ecr:ReplicationConfiguration region-registry-copies"],
    );
    assert.deepEqual(kinds(staging)["ecr:ReplicationConfiguration"], undefined);
  });

  it("have names that are taken once: buckets in the world, the others in their region or account", () => {
    const names = prod.resources.flatMap(({ type, inputs }) =>
      type === "aws:s3/bucket:Bucket" ? [String(inputs.bucket)] : [],
    );
    assert.equal(names.length, 9);
    assert.equal(new Set(names).size, 9);
    assert.ok(names.every((name) => name.length <= 63));
    const roles = prod.resources.filter(({ type }) => type === "aws:iam/role:Role");
    assert.equal(new Set(roles.map(({ name }) => name)).size, roles.length);
    assert.ok(roles.every(({ name, inputs }) => name.length <= 56 && inputs.name === undefined));
  });

  it("allow no action by a wildcard, and everything only to itself or where there is nothing else to name", () => {
    const documents = prod.resources.flatMap(({ type, name, inputs }) =>
      ["policy", "assumeRolePolicy"].flatMap((field) =>
        type.startsWith("aws:") && typeof inputs[field] === "string" && !type.includes(":LifecyclePolicy")
          ? [{ type, name, document: JSON.parse(inputs[field]) as unknown }]
          : [],
      ),
    );
    // Of each region: eight keys, three buckets, a topic, nine roles with eight policies.
    assert.equal(documents.length, 3 * 29);
    for (const { type, name, document } of documents) {
      const own = type.includes("kms/");
      for (const statement of list(at(document, "Statement"))) {
        if (at(statement, "Effect") === "Deny") continue;
        const actions = list(at(statement, "Action")).map(String);
        assert.deepEqual([name, actions.filter((action) => action.includes("*"))], [name, []]);
        const everything = list(at(statement, "Resource")).includes("*");
        const described = actions.every((action) => /^(autoscaling|ec2):Describe/.test(action));
        assert.ok(!everything || own || described, `${name}: ${JSON.stringify(statement)}`);
      }
    }
  });

  it("are protected in prod, and not outside of it", () => {
    const kept = (graph: Rendered) =>
      [...new Set(graph.resources.filter(({ opts }) => opts.protect === true).map(({ type }) => type))].sort();
    assert.deepEqual(kept(prod), [
      "aws:ecr/repository:Repository",
      "aws:eks/cluster:Cluster",
      "aws:kms/key:Key",
      "aws:kms/replicaKey:ReplicaKey",
      "aws:s3/bucket:Bucket",
    ]);
    assert.deepEqual(kept(staging), []);
    assert.equal(found(staging, "s3:Bucket", "region-logs").inputs.forceDestroy, true);
  });

  it("tag everything that can have tags", () => {
    for (const { type, name, inputs } of prod.resources) {
      if (inputs.tags === undefined) continue;
      const tags = Object.keys(record(inputs.tags));
      assert.deepEqual(
        ["component", "owner", "system"].filter((tag) => !tags.includes(tag)),
        [],
        `${type} ${name}`,
      );
    }
  });

  it("are whole: a count of each kind", () => {
    const one = {
      "cloudwatch:LogGroup": 2,
      "cloudwatch:MetricAlarm": 1,
      "ec2:DefaultNetworkAcl": 1,
      "ec2:DefaultRouteTable": 1,
      "ec2:DefaultSecurityGroup": 1,
      "ec2:Eip": 1,
      "ec2:FlowLog": 1,
      "ec2:InternetGateway": 1,
      "ec2:LaunchTemplate": 1,
      "ec2:NatGateway": 1,
      "ec2:NetworkAcl": 3,
      "ec2:Route": 4,
      "ec2:RouteTable": 5,
      "ec2:RouteTableAssociation": 9,
      "ec2:SecurityGroup": 5,
      "ec2:Subnet": 9,
      "ec2:Vpc": 1,
      "ec2:VpcEndpoint": 10,
      "ecr:LifecyclePolicy": 1,
      "ecr:Repository": 1,
      "eks:AccessEntry": 1,
      "eks:AccessPolicyAssociation": 1,
      "eks:Addon": 5,
      "eks:Cluster": 1,
      "eks:NodeGroup": 3,
      "eks:PodIdentityAssociation": 3,
      "iam:Role": 9,
      "iam:RolePolicy": 8,
      "iam:RolePolicyAttachment": 4,
      "kms:Alias": 8,
      "kms:Key": 8,
      "lambda:Function": 1,
      "lambda:Permission": 1,
      "s3:Bucket": 3,
      "s3:BucketLifecycleConfiguration": 3,
      "s3:BucketLogging": 2,
      "s3:BucketObjectLockConfiguration": 1,
      "s3:BucketOwnershipControls": 3,
      "s3:BucketPolicy": 3,
      "s3:BucketPublicAccessBlock": 3,
      "s3:BucketServerSideEncryptionConfiguration": 3,
      "s3:BucketVersioning": 3,
      "scheduler:Schedule": 3,
      "sns:Topic": 1,
      "sns:TopicPolicy": 1,
      "vpc:SecurityGroupEgressRule": 7,
      "vpc:SecurityGroupIngressRule": 8,
    };
    assert.deepEqual(kinds(staging), one);
    const three = Object.fromEntries(Object.entries(one).map(([kind, count]) => [kind, 3 * count]));
    assert.deepEqual(kinds(prod), {
      ...three,
      "ec2:Eip": 9,
      "ec2:NatGateway": 9,
      "ecr:ReplicationConfiguration": 1,
      "kms:Key": 8 + 2 * 5,
      "kms:ReplicaKey": 2 * 3,
    });
  });
});
