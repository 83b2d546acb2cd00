import assert from "node:assert/strict";
import * as invariants from "../../lib/invariants.ts";
import { at } from "../../lib/json.ts";
import { renderState } from "./fixture.ts";

// The sandbox does not simulate Azure here: this is the graph alone, under mocks.
const graph = await renderState("prod-azure");
const deployer = "33333333-3333-4333-8333-333333333333";
const backups = "44444444-4444-4444-8444-444444444444";
const short = (type: string) => type.replace(/^azure-native:/, "");
const one = (name: string, type: string) => {
  const found = graph.resources.find((each) => each.name === name && short(each.type) === type);
  assert.ok(found, `${type} ${name}`);
  return found;
};

describe("where the state is kept on Azure", () => {
  it("is a container, a key, logs of who used them, and a lock", () => {
    assert.deepEqual(
      graph.resources
        .filter(({ type }) => type.startsWith("azure-native:"))
        .map(({ type, name }) => `${short(type)} ${name}`)
        .sort(),
      [
        "authorization:ManagementLockByScope state-lock",
        `authorization:RoleAssignment state-blobs-${deployer}`,
        `authorization:RoleAssignment state-blobs-${backups}`,
        `authorization:RoleAssignment state-key-${deployer}`,
        `authorization:RoleAssignment state-key-${backups}`,
        "keyvault:Key state-key",
        "keyvault:Vault state-vault",
        "monitor:DiagnosticSetting state-blobs-access",
        "monitor:DiagnosticSetting state-vault-access",
        "operationalinsights:Workspace state-logs",
        "resources:ResourceGroup state-group",
        "storage:BlobContainer state-container",
        "storage:BlobServiceProperties state-blobs",
        "storage:ManagementPolicy state-versions",
        "storage:StorageAccount state",
      ],
    );
  });

  it("has no keys, no public access, TLS 1.2, and lets in the named networks alone", () => {
    const { inputs } = one("state", "storage:StorageAccount");
    const fields = [
      "allowSharedKeyAccess",
      "allowBlobPublicAccess",
      "isLocalUserEnabled",
      "enableHttpsTrafficOnly",
      "minimumTlsVersion",
    ];
    assert.deepEqual(
      fields.map((field) => inputs[field]),
      [false, false, false, true, "TLS1_2"],
    );
    assert.deepEqual(inputs.networkRuleSet, {
      bypass: "None",
      defaultAction: "Deny",
      ipRules: [{ action: "Allow", iPAddressOrRange: "203.0.113.0/24" }],
    });
    assert.deepEqual(inputs.sku, { name: "Standard_GZRS" });
    assert.equal(one("state-container", "storage:BlobContainer").inputs.publicAccess, "None");
  });

  it("can be brought back for ninety days", () => {
    const { inputs } = one("state-blobs", "storage:BlobServiceProperties");
    assert.deepEqual(
      [inputs.isVersioningEnabled, inputs.deleteRetentionPolicy, inputs.containerDeleteRetentionPolicy],
      [true, { enabled: true, days: 90 }, { enabled: true, days: 90 }],
    );
    const { properties } = one("state-vault", "keyvault:Vault").inputs;
    assert.deepEqual(
      ["enablePurgeProtection", "enableRbacAuthorization", "softDeleteRetentionInDays"].map((field) =>
        at(properties, field),
      ),
      [true, true, 90],
    );
    assert.equal(at(one("state-key", "keyvault:Key").inputs.properties, "kty"), "RSA-HSM");
  });

  it("lets who deploys write states, and who backs them up read them; both encrypt and decrypt", () => {
    const assigned = graph.resources.filter(({ type }) => type.endsWith(":RoleAssignment"));
    assert.deepEqual(
      assigned.map(({ inputs }) => [
        inputs.principalId,
        String(inputs.scope).split("/").slice(-3).join("/"),
        String(inputs.roleDefinitionId).split("/").at(-1),
      ]),
      [
        [deployer, "BlobContainer/prodstatebd7662a5/state", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"],
        [deployer, "Key/prod-state-bd7662a5/state", "12338af0-0e69-4776-bea7-57ae8d297424"],
        [backups, "BlobContainer/prodstatebd7662a5/state", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"],
        [backups, "Key/prod-state-bd7662a5/state", "12338af0-0e69-4776-bea7-57ae8d297424"],
      ],
    );
  });

  it("is protected and locked, and holds to the invariants of every program", () => {
    const kept = graph.resources.filter(({ opts }) => opts.protect === true).map(({ name }) => name);
    assert.deepEqual(kept.sort(), [
      "state",
      "state-container",
      "state-group",
      "state-key",
      "state-logs",
      "state-vault",
    ]);
    assert.equal(one("state-lock", "authorization:ManagementLockByScope").inputs.level, "CanNotDelete");
    const held = [
      invariants.withoutComponent,
      invariants.foreignNames,
      invariants.duplicates,
      invariants.defaultProviders,
    ];
    assert.deepEqual(
      held.flatMap((invariant) => invariant(graph)),
      [],
    );
  });
});
