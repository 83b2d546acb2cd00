import assert from "node:assert/strict";
import { BackupVault, type PlacedVaultArgs } from "../../../../components/backup-vault/backup-vault.ts";
import type { AzurePeer, AzurePlace } from "../../../../components/core/azure-place.ts";
import {
  azurePlace,
  azureScope,
  foundOnAzure,
  registeredOnAzure,
  renderAzure,
  resourceId,
} from "../../../lib/azure.ts";
import { at, list } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";

const server = (name: string) => resourceId("Microsoft.DBforPostgreSQL/flexibleServers", name);
const group = resourceId("Microsoft.Insights/actionGroups", "prod-platform-alarms");
const peer = (): AzurePeer => {
  const { keys, network, secrets } = azurePlace();
  const scope = azureScope({ region: "germanywestcentral", role: "standby" });
  return { region: scope.region, role: scope.role, scope, keys, network, secrets };
};

const made: BackupVault[] = [];
const build = (change: Partial<PlacedVaultArgs> = {}, place: Partial<AzurePlace> = { peers: [peer()] }) =>
  renderAzure((opts) => {
    const args: PlacedVaultArgs = {
      place: azurePlace(place),
      system: "shop",
      stores: {
        orders: { kind: "flexible-server", id: server("prod-shop-orders"), name: "prod-shop-orders" },
        ledger: { kind: "flexible-server", id: server("prod-shop-ledger"), name: "prod-shop-ledger" },
      },
      topic: group,
      protect: true,
      ...change,
    };
    made.push(new BackupVault("v", args, opts));
  });
const prod = await build();
const vault = foundOnAzure(prod, "dataprotection:BackupVault", "v");
const principal = "principal-of-prod-shop-backups";

describe("a vault for backups on Azure", () => {
  it("violates no mandatory rule of the pack", async () => {
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), []);
  });

  it("is locked, filled by a policy, and tells its failures", () => {
    assert.deepEqual(registeredOnAzure(prod), [
      "alertsmanagement:AlertProcessingRuleByName v-notifications",
      "authorization:ManagementLockByScope v-lock",
      "authorization:RoleAssignment v-group",
      "authorization:RoleAssignment v-ledger-read",
      "authorization:RoleAssignment v-orders-read",
      "dataprotection:BackupInstance v-ledger",
      "dataprotection:BackupInstance v-orders",
      "dataprotection:BackupPolicy v-servers",
      "dataprotection:BackupVault v",
    ]);
    const { properties } = foundOnAzure(prod, "alertsmanagement:AlertProcessingRuleByName", "v-notifications").inputs;
    assert.deepEqual(at(properties, "actions"), [{ actionType: "AddActionGroups", actionGroupIds: [group] }]);
    assert.deepEqual(made[0]?.tested, []);
  });

  it("is in the paired region, too, under our key, and nobody can empty it before its time", () => {
    assert.deepEqual(
      [vault.inputs.vaultName, vault.inputs.properties],
      [
        "prod-shop-backups",
        {
          storageSettings: [{ datastoreType: "VaultStore", type: "GeoRedundant" }],
          featureSettings: { crossRegionRestoreSettings: { state: "Enabled" } },
          securitySettings: {
            immutabilitySettings: { state: "Locked" },
            softDeleteSettings: { state: "AlwaysOn", retentionDurationInDays: 14 },
            encryptionSettings: {
              state: "Enabled",
              infrastructureEncryption: "Enabled",
              kekIdentity: {
                identityType: "UserAssigned",
                identityId: resourceId("Microsoft.ManagedIdentity/userAssignedIdentities", "key-backups"),
              },
              keyVaultProperties: { keyUri: "https://prod-keys.vault.azure.net/keys/backups" },
            },
          },
          monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "Enabled" } },
        },
      ],
    );
    assert.deepEqual([vault.opts.protect, vault.opts.retainOnDelete], [true, true]);
  });

  it("can be undone where nothing is protected, and is in the zones of a stack's one region", async () => {
    const staging = await build({ protect: false, tiers: ["daily"] }, { protect: false, stage: "staging" });
    const { inputs, opts } = foundOnAzure(staging, "dataprotection:BackupVault", "v");
    const settings = at(inputs, "properties", "securitySettings");
    assert.deepEqual(
      [
        at(inputs, "properties", "storageSettings", 0, "type"),
        at(inputs, "properties", "featureSettings"),
        at(settings, "immutabilitySettings", "state"),
        at(settings, "softDeleteSettings", "state"),
        opts.protect,
      ],
      ["ZoneRedundant", undefined, "Unlocked", "On", false],
    );
    assert.equal(registeredOnAzure(staging).includes("authorization:ManagementLockByScope v-lock"), false);
  });

  it("saves servers each Sunday at two, and keeps the first backups of months and years longer (ECO-040)", async () => {
    const rulesOf = (rendered: typeof prod) =>
      list(at(foundOnAzure(rendered, "dataprotection:BackupPolicy", "v-servers").inputs, "properties", "policyRules"));
    const kept = (rendered: typeof prod) =>
      rulesOf(rendered)
        .filter((rule) => at(rule, "objectType") === "AzureRetentionRule")
        .map((rule) => [at(rule, "name"), at(rule, "isDefault"), at(rule, "lifecycles", 0, "deleteAfter", "duration")]);
    assert.deepEqual(kept(prod), [
      ["Default", true, "P84D"],
      ["yearly", false, "P2557D"],
      ["monthly", false, "P365D"],
    ]);
    const trigger = at(rulesOf(prod).at(-1), "trigger");
    assert.deepEqual(at(trigger, "schedule"), {
      repeatingTimeIntervals: ["R/2025-01-05T02:00:00+00:00/P1W"],
      timeZone: "UTC",
    });
    assert.equal(new Date("2025-01-05T02:00:00Z").getUTCDay(), 0);
    const first = (tagName: string, marker: string, taggingPriority: number) => ({
      isDefault: false,
      tagInfo: { tagName },
      taggingPriority,
      criteria: [{ objectType: "ScheduleBasedBackupCriteria", absoluteCriteria: [marker] }],
    });
    assert.deepEqual(at(trigger, "taggingCriteria"), [
      { isDefault: true, tagInfo: { tagName: "Default" }, taggingPriority: 99 },
      first("yearly", "FirstOfYear", 1),
      first("monthly", "FirstOfMonth", 2),
    ]);
    assert.deepEqual(kept(await build({ tiers: ["daily"] })), [["Default", true, "P84D"]]);
  });

  it("may look at its servers and read them, and do nothing else", () => {
    const grant = (name: string) => {
      const { principalId, roleDefinitionId, scope } = foundOnAzure(prod, "authorization:RoleAssignment", name).inputs;
      return [String(roleDefinitionId).split("/").at(-1), scope, principalId];
    };
    assert.deepEqual(grant("v-orders-read"), [
      "c088a766-074b-43ba-90d4-1fb21feae531",
      server("prod-shop-orders"),
      principal,
    ]);
    assert.deepEqual(grant("v-group"), [
      "acdd72a7-3385-48ef-bd42-f606fba81ae7",
      "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/prod-eastus",
      principal,
    ]);
  });

  it("names each server that is saved, by names that Azure takes", async () => {
    const { backupInstanceName, properties } = foundOnAzure(prod, "dataprotection:BackupInstance", "v-orders").inputs;
    assert.equal(backupInstanceName, "shop-orders");
    assert.deepEqual(at(properties, "dataSourceInfo"), {
      objectType: "Datasource",
      datasourceType: "Microsoft.DBforPostgreSQL/flexibleServers",
      resourceType: "Microsoft.DBforPostgreSQL/flexibleServers",
      resourceID: server("prod-shop-orders"),
      resourceName: "prod-shop-orders",
      resourceUri: server("prod-shop-orders"),
      resourceLocation: "eastus",
    });
    const long = await build({ system: "s".repeat(63) });
    const { vaultName } = foundOnAzure(long, "dataprotection:BackupVault", "v").inputs;
    assert.ok(typeof vaultName === "string" && vaultName.length === 50, String(vaultName));
    assert.match(vaultName, /^prod-s+-[0-9a-f]{8}$/);
  });

  it("takes no store of another cloud", async () => {
    const arn = "arn:aws:rds:us-east-1:123456789012:cluster:orders";
    const stores = { orders: { kind: "aurora", arn, subnetGroup: "g", securityGroupId: "sg" } } as const;
    await assert.rejects(build({ stores }), {
      message: 'backup vault v: stores.orders: expected a store of the place\'s own cloud, got "aurora"',
    });
  });
});
