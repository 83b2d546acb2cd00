import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { awsResources, awsStacks, broken } from "../lib/aws-graph.ts";
import { graphOf } from "../lib/graph.ts";
import { behind, deadOrHidden, reach } from "../lib/security-groups.ts";

const network = "region-network";
const nodes = `${network}-nodes`;
const edge = `${network}-edge`;
const rotation = "region-rotation-group";
const internet = "0.0.0.0/0";

/** Groups of stores, and the ports on which nodes and pods reach them. */
const stores: Readonly<Record<string, readonly string[]>> = {
  "ecommerce-mongodb-access": ["27017"],
  "ecommerce-redis-access": ["6379"],
  "firefly-cache-access": ["6379"],
  "firefly-postgres-access": ["5432"],
  "firefly-postgres-proxy-access": ["5432"],
  // Passwords, roles, and the two exporters of metrics.
  "onboarding-kafka-access": ["9096", "9098", "11001-11002"],
  "onboarding-postgres-access": ["5432"],
  "onboarding-postgres-proxy-access": ["5432"],
  "onboarding-redis-access": ["6379"],
  "reconciliation-postgres-access": ["5432"],
  "reconciliation-postgres-proxy-access": ["5432"],
  "reconciliation-redis-access": ["6379"],
};

/** Databases whose users' passwords are changed by signing in: in the primary region, from which all others are copied. */
const rotated: Readonly<Record<string, string>> = {
  "ecommerce-mongodb-access": "27017",
  "firefly-postgres-access": "5432",
  "onboarding-postgres-access": "5432",
  "reconciliation-postgres-access": "5432",
};

/** Every connection that security groups allow, in each region of each stack; all others are refused. */
const everywhere = [
  // The internet reaches the load balancer, and nothing else.
  `${internet} -> ${edge} tcp 80`,
  `${internet} -> ${edge} tcp 443`,
  `${edge} -> ${nodes} tcp 30443`,
  // By its public address, as everybody.
  `${nodes} -> ${edge} tcp 443`,
  `${nodes} -> ${internet} tcp 443`,
  // Alerts, by the mail server of the settings.
  `${nodes} -> ${internet} tcp 587`,
  `${nodes} -> ${nodes} all`,
  `${nodes} -> ${network}-control-plane tcp 443`,
  `${network}-control-plane -> ${nodes} tcp 1025-65535`,
  `${nodes} -> ${network}-endpoints tcp 443`,
  ...Object.entries(stores).flatMap(([store, ports]) => ports.map((port) => `${nodes} -> ${store} tcp ${port}`)),
  // Poolers in front of their databases; brokers and the Replicator among themselves.
  ...["firefly", "onboarding", "reconciliation"].map(
    (system) => `${system}-postgres-proxy-access -> ${system}-postgres-access tcp 5432`,
  ),
  "onboarding-kafka-access -> onboarding-kafka-access all",
  `${rotation} -> ${network}-endpoints tcp 443`,
];

/** Likewise, in the primary region. */
const declared = [
  ...everywhere,
  ...Object.entries(rotated).map(([store, port]) => `${rotation} -> ${store} tcp ${port}`),
].sort();

const regionsOf = (graph: Rendered) => [
  ...new Set(
    awsResources(graph)
      .filter(({ kind }) => kind === "ec2:Vpc")
      .map(({ region }) => region),
  ),
];

/** What is behind each group; a region that holds copies has poolers for readers, and a Replicator. */
const attached = (copies: boolean) => {
  const postgres = (system: string) => ({
    [`${system}-postgres-access`]: [`rds:Cluster ${system}-postgres`],
    [`${system}-postgres-proxy-access`]: [
      `rds:Proxy ${system}-postgres-proxy`,
      ...(copies ? [`rds:ProxyEndpoint ${system}-postgres-proxy-readers`] : []),
    ],
  });
  const endpoints = ["ecr-api", "ecr-dkr", "eks-auth", "elasticache", "kms", "logs", "rds", "secretsmanager", "sts"];
  return {
    [nodes]: ["ec2:LaunchTemplate region-cluster-pool-general"],
    [edge]: ["lb:LoadBalancer edge"],
    [`${network}-control-plane`]: ["eks:Cluster region-cluster"],
    [rotation]: ["lambda:Function region-rotation"],
    [`${network}-endpoints`]: endpoints.map((service) => `ec2:VpcEndpoint ${network}-${service}-endpoint`),
    ...postgres("firefly"),
    ...postgres("onboarding"),
    ...postgres("reconciliation"),
    "ecommerce-mongodb-access": ["docdb:Cluster ecommerce-mongodb"],
    "ecommerce-redis-access": ["elasticache:ReplicationGroup ecommerce-redis"],
    "firefly-cache-access": ["elasticache:ReplicationGroup firefly-cache"],
    "onboarding-kafka-access": [
      "msk:Cluster onboarding-kafka",
      ...(copies ? ["msk:Replicator onboarding-kafka-replicator"] : []),
    ],
    "onboarding-redis-access": ["elasticache:ReplicationGroup onboarding-redis"],
    "reconciliation-redis-access": ["elasticache:ReplicationGroup reconciliation-redis"],
  };
};

describe("security groups", () => {
  const regions = { staging: ["us-east-1"], prod: ["us-east-1", "us-west-2", "eu-central-1"] } as const;

  for (const stack of awsStacks) {
    it(`of ${stack} let through what is declared, and nothing else`, async () => {
      const graph = await graphOf(stack);
      assert.deepEqual(regionsOf(graph), regions[stack]);
      const [primary, ...others] = regions[stack];
      assert.deepEqual(reach(graph, primary), declared);
      for (const region of others) assert.deepEqual(reach(graph, region), everywhere.toSorted(), region);
    });

    it(`of ${stack} have a rule at both ends, in resources of their own`, async () => {
      assert.deepEqual(deadOrHidden(await graphOf(stack)), []);
    });
  }

  it("see a port that was opened at one end alone", async () => {
    const graph = broken(await graphOf("staging"), {
      kind: "vpc:SecurityGroupIngressRule",
      name: "firefly-postgres-access-clients-ingress",
      inputs: { toPort: 6000 },
    });
    assert.deepEqual(reach(graph, "us-east-1"), declared);
    assert.deepEqual(deadOrHidden(graph), [
      "firefly-postgres-access-clients-egress: nothing at the other end",
      "firefly-postgres-access-clients-ingress: nothing at the other end",
    ]);
  });

  it("see a store that the internet reaches", async () => {
    const graph = broken(await graphOf("staging"), {
      kind: "vpc:SecurityGroupIngressRule",
      name: "firefly-postgres-access-clients-ingress",
      inputs: { referencedSecurityGroupId: undefined, cidrIpv4: internet },
    });
    const found = reach(graph, "us-east-1");
    assert.deepEqual(
      found.filter((line) => !declared.includes(line)),
      // Its pooler, too, reaches what everybody reaches: that was declared already.
      [`${internet} -> firefly-postgres-access tcp 5432`],
    );
  });

  it("see a pod network that reaches everything", async () => {
    const graph = broken(await graphOf("staging"), {
      kind: "vpc:SecurityGroupEgressRule",
      name: "region-network-nodes-internet-egress",
      inputs: { ipProtocol: "-1" },
    });
    assert.deepEqual(
      reach(graph, "us-east-1").filter((line) => !declared.includes(line)),
      [`${nodes} -> ${internet} all`, `${nodes} -> ${edge} tcp 80`].sort(),
    );
  });

  it("see rules that are inside of a group", async () => {
    const graph = broken(await graphOf("staging"), {
      kind: "ec2:DefaultSecurityGroup",
      name: "region-network-default-group",
      inputs: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] },
    });
    assert.deepEqual(deadOrHidden(graph), ["region-network-default-group: rules of its own"]);
  });
});

describe("what is behind the security groups", () => {
  for (const stack of awsStacks) {
    it(`of ${stack}`, async () => {
      const graph = await graphOf(stack);
      for (const region of regionsOf(graph)) {
        assert.deepEqual(behind(graph, region), attached(region !== "us-east-1"), region);
      }
    });
  }
});
