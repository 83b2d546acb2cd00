import assert from "node:assert/strict";
import type { Rendered, RenderedResource } from "../../cli/lib/render.ts";
import { graphOf } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

const regions = ["eastus", "westus2", "germanywestcentral"];

/** Ports of the private endpoints that nodes and pods reach: HTTPS, PostgreSQL and its pooler, Kafka, AMQP, Redis and MongoDB. */
const stores = "443,5432,6432,9093,5671,10000,10260";

/** Every connection that the rules of a region's subnets allow, at either end; all others are refused. */
const declared: Readonly<Record<string, readonly string[]>> = {
  edge: [
    // The internet reaches the application gateway, and nothing else; on port 80 there is the way to HTTPS (CAP-003).
    "Inbound Internet -> edge Tcp 80,443",
    "Inbound GatewayManager -> * Tcp 65200-65535",
    "Inbound AzureLoadBalancer -> * * *",
    "Outbound edge -> nodes Tcp 443",
    "Outbound edge -> endpoints Tcp 443",
    "Outbound * -> AzureCloud Tcp 443",
  ],
  nodes: [
    // Between pods NetworkPolicies decide.
    "Inbound nodes,pods -> nodes,pods * *",
    "Inbound edge -> nodes Tcp 443",
    "Inbound control-plane -> nodes,pods * *",
    "Inbound AzureLoadBalancer -> * * *",
    "Outbound nodes,pods -> nodes,pods * *",
    `Outbound nodes,pods -> endpoints Tcp ${stores}`,
    "Outbound nodes,pods -> control-plane Tcp 443,4443",
    "Outbound nodes,pods -> Internet Tcp 443,587",
  ],
  endpoints: [`Inbound nodes,pods -> endpoints Tcp ${stores}`, "Inbound edge -> endpoints Tcp 443"],
  "control-plane": [
    "Inbound nodes,pods -> control-plane Tcp 443,4443",
    "Inbound AzureLoadBalancer -> * * *",
    "Outbound control-plane -> nodes,pods * *",
    "Outbound control-plane -> endpoints Tcp 443",
    "Outbound control-plane -> AzureCloud Tcp 443",
  ],
};

/**
 * The kinds whose servers would otherwise have public addresses. What is said of MongoDB is secret as a whole, since a password is among it:
 * the rule az-mongo-public-off sees it.
 */
const closed = [
  "containerregistry:Registry",
  "containerservice:ManagedCluster",
  "dbforpostgresql:Server",
  "eventhub:Namespace",
  "keyvault:Vault",
  "redisenterprise:RedisEnterprise",
  "servicebus:Namespace",
  "storage:StorageAccount",
];

const ofKind = ({ resources }: Rendered, kind: string) =>
  resources.filter(({ type }) => type === `azure-native:${kind}`);

/** The subnets of a region, each with its group of rules. */
function subnets(graph: Rendered, region: string): { name: string; range: string; group: RenderedResource }[] {
  const network = ofKind(graph, "network:VirtualNetwork").find(({ inputs }) => inputs.location === region)?.name;
  assert.ok(network, region);
  return ofKind(graph, "network:Subnet")
    .filter(({ name }) => name.startsWith(`${network}-`))
    .map(({ inputs }) => {
      const id = String(at(inputs, "networkSecurityGroup", "id"));
      const group = ofKind(graph, "network:NetworkSecurityGroup").find(({ name }) => id.endsWith(`/${name}`));
      assert.ok(group, `${String(inputs.subnetName)} of ${region} has a group of rules`);
      return { name: String(inputs.subnetName), range: String(inputs.addressPrefix), group };
    });
}

/** What the rules of each subnet of a region let through, in the order of their priorities, and whether the rest is refused. */
function allowed(graph: Rendered, region: string): Record<string, string[]> {
  const found = subnets(graph, region);
  const names = new Map([
    ...found.map(({ name, range }): [string, string] => [range, name]),
    ["10.244.0.0/16", "pods"],
  ]);
  const end = (rule: Readonly<Record<string, unknown>>, side: "source" | "destination") => {
    const ranges = [rule[`${side}AddressPrefix`] ?? rule[`${side}AddressPrefixes`]].flat();
    return ranges.map((range) => names.get(String(range)) ?? String(range)).join();
  };
  return Object.fromEntries(
    found.map(({ name, group }) => {
      const rules = list(group.inputs.securityRules).map(record);
      return [
        name,
        ["Inbound", "Outbound"].flatMap((direction) => {
          const own = rules.filter((rule) => rule.direction === direction);
          own.sort((one, other) => Number(one.priority) - Number(other.priority));
          const last = own.pop();
          assert.deepEqual(
            [last?.access, last?.protocol, last?.sourceAddressPrefix, last?.destinationAddressPrefix],
            ["Deny", "*", "*", "*"],
            `${group.name} ${direction}`,
          );
          return own.map((rule) => {
            const ports = [rule.destinationPortRange ?? rule.destinationPortRanges].flat().join();
            const access = rule.access === "Allow" ? "" : ` ${String(rule.access)}`;
            return `${direction} ${end(rule, "source")} -> ${end(rule, "destination")} ${String(rule.protocol)} ${ports}${access}`;
          });
        }),
      ];
    }),
  );
}

/** The program with one more rule, the first, in a group. */
function withRule(graph: Rendered, group: string, rule: Readonly<Record<string, unknown>>): Rendered {
  const resources = graph.resources.map((each) =>
    each.name === group && each.type.endsWith(":NetworkSecurityGroup")
      ? { ...each, inputs: { ...each.inputs, securityRules: [rule, ...list(each.inputs.securityRules)] } }
      : each,
  );
  return { ...graph, resources };
}

describe("network security groups", () => {
  it("of prod-azure let through what is declared in every region, and nothing else (CAP-004, FTE-013, ONB-008)", async () => {
    const graph = await graphOf("prod-azure");
    for (const region of regions) assert.deepEqual(allowed(graph, region), declared, region);
  });

  it("are all that there are, each at one subnet", async () => {
    const graph = await graphOf("prod-azure");
    const used = regions.flatMap((region) => subnets(graph, region).map(({ group }) => group.name));
    const all = ofKind(graph, "network:NetworkSecurityGroup").map(({ name }) => name);
    assert.deepEqual(used.sort(), all.sort());
    assert.equal(ofKind(graph, "network:Subnet").length, all.length);
  });

  it("see a store that the internet reaches", async () => {
    const graph = withRule(await graphOf("prod-azure"), "region-network-endpoints", {
      access: "Allow",
      direction: "Inbound",
      priority: 90,
      protocol: "Tcp",
      sourceAddressPrefix: "Internet",
      destinationAddressPrefix: "10.0.192.0/22",
      destinationPortRange: "5432",
    });
    assert.deepEqual(allowed(graph, "eastus").endpoints, [
      "Inbound Internet -> endpoints Tcp 5432",
      ...(declared.endpoints ?? []),
    ]);
  });
});

describe("what is behind the network security groups", () => {
  it("of prod-azure is every store, by private endpoints alone", async () => {
    const graph = await graphOf("prod-azure");
    const open = closed.flatMap((kind) => {
      const found = ofKind(graph, kind);
      assert.ok(found.length > 0, kind);
      return found
        .filter(({ inputs }) =>
          [inputs, at(inputs, "network"), at(inputs, "properties")].every(
            (part) => at(part, "publicNetworkAccess") !== "Disabled",
          ),
        )
        .map(({ name }) => `${kind} ${name}`);
    });
    assert.deepEqual(open, []);
    const elsewhere = ofKind(graph, "network:PrivateEndpoint").filter(
      ({ inputs }) => !String(at(inputs, "subnet", "id")).endsWith("-network/endpoints"),
    );
    assert.deepEqual(
      elsewhere.map(({ name }) => name),
      [],
    );
  });
});
