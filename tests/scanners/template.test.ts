import assert from "node:assert/strict";
import { armResource } from "./lib/arm.ts";
import { azureType, structure } from "./lib/azure-types.ts";

const resource = (type: string, inputs: Record<string, unknown>) => ({
  type: `azure-native:${type}`,
  name: "one",
  urn: "",
  parent: undefined,
  provider: undefined,
  opts: {},
  propertyDependencies: {},
  inputs,
});

describe("inputs as a template of Azure Resource Manager", () => {
  it("are of the version that the package speaks, and of its structures", () => {
    const { apiVersion, inputs } = azureType("azure-native:network:NetworkSecurityGroup");
    assert.match(apiVersion, /^\d{4}-\d{2}-\d{2}$/);
    assert.equal(inputs.get("securityRules"), "network.SecurityRuleArgs");
    assert.ok(structure("network.SecurityRuleArgs").has("destinationPortRange"));
  });

  it("are properties but for what a resource says beside them, by the names of the API", () => {
    assert.deepEqual(
      armResource(
        resource("storage:StorageAccount", {
          accountName: "logs1",
          resourceGroupName: "group",
          kind: "StorageV2",
          sku: { name: "Standard_ZRS" },
          identity: { type: "UserAssigned", userAssignedIdentities: ["/id"] },
          allowBlobPublicAccess: false,
          networkRuleSet: { defaultAction: "Deny" },
        }),
      ),
      {
        type: "Microsoft.Storage/storageAccounts",
        apiVersion: azureType("azure-native:storage:StorageAccount").apiVersion,
        name: "logs1",
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
        identity: { type: "UserAssigned", userAssignedIdentities: { "/id": {} } },
        properties: { allowBlobPublicAccess: false, networkAcls: { defaultAction: "Deny" } },
      },
    );
  });

  it("have the names of what they are a part of, and parts that are resources of their own", () => {
    const { name, type } = armResource(
      resource("storage:BlobContainer", { accountName: "logs1", containerName: "audit", resourceGroupName: "group" }),
    );
    assert.deepEqual([type, name], ["Microsoft.Storage/storageAccounts/blobServices/containers", "logs1/audit"]);
    const rule = { name: "in", access: "Allow", destinationPortRange: "443" };
    assert.deepEqual(armResource(resource("network:NetworkSecurityGroup", { securityRules: [rule] })).properties, {
      securityRules: [{ name: "in", properties: { access: "Allow", destinationPortRange: "443" } }],
    });
    const record = { zoneName: "example.com", recordType: "A", relativeRecordSetName: "www", ttl: 60 };
    const { type: recordType, properties } = armResource(resource("dns:RecordSet", record));
    assert.deepEqual([recordType, properties], ["Microsoft.Network/dnsZones/A", { ttl: 60 }]);
  });

  it("are below properties already where the type has these, and no expressions", () => {
    const vault = { vaultName: "keys", tags: { owner: "platform" }, properties: { tenantId: "[secret]" } };
    const { tags, properties } = armResource(resource("keyvault:Vault", vault));
    assert.deepEqual([tags, properties], [{ owner: "platform" }, { tenantId: "[[secret]" }]);
    const secret = {
      vaultName: "keys",
      secretName: "key",
      properties: { attributes: { expires: 1 }, value: "[secret]" },
    };
    assert.deepEqual(armResource(resource("keyvault:Secret", secret)).properties, {
      attributes: { exp: 1 },
      value: "[[secret]",
    });
  });

  it("are refused where the package has none of that name", () => {
    assert.throws(
      () => armResource(resource("keyvault:Vault", { colour: "red" })),
      /the package has no input colour of azure-native:keyvault:Vault/,
    );
  });
});
