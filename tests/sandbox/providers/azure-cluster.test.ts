import assert from "node:assert/strict";
import { join } from "node:path";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { CloudSandbox } from "../lib/cloud-sandbox.ts";

/** The program's own region, and a workload on its cluster. */
const program = (replicas: number) => `
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { azureRegions } from ${JSON.stringify(join(projectRoot, "components/region/azure-regions.ts"))};

const guid = (digit) => "11111111-1111-4111-8111-111111111111".replaceAll("1", digit);
const [{ kubernetes }] = azureRegions({
  regions: [{ name: "eastus", role: "primary", cidr: "10.0.0.0/16" }],
  subscription: { id: guid("1"), tenant: guid("2"), costCentre: "shop", administrators: [guid("3")], secretsExpire: "2027-05-31" },
  stage: "staging",
  protect: false,
  mostNodes: () => 6,
});
const labels = { app: "web" };
new Deployment("web", {
  metadata: { name: "web", namespace: "default" },
  spec: { replicas: ${String(replicas)}, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {
    nodeSelector: { "plumbline.dev/pool": "general" },
    containers: [{ name: "app", image: "app:1", resources: { requests: { cpu: "3" } } }] } } },
}, { provider: kubernetes });`;

describe("azure-native provider: a region with its cluster", () => {
  let clouds: CloudSandbox;

  before(async () => {
    clouds = await CloudSandbox.create(program(3));
  });
  after(() => clouds.remove());

  it("starts no control plane for a cluster that is only planned", async () => {
    assert.deepEqual([...new Set((await clouds.stack.preview()).map(({ op }) => op))], ["create"]);
    assert.deepEqual(clouds.planes(), []);
  });

  it("starts one for a cluster, with nodes of its pools in three zones, and lets the program in by its exec plugin", async () => {
    await clouds.stack.up();
    assert.equal(clouds.planes().length, 1);
    const zone = "jsonpath={range .items[*]}{.metadata.labels.topology\\.kubernetes\\.io/zone}\n{end}";
    const zones = (await clouds.kubectl("get", "nodes", "-o", zone)).trim().split("\n");
    assert.deepEqual([...new Set(zones)].sort(), ["eastus-1", "eastus-2", "eastus-3"]);
    assert.equal(await clouds.kubectl("get", "deploy", "web", "-o", "jsonpath={.status.readyReplicas}"), "3");
    assert.deepEqual(await clouds.stack.preview(), []);
  });

  it("starts one again that was stopped, when somebody asks it for a token", async () => {
    await clouds.stopPlanes();
    clouds.stack.source(program(2));
    await clouds.stack.up();
    assert.equal(await clouds.kubectl("get", "deploy", "web", "-o", "jsonpath={.status.readyReplicas}"), "2");
  });

  it("keeps no token in the state", () => {
    assert.match(clouds.state(), /kubelogin/);
    assert.doesNotMatch(clouds.state(), /eyJ[\w-]+\.eyJ/);
  });
});
