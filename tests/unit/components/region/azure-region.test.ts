import assert from "node:assert/strict";
import { mostOfAks } from "../../../../components/cluster/azure-capacity.ts";
import { regionalName } from "../../../../components/core/place.ts";
import {
  azureRegions,
  type AzureRegionsArgs,
  type DeployedAzureRegion,
} from "../../../../components/region/azure-regions.ts";
import { type Rendered, renderProgram } from "../../../../cli/lib/render.ts";
import { azureZones } from "../../../../config/azure-regions.ts";
import { foundOnAzure, subscriptionId, tenantId } from "../../../lib/azure.ts";
import { broken } from "../../../lib/invariants.ts";
import { at, list, record } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";

const group = "33333333-3333-4333-8333-333333333333";
const args: AzureRegionsArgs = {
  regions: [
    { name: "eastus", role: "primary", cidr: "10.0.0.0/16" },
    { name: "westus2", role: "replica", cidr: "10.1.0.0/16" },
    { name: "germanywestcentral", role: "standby", cidr: "10.2.0.0/16" },
  ],
  subscription: {
    id: subscriptionId,
    tenant: tenantId,
    costCentre: "shop",
    administrators: [group],
    secretsExpire: "2027-05-31",
  },
  stage: "prod",
  protect: true,
  mostNodes: ({ role }) => (role === "primary" ? 55 : 30),
  alarmRecipient: "oncall@example.com",
};

const built: DeployedAzureRegion[] = [];
const render = (change: Partial<AzureRegionsArgs> = {}): Promise<Rendered> =>
  renderProgram("prod-azure", {}, () => {
    built.push(...azureRegions({ ...args, ...change }));
    return Promise.resolve({});
  });
const prod = await render();
const cluster = foundOnAzure(prod, "containerservice:ManagedCluster", "region-cluster");

describe("the regions of a stack on Azure", () => {
  it("violate no mandatory rule of the pack", async () => {
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), []);
  });

  it("hold to the invariants of every program", () => {
    assert.deepEqual(broken(prod), []);
  });

  it("name the primary region's resources without its name, and those of the others with it", () => {
    const own = prod.resources.filter(({ type }) => type === "azure-native:containerservice:ManagedCluster");
    assert.deepEqual(
      own.map(({ name, inputs }) => [name, inputs.location]),
      [
        ["region-cluster", "eastus"],
        ["region-westus2-cluster", "westus2"],
        ["region-germanywestcentral-cluster", "germanywestcentral"],
      ],
    );
  });

  it("have a group each that hears of alarms, and tell of Azure's own failures once", () => {
    const ofMonitor = (type: string) =>
      prod.resources.filter((one) => one.type === `azure-native:monitor:${type}`).map(({ name }) => name);
    assert.deepEqual(ofMonitor("ActionGroup"), [
      "region-alarms",
      "region-westus2-alarms",
      "region-germanywestcentral-alarms",
    ]);
    assert.deepEqual(ofMonitor("ActivityLogAlert"), [
      "region-alarms-resources",
      "region-alarms-azure",
      "region-westus2-alarms-resources",
      "region-germanywestcentral-alarms-resources",
    ]);
    const { emailReceivers } = foundOnAzure(prod, "monitor:ActionGroup", "region-westus2-alarms").inputs;
    assert.equal(at(emailReceivers, 0, "emailAddress"), "oncall@example.com");
  });

  it("tell the group of each region thirty days before a secret of its vault ends, and when it has (FTE-024)", () => {
    for (const { name: region, role } of args.regions) {
      const name = `${regionalName({ region, role }, "region")}-secrets`;
      const topic = foundOnAzure(prod, "eventgrid:SystemTopic", `${name}-events`);
      const { vaultName } = foundOnAzure(prod, "keyvault:Vault", name).inputs;
      assert.deepEqual(
        [String(topic.inputs.source).split("/").at(-1), topic.inputs.topicType],
        [vaultName, "Microsoft.KeyVault.vaults"],
      );
      const { inputs } = foundOnAzure(prod, "eventgrid:SystemTopicEventSubscription", `${name}-expiry`);
      const { actionGroups, description, ...destination } = record(inputs.destination);
      assert.match(String(description), /subscription\.secretsExpire$/);
      assert.match(
        String(list(actionGroups)),
        new RegExp(`/resourceGroups/prod-${region}/[^,]+/prod-platform-alarms$`),
      );
      assert.deepEqual(
        [inputs.systemTopicName, inputs.eventDeliverySchema, at(inputs.filter, "includedEventTypes"), destination],
        [
          `${name}-events`,
          "CloudEventSchemaV1_0",
          ["Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired"],
          { endpointType: "MonitorAlert", severity: "Sev2" },
        ],
      );
    }
  });

  it("let nothing through the rules of a subnet but what is declared", () => {
    const groups = prod.resources.filter(
      ({ type, name }) => type === "azure-native:network:NetworkSecurityGroup" && name.startsWith("region-network-"),
    );
    for (const { name, inputs } of groups) {
      const rules = list(inputs.securityRules).map(record);
      for (const direction of ["Inbound", "Outbound"]) {
        const last = rules.filter((rule) => rule.direction === direction).at(-1);
        assert.deepEqual([last?.access, last?.priority, last?.protocol], ["Deny", 4096, "*"], `${name} ${direction}`);
      }
    }
    const addresses = built.slice(0, 3).map(({ place }) => place.network.gatewayAddress);
    assert.deepEqual(addresses, ["10.0.31.254", "10.1.31.254", "10.2.31.254"]);
    const fromEdge = groups
      .filter(({ name }) => name === "region-network-endpoints" || name === "region-network-nodes")
      .flatMap(({ name, inputs }) =>
        list(inputs.securityRules)
          .map(record)
          .filter((rule) => rule.direction === "Inbound" && rule.sourceAddressPrefix === "10.0.224.0/22")
          .map((rule) => [name, rule.name, rule.destinationPortRanges]),
      );
    assert.deepEqual(fromEdge, [
      ["region-network-nodes", "edge-nodes-inbound", ["443"]],
      ["region-network-endpoints", "edge-endpoints-inbound", ["443"]],
    ]);
    const open = groups.flatMap(({ name, inputs }) =>
      list(inputs.securityRules)
        .map(record)
        .filter(
          ({ access, direction, sourceAddressPrefix }) =>
            access === "Allow" && direction === "Inbound" && sourceAddressPrefix === "Internet",
        )
        .map(({ destinationPortRanges }) => [name, destinationPortRanges]),
    );
    assert.deepEqual(open, [["region-network-edge", ["80", "443"]]]);
  });

  it("have clusters that are private, of three zones, and signed in to by accounts of Entra alone", () => {
    const { inputs } = cluster;
    assert.equal(inputs.disableLocalAccounts, true);
    assert.equal(at(inputs, "apiServerAccessProfile", "enablePrivateCluster"), true);
    assert.equal(at(inputs, "networkProfile", "networkPolicy"), "cilium");
    assert.equal(at(record(list(inputs.agentPoolProfiles)[0]), "kubeletConfig", "containerLogMaxSizeMB"), 10);
  });

  it("have a pool of nodes in each zone, which grow together to what the region may need", () => {
    const pools = list(cluster.inputs.agentPoolProfiles).map(record);
    assert.deepEqual(
      pools.map(({ name, mode, availabilityZones, minCount, maxCount }) => [
        name,
        mode,
        availabilityZones,
        minCount,
        maxCount,
      ]),
      [
        ["general1", "System", ["1"], 2, 19],
        ["general2", "System", ["2"], 2, 19],
        ["general3", "System", ["3"], 2, 19],
      ],
    );
    assert.deepEqual(
      pools.map(({ nodeLabels }) => nodeLabels),
      Array.from({ length: 3 }, () => ({ "plumbline.dev/pool": "general" })),
    );
    assert.equal(at(cluster.inputs, "autoScalerProfile", "balanceSimilarNodeGroups"), "true");
    const replica = foundOnAzure(prod, "containerservice:ManagedCluster", "region-westus2-cluster");
    assert.deepEqual(
      list(replica.inputs.agentPoolProfiles).map((pool) => at(pool, "maxCount")),
      [10, 10, 10],
    );
  });

  it("have ports of outbound addresses for all nodes that there may be, those of an update among them", () => {
    const profile = at(cluster.inputs, "networkProfile", "loadBalancerProfile");
    const addresses = prod.resources.filter(({ name }) => /^region-network-out-\d$/.test(name)).length;
    const ports = Number(at(profile, "allocatedOutboundPorts"));
    assert.equal(list(at(profile, "outboundIPs", "publicIPs")).length, addresses);
    assert.ok(ports % 8 === 0, String(ports));
    const nodes = azureZones.length * Math.ceil((mostOfAks / azureZones.length) * 1.33);
    assert.ok(addresses * 64_000 >= nodes * ports, `${addresses} addresses for ${nodes} nodes`);
    // Of 10.244.0.0/16, each node has a /24.
    assert.deepEqual([mostOfAks, nodes], [189, 252]);
  });

  it("take patches of nodes each Sunday (ECO-069), and those of Kubernetes on the first of a month (ECO-070)", () => {
    const windows = ["node-images", "upgrades"].map(
      (what) => foundOnAzure(prod, "containerservice:MaintenanceConfiguration", `region-cluster-${what}`).inputs,
    );
    const window = { startTime: "02:00", durationHours: 4, utcOffset: "+00:00" };
    const weekly = { dayOfWeek: "Sunday", intervalWeeks: 1 };
    const relativeMonthly = { weekIndex: "First", dayOfWeek: "Sunday", intervalMonths: 1 };
    assert.deepEqual(
      windows.map(({ configName, maintenanceWindow }) => [configName, maintenanceWindow]),
      [
        ["aksManagedNodeOSUpgradeSchedule", { ...window, schedule: { weekly } }],
        ["aksManagedAutoUpgradeSchedule", { ...window, schedule: { relativeMonthly } }],
      ],
    );
  });

  it("say in a kubeconfig how to fetch a token, and hold none", () => {
    const provider = prod.resources.find(
      ({ type, name }) => type === "pulumi:providers:kubernetes" && name === "cluster",
    );
    const kubeconfig: unknown = JSON.parse(String(provider?.inputs.kubeconfig));
    const user = record(at(record(list(at(record(kubeconfig), "users"))[0]), "user"));
    assert.deepEqual(Object.keys(user), ["exec"]);
    assert.equal(at(user, "exec", "command"), "kubelogin");
  });

  it("pull images from the one registry, which the others have a copy and an endpoint of", () => {
    const count = (type: string) => prod.resources.filter((one) => one.type === `azure-native:${type}`).length;
    assert.equal(count("containerregistry:Registry"), 1);
    assert.equal(count("containerregistry:Replication"), 2);
    foundOnAzure(prod, "network:PrivateEndpoint", "region-westus2-registry-endpoint");
  });

  it("lock audit logs for seven years, for good where data is protected", async () => {
    const days = "immutabilityPeriodSinceCreationInDays";
    const policy = (graph: Rendered) =>
      record(
        at(
          foundOnAzure(graph, "storage:StorageAccount", "region-logs-audit").inputs,
          "immutableStorageWithVersioning",
          "immutabilityPolicy",
        ),
      );
    assert.deepEqual([policy(prod)[days], policy(prod).state], [2557, "Locked"]);
    const loose = await render({ regions: args.regions.slice(0, 1), protect: false });
    assert.equal(policy(loose).state, "Unlocked");
  });

  it("have a key in the paired region for the copies of backups there, by an identity of its own, in the primary one alone", () => {
    const { inputs } = foundOnAzure(prod, "keyvault:Vault", "region-keys-paired-vault");
    assert.equal(inputs.location, "westus");
    const identity = foundOnAzure(prod, "managedidentity:UserAssignedIdentity", "region-keys-paired-backups-identity");
    assert.equal(identity.inputs.location, "westus");
    // The way there is from the primary region's network.
    assert.equal(
      foundOnAzure(prod, "network:PrivateEndpoint", "region-keys-paired-vault-endpoint").inputs.location,
      "eastus",
    );
    assert.deepEqual(
      built.slice(0, 3).map(({ place }) => place.pairedBackups !== undefined),
      [true, false, false],
    );
    assert.deepEqual(built[0]?.place.administrators, [group]);
  });

  it("know of each other", () => {
    const [primary] = built;
    assert.deepEqual(
      primary?.place.peers.map(({ region, role }) => [region, role]),
      [
        ["westus2", "replica"],
        ["germanywestcentral", "standby"],
      ],
    );
  });
});
