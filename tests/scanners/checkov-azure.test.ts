import assert from "node:assert/strict";
import type { RenderedResource } from "../../cli/lib/render.ts";
import { graphOf } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { templateOf } from "./lib/arm.ts";
import { scanTemplate } from "./lib/checkov.ts";
import { explained, readExplanations, unexplained } from "./lib/explained.ts";

const explanations = readExplanations("azure");

describe("checkov, over what the program registers on Azure", () => {
  it("finds nothing in prod-azure that nobody has explained, and all that is", async () => {
    const template = templateOf(await graphOf("prod-azure"));
    const { findings, passed, resources, checked } = await scanTemplate(template);
    // A deployment has a template of its own.
    const inner = template.resources.flatMap((resource) => list(at(resource, "properties", "template", "resources")));
    const all = new Set(
      [...template.resources, ...inner].map((each) => `${String(at(each, "type"))}.${String(at(each, "name"))}`),
    );
    assert.equal(resources, all.size);
    assert.deepEqual(unexplained(findings, explanations), []);
    const written = explanations.flatMap(({ check, resources: own }) => own.map((each) => `${check} ${each}`));
    assert.deepEqual(explained(findings, explanations), written);
    assert.ok(passed > 250, `${passed} checks held`);
    // Of the other types it knows nothing.
    assert.deepEqual(
      [
        ...new Set(
          template.resources.filter(({ type, name }) => checked.has(`${type}.${name}`)).map(({ type }) => type),
        ),
      ].sort(),
      [
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.ContainerRegistry/registries/replications",
        "Microsoft.ContainerService/managedClusters",
        "Microsoft.EventHub/namespaces",
        "Microsoft.KeyVault/vaults",
        "Microsoft.KeyVault/vaults/keys",
        "Microsoft.KeyVault/vaults/secrets",
        "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
        "Microsoft.Network/applicationGateways",
        "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/networkWatchers/flowLogs",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
      ],
    );
  });

  it("finds what is taken away", async () => {
    const wrong: Readonly<Record<string, object>> = {
      "azure-native:storage:StorageAccount": {
        enableHttpsTrafficOnly: false,
        publicNetworkAccess: "Enabled",
        networkRuleSet: { defaultAction: "Allow" },
      },
      "azure-native:storage:BlobContainer": { publicAccess: "Blob" },
      "azure-native:keyvault:Vault": { properties: { enablePurgeProtection: false, publicNetworkAccess: "Enabled" } },
      "azure-native:network:NetworkSecurityGroup": { securityRules: [openShell] },
      "azure-native:containerservice:ManagedCluster": { disableLocalAccounts: false, enableRBAC: false },
    };
    const graph = await graphOf("prod-azure");
    const one = new Set<string>();
    const resources = graph.resources.flatMap((resource): RenderedResource[] => {
      const worse = wrong[resource.type];
      if (!worse || one.has(resource.type)) return [];
      one.add(resource.type);
      return [{ ...resource, inputs: { ...resource.inputs, ...worse } }];
    });
    const found = unexplained((await scanTemplate(templateOf({ ...graph, resources }))).findings, explanations);
    const failed = new Set(found.map((line) => line.replace(/^(\S+ Microsoft\.[^.]+).*/, "$1")));
    assert.deepEqual(
      expected.filter((line) => !failed.has(line)),
      [],
    );
  });
});

const openShell = {
  name: "shell",
  access: "Allow",
  direction: "Inbound",
  priority: 100,
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "22",
};

/** Checks that fail where one resource of a type is wrong. */
const expected: readonly string[] = [
  "CKV_AZURE_3 Microsoft.Storage/storageAccounts",
  "CKV_AZURE_35 Microsoft.Storage/storageAccounts",
  "CKV_AZURE_59 Microsoft.Storage/storageAccounts",
  "CKV_AZURE_34 Microsoft.Storage/storageAccounts/blobServices/containers",
  "CKV_AZURE_110 Microsoft.KeyVault/vaults",
  "CKV_AZURE_189 Microsoft.KeyVault/vaults",
  "CKV_AZURE_10 Microsoft.Network/networkSecurityGroups",
  "CKV_AZURE_5 Microsoft.ContainerService/managedClusters",
  "CKV_AZURE_141 Microsoft.ContainerService/managedClusters",
];
