import assert from "node:assert/strict";
import { sizeOf } from "../../../sandbox/providers/aws/machines.ts";
import { CloudSandbox } from "../lib/cloud-sandbox.ts";

/** A cluster of three machines and a workload on them, with the kubeconfig that a real one has. */
const program = (replicas: number) => `
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { Provider as Kubernetes } from "@pulumi/kubernetes/provider.js";

const region = "us-east-1";
const provider = new Provider("aws", { region });
const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16" }, { provider });
const subnets = ["a", "b", "c"].map((zone, index) => new Subnet("net-" + zone,
  { vpcId: vpc.id, cidrBlock: "10.0." + index + ".0/24", availabilityZone: region + zone }, { provider }));
const role = new Role("cluster", { assumeRolePolicy: "{}" }, { provider });
const subnetIds = subnets.map(({ id }) => id);
const cluster = new Cluster("main", { name: "main", roleArn: role.arn, vpcConfig: { subnetIds } }, { provider });
const nodes = new NodeGroup("nodes", {
  clusterName: cluster.name, nodeRoleArn: role.arn, subnetIds, instanceTypes: ["m7i.xlarge"],
  scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 3 }, labels: { pool: "main" },
}, { provider });
const kubeconfig = pulumi.jsonStringify({
  apiVersion: "v1", kind: "Config", "current-context": "main",
  clusters: [{ name: "main", cluster: { server: cluster.endpoint, "certificate-authority-data": cluster.certificateAuthority.data } }],
  users: [{ name: "main", user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws",
    args: ["eks", "get-token", "--output", "json", "--region", region, "--cluster-name", cluster.name], interactiveMode: "Never" } } }],
  contexts: [{ name: "main", context: { cluster: "main", user: "main" } }],
});
const kubernetes = new Kubernetes("main", { kubeconfig });
const labels = { app: "web" };
new Deployment("web", {
  metadata: { name: "web", namespace: "default" },
  spec: { replicas: ${String(replicas)}, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {
    nodeSelector: { pool: "main" },
    containers: [{ name: "app", image: "app:1", resources: { requests: { cpu: "3" } } }] } } },
}, { provider: kubernetes, dependsOn: nodes });
export const security = cluster.vpcConfig.clusterSecurityGroupId;`;

describe("aws provider: clusters", () => {
  let clouds: CloudSandbox;

  before(async () => {
    clouds = await CloudSandbox.create(program(3));
  });
  after(() => clouds.remove());

  it("starts none for a cluster that is only planned", async () => {
    assert.deepEqual([...new Set((await clouds.stack.preview()).map(({ op }) => op))], ["create"]);
    assert.deepEqual(clouds.planes(), []);
  });

  it("starts one for a cluster, with machines of its node groups, and lets the program in by its exec plugin", async () => {
    await clouds.stack.up();
    assert.equal(clouds.planes().length, 1);
    const columns =
      "jsonpath={range .items[*]}{.metadata.labels.topology\\.kubernetes\\.io/zone} {.status.capacity.cpu}\n{end}";
    const nodes = await clouds.kubectl("get", "nodes", "-l", "eks.amazonaws.com/nodegroup", "-o", columns);
    assert.deepEqual(nodes.trim().split("\n").sort(), ["us-east-1a 4", "us-east-1b 4", "us-east-1c 4"]);
    assert.equal(await clouds.kubectl("get", "deploy", "web", "-o", "jsonpath={.status.readyReplicas}"), "3");
    assert.deepEqual(await clouds.stack.preview(), []);
  });

  it("starts one again that was stopped, when somebody asks it for a token", async () => {
    await clouds.stopPlanes();
    clouds.stack.source(program(2));
    await clouds.stack.up();
    assert.equal(await clouds.kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}"), "2");
    await clouds.stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("takes a cluster away with all that it held", async () => {
    await clouds.stack.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(clouds.planes(), []);
  });
});

describe("sizes of instances", () => {
  const sizes: [string, number, number][] = [
    ["t3.medium", 2, 4],
    ["m7g.large", 2, 8],
    ["c7i.4xlarge", 16, 32],
    ["r8g.12xlarge", 48, 384],
  ];
  for (const [type, cpu, memory] of sizes) {
    it(`knows ${type}`, () => assert.deepEqual(sizeOf(type), { cpu, memory }));
  }

  it("says so when it does not know one", () => {
    assert.throws(() => sizeOf("z1d.metal"), {
      message: "z1d.metal: the sandbox does not know how large this instance type is",
    });
  });
});
