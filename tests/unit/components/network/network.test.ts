import assert from "node:assert/strict";
import fc from "fast-check";
import { Address4 } from "ip-address";
import { RegionNetwork } from "../../../../components/network/network.ts";
import { type RegionNetworkArgs, resolveNetwork } from "../../../../components/network/spec.ts";
import { subnetCidrs, tiers } from "../../../../components/network/subnets.ts";
import { found, inputsOf, registered, renderAws } from "../../../lib/aws.ts";
import { at } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
const args: RegionNetworkArgs = {
  cloud: "aws",
  region: "us-east-1",
  stage: "prod",
  cidr: "10.0.0.0/16",
  zones,
  nat: "each-zone",
  clusterName: "prod",
  flowLogs: { name: output("logs"), arn: output("arn:aws:s3:::logs") },
};
const rendered = await renderAws((opts) => new RegionNetwork("network", args, opts));
const frugal = await renderAws((opts) => new RegionNetwork("network", { ...args, nat: "one" }, opts));
const of = (kind: string, name: string) => inputsOf(rendered, kind, `network-${name}`);
const inputsIn = (graph: typeof rendered, kind: string) =>
  graph.resources.filter(({ type }) => type.endsWith(`:${kind}`));

describe("the network of a region on AWS", () => {
  it("has a subnet of each tier in each zone, none of which gives public addresses", () => {
    const subnets = inputsIn(rendered, "Subnet").map(({ name, inputs }) => {
      assert.equal(inputs.mapPublicIpOnLaunch, false);
      assert.equal(inputs.vpcId, "network-id");
      return `${name} ${String(inputs.cidrBlock)} ${String(inputs.availabilityZone)}`;
    });
    assert.deepEqual(subnets, [
      "network-public-us-east-1a 10.0.224.0/22 us-east-1a",
      "network-public-us-east-1b 10.0.228.0/22 us-east-1b",
      "network-public-us-east-1c 10.0.232.0/22 us-east-1c",
      "network-private-us-east-1a 10.0.0.0/19 us-east-1a",
      "network-private-us-east-1b 10.0.32.0/19 us-east-1b",
      "network-private-us-east-1c 10.0.64.0/19 us-east-1c",
      "network-data-us-east-1a 10.0.192.0/22 us-east-1a",
      "network-data-us-east-1b 10.0.196.0/22 us-east-1b",
      "network-data-us-east-1c 10.0.200.0/22 us-east-1c",
    ]);
    assert.deepEqual(at(of("ec2:Subnet", "public-us-east-1a").tags, "kubernetes.io/role/elb"), "1");
    assert.deepEqual(at(of("ec2:Subnet", "private-us-east-1a").tags, "kubernetes.io/role/internal-elb"), "1");
    assert.deepEqual(inputsOf(rendered, "ec2:Vpc", "network").tags, {
      system: "platform",
      component: "network",
      owner: "platform",
      Name: "network",
    });
  });

  it("leads private subnets out by the NAT gateway of their zone, and data subnets nowhere", () => {
    const defaults = (graph: typeof rendered) =>
      inputsIn(graph, "Route").map(({ name, inputs }) => [
        name,
        inputs.destinationCidrBlock,
        inputs.gatewayId ?? inputs.natGatewayId,
      ]);
    assert.deepEqual(defaults(rendered), [
      ["network-public-default", "0.0.0.0/0", "network-internet-id"],
      ...zones.map((zone) => [`network-private-${zone}-default`, "0.0.0.0/0", `network-nat-${zone}-id`]),
    ]);
    assert.deepEqual(defaults(frugal), [
      ["network-public-default", "0.0.0.0/0", "network-internet-id"],
      ...zones.map((zone) => [`network-private-${zone}-default`, "0.0.0.0/0", "network-nat-us-east-1a-id"]),
    ]);
    assert.equal(inputsIn(frugal, "NatGateway").length, 1);
    const associations = inputsIn(rendered, "RouteTableAssociation").map(
      ({ inputs }) => `${String(inputs.subnetId)} ${String(inputs.routeTableId)}`,
    );
    assert.deepEqual(
      associations.sort(),
      zones
        .flatMap((zone) => [
          `network-public-${zone}-id network-public-routes-id`,
          `network-private-${zone}-id network-private-${zone}-routes-id`,
          `network-data-${zone}-id network-data-routes-id`,
        ])
        .sort(),
    );
  });

  it("closes the group, the list and the table that everything gets which names none", () => {
    const tags = at(of("ec2:DefaultSecurityGroup", "default-group"), "tags");
    assert.deepEqual(of("ec2:DefaultSecurityGroup", "default-group"), {
      vpcId: "network-id",
      ingress: [],
      egress: [],
      tags,
    });
    assert.deepEqual(of("ec2:DefaultNetworkAcl", "default-acl"), {
      defaultNetworkAclId: "network-default-acl",
      ingress: [],
      egress: [],
      tags,
    });
    assert.deepEqual(of("ec2:DefaultRouteTable", "default-routes"), {
      defaultRouteTableId: "network-default-routes",
      routes: [],
      tags,
    });
  });

  it("archives which connections were made and refused", () => {
    const { tags, ...log } = of("ec2:FlowLog", "flow-log");
    assert.equal(at(tags, "component"), "network");
    assert.deepEqual(log, {
      vpcId: "network-id",
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::logs/network/",
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: true },
    });
  });

  it("reaches AWS services from the inside", () => {
    const names = inputsIn(rendered, "VpcEndpoint").map(({ name, inputs }) => {
      const gateway = inputs.vpcEndpointType === "Gateway";
      assert.deepEqual(inputs.routeTableIds, gateway ? zones.map((z) => `network-private-${z}-routes-id`) : undefined);
      assert.deepEqual(inputs.subnetIds, gateway ? undefined : zones.map((z) => `network-private-${z}-id`));
      assert.deepEqual(inputs.securityGroupIds, gateway ? undefined : ["network-endpoints-id"]);
      assert.equal(inputs.privateDnsEnabled, gateway ? undefined : true);
      return `${name} ${String(inputs.serviceName)} ${String(inputs.vpcEndpointType)}`;
    });
    assert.deepEqual(names, [
      "network-s3-endpoint com.amazonaws.us-east-1.s3 Gateway",
      "network-ecr-api-endpoint com.amazonaws.us-east-1.ecr.api Interface",
      "network-ecr-dkr-endpoint com.amazonaws.us-east-1.ecr.dkr Interface",
      "network-eks-auth-endpoint com.amazonaws.us-east-1.eks-auth Interface",
      "network-kms-endpoint com.amazonaws.us-east-1.kms Interface",
      "network-logs-endpoint com.amazonaws.us-east-1.logs Interface",
      "network-secretsmanager-endpoint com.amazonaws.us-east-1.secretsmanager Interface",
      "network-sts-endpoint com.amazonaws.us-east-1.sts Interface",
      "network-rds-endpoint com.amazonaws.us-east-1.rds Interface",
      "network-elasticache-endpoint com.amazonaws.us-east-1.elasticache Interface",
    ]);
  });

  it("lets exactly the declared flows through, at both ends", () => {
    const rules = (kind: string) =>
      inputsIn(rendered, kind)
        .map(({ inputs }) => {
          const peer = String(inputs.cidrIpv4 ?? inputs.referencedSecurityGroupId).replace(/^network-|-id$/g, "");
          const own = String(inputs.securityGroupId).replace(/^network-|-id$/g, "");
          const ports = [inputs.ipProtocol, inputs.fromPort, inputs.toPort].join(" ").trim();
          assert.notEqual(inputs.description, "");
          return kind === "SecurityGroupEgressRule" ? `${own} -> ${peer} ${ports}` : `${peer} -> ${own} ${ports}`;
        })
        .sort();
    const between = [
      "control-plane -> nodes tcp 1025 65535",
      "edge -> nodes tcp 30443 30443",
      "nodes -> control-plane tcp 443 443",
      "nodes -> endpoints tcp 443 443",
      "nodes -> nodes -1",
    ];
    assert.deepEqual(rules("SecurityGroupEgressRule"), [...between, "nodes -> 0.0.0.0/0 tcp 443 443"].sort());
    assert.deepEqual(
      rules("SecurityGroupIngressRule"),
      [...between, "0.0.0.0/0 -> edge tcp 443 443", "0.0.0.0/0 -> edge tcp 80 80"].sort(),
    );
    for (const { inputs } of inputsIn(rendered, "SecurityGroup")) {
      assert.deepEqual([inputs.ingress, inputs.egress], [undefined, undefined]);
      assert.notEqual(inputs.description, "");
    }
    assert.equal(at(of("ec2:SecurityGroup", "nodes").tags, "kubernetes.io/cluster/prod"), "owned");
  });

  it("fences each tier a second time", () => {
    const lines = (name: string, direction: string) => {
      const rules = at(of("ec2:NetworkAcl", `${name}-acl`), direction);
      assert.ok(Array.isArray(rules));
      return rules.map((rule) => {
        assert.equal(at(rule, "action"), "allow");
        return ["ruleNo", "cidrBlock", "protocol", "fromPort", "toPort"].map((key) => at(rule, key)).join(" ");
      });
    };
    const inside = "100 10.0.0.0/16 -1 0 0";
    const answers = (from: number) => [`${from} 0.0.0.0/0 tcp 1024 65535`, `${from + 1} 0.0.0.0/0 udp 1024 65535`];
    assert.deepEqual(lines("data", "ingress"), [inside]);
    assert.deepEqual(lines("data", "egress"), [inside]);
    assert.deepEqual(lines("private", "ingress"), [inside, ...answers(200)]);
    assert.deepEqual(lines("private", "egress"), ["200 0.0.0.0/0 -1 0 0"]);
    assert.deepEqual(lines("public", "ingress"), [
      inside,
      "200 0.0.0.0/0 tcp 80 80",
      "201 0.0.0.0/0 tcp 443 443",
      ...answers(202),
    ]);
    assert.deepEqual(
      of("ec2:NetworkAcl", "data-acl").subnetIds,
      zones.map((zone) => `network-data-${zone}-id`),
    );
  });

  it("is whole: a count of each kind", () => {
    const counts = (graph: typeof rendered) =>
      Object.entries(Object.groupBy(registered(graph), (line) => line.split(" ")[0] ?? "")).map(
        ([kind, list]) => `${kind} ${list?.length ?? 0}`,
      );
    assert.deepEqual(counts(rendered), [
      "ec2:DefaultNetworkAcl 1",
      "ec2:DefaultRouteTable 1",
      "ec2:DefaultSecurityGroup 1",
      "ec2:Eip 3",
      "ec2:FlowLog 1",
      "ec2:InternetGateway 1",
      "ec2:NatGateway 3",
      "ec2:NetworkAcl 3",
      "ec2:Route 4",
      "ec2:RouteTable 5",
      "ec2:RouteTableAssociation 9",
      "ec2:SecurityGroup 4",
      "ec2:Subnet 9",
      "ec2:Vpc 1",
      "ec2:VpcEndpoint 10",
      "vpc:SecurityGroupEgressRule 6",
      "vpc:SecurityGroupIngressRule 7",
    ]);
    assert.equal(found(rendered, "ec2:Vpc", "network").inputs.cidrBlock, "10.0.0.0/16");
  });

  it("is refused when it is too wide or too narrow, or has too few zones", () => {
    const wrong = (change: Partial<RegionNetworkArgs>) => () => resolveNetwork("n", { ...args, ...change });
    assert.throws(wrong({ cidr: "10.0.0.0/21" }), {
      message: 'network n: cidr: expected a network of /16 to /20, got "10.0.0.0/21"',
    });
    assert.throws(wrong({ cidr: "10.0.0.0" }), /expected a network of/);
    assert.throws(wrong({ zones: ["a"] }), { message: 'network n: zones: expected 2 to 6 zones, got ["a"]' });
  });

  it("lets mail out by the port that alerts are sent by, and none where there is none", async () => {
    const mailing = await renderAws((opts) => new RegionNetwork("network", { ...args, mailPort: 587 }, opts));
    const rules = (graph: typeof rendered) =>
      inputsIn(graph, "SecurityGroupEgressRule")
        .filter(({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0")
        .map(({ inputs }) => [inputs.securityGroupId, inputs.ipProtocol, inputs.fromPort, inputs.toPort]);
    const web = ["network-nodes-id", "tcp", 443, 443];
    assert.deepEqual(rules(mailing), [web, ["network-nodes-id", "tcp", 587, 587]]);
    assert.deepEqual(rules(rendered), [web]);
  });
});

describe("subnets", () => {
  it("lie in the network, apart from each other, and stay where they are when there is a zone more", () => {
    const network = fc.record({ second: fc.integer({ min: 0, max: 255 }), prefix: fc.integer({ min: 16, max: 20 }) });
    fc.assert(
      fc.property(network, fc.integer({ min: 2, max: 6 }), ({ second, prefix }, count) => {
        const cidr = `10.${second}.0.0/${prefix}`;
        const names = Array.from({ length: count }, (_, index) => `z${index}`);
        const cidrs = subnetCidrs(cidr, names);
        const all = tiers.flatMap((tier) => cidrs[tier].map((one) => new Address4(one)));
        assert.equal(all.length, 3 * count);
        for (const one of all) {
          assert.ok(one.isInSubnet(new Address4(cidr)) && one.networkForm() === one.address);
          assert.equal(all.filter((other) => other.isInSubnet(one) || one.isInSubnet(other)).length, 1);
          // The narrowest that AWS takes, and more than what a service needs in each.
          assert.ok(one.subnetMask <= 26);
        }
        const fewer = subnetCidrs(cidr, names.slice(0, -1));
        for (const tier of tiers) assert.deepEqual(cidrs[tier].slice(0, -1), fewer[tier]);
      }),
    );
  });
});
