import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { worldwideName } from "../../../../components/core/azure-scope.ts";
import { azureScope, foundOnAzure, registeredOnAzure, resourceId, tenantId } from "../../../lib/azure.ts";
import { broken } from "../../../lib/invariants.ts";
import { at } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";
import { peers, readerName, renderings, serverName } from "./azure-fixture.ts";

const { prod, copy, staging } = await renderings();
const server = (graph: typeof prod, name = "shop-db") => foundOnAzure(graph, "dbforpostgresql:Server", name);
const identityId = (name: string) => resourceId("Microsoft.ManagedIdentity/userAssignedIdentities", name);
/** Servers in the order in which they are made. */
const suffixes = ["", "-westus2", "-germanywestcentral", "-reader"];

describe("PostgreSQL on Azure", () => {
  it("is a private server with a standby in another zone, encrypted by our keys, with backups in the paired region", () => {
    const { inputs, opts } = server(prod);
    const { tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      resourceGroupName: "prod-eastus",
      location: "eastus",
      serverName: serverName("eastus"),
      createMode: "Default",
      version: "18",
      administratorLogin: "plumbline_admin",
      administratorLoginPassword: secretMarker,
      sku: { name: "Standard_D2ds_v5", tier: "GeneralPurpose" },
      storage: { type: "Premium_LRS", autoGrow: "Enabled", storageSizeGB: 32, tier: "P20" },
      network: { publicNetworkAccess: "Disabled" },
      // Azure chooses the zones.
      availabilityZone: "",
      highAvailability: { mode: "ZoneRedundant", standbyAvailabilityZone: "" },
      maintenanceWindow: { customWindow: "Enabled", dayOfWeek: 0, startHour: 2, startMinute: 0 },
      backup: { backupRetentionDays: 35, geoRedundantBackup: "Enabled" },
      authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Enabled", tenantId },
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: { [identityId("key-data")]: {}, [identityId("key-backups")]: {} },
      },
      dataEncryption: {
        type: "AzureKeyVault",
        primaryKeyURI: "https://prod-keys.vault.azure.net/keys/data",
        primaryUserAssignedIdentityId: identityId("key-data"),
        geoBackupKeyURI: "https://prod-keys.vault.azure.net/keys/backups",
        geoBackupUserAssignedIdentityId: identityId("key-backups"),
      },
    });
    assert.equal(at(tags, "data-class"), "personal");
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    // Azure makes disks larger by itself, and never smaller.
    assert.deepEqual(opts.ignoreChanges, ["storage.storageSizeGB", "storage.tier"]);
  });

  it("has a copy in each other region, by that region's own key, of the same size, and with neither standby nor backups", () => {
    for (const peer of peers) {
      const { inputs, opts } = server(prod, `shop-db-${peer.region}`);
      assert.deepEqual(
        [inputs.createMode, inputs.location, inputs.resourceGroupName, inputs.serverName],
        [
          "Replica",
          peer.region,
          `prod-${peer.region}`,
          serverName(peer.region === "westus2" ? "westus2" : "germanywestcentral"),
        ],
      );
      assert.match(String(inputs.sourceServerResourceId), new RegExp(`${serverName("eastus")}$`));
      assert.deepEqual(inputs.sku, server(prod).inputs.sku);
      assert.deepEqual(inputs.storage, server(prod).inputs.storage);
      assert.deepEqual(inputs.backup, { backupRetentionDays: 35, geoRedundantBackup: "Disabled" });
      assert.deepEqual(
        ["version", "administratorLogin", "administratorLoginPassword", "highAvailability", "maintenanceWindow"].filter(
          (field) => inputs[field] !== undefined,
        ),
        [],
      );
      assert.deepEqual(inputs.dataEncryption, {
        type: "AzureKeyVault",
        primaryKeyURI: "https://prod-keys.vault.azure.net/keys/data",
        primaryUserAssignedIdentityId: identityId("key-data"),
      });
      assert.equal(opts.protect, true);
    }
  });

  it("has a third instance beside it that can be read alone, which is a copy like those of other regions", () => {
    const [reader, other] = ["reader", "westus2"].map((of) => server(prod, `shop-db-${of}`));
    const { serverName: own, location, sourceServerResourceId } = reader?.inputs ?? {};
    assert.deepEqual([own, location], [readerName, "eastus"]);
    assert.match(String(sourceServerResourceId), new RegExp(`${serverName("eastus")}$`));
    const alike = ["createMode", "sku", "storage", "backup", "network", "authConfig"] as const;
    for (const field of alike) assert.deepEqual(reader?.inputs[field], other?.inputs[field], field);
    assert.deepEqual([reader?.opts.protect, reader?.opts.retainOnDelete], [true, true]);
  });

  it("lets the region that stands by take over, by a pair of names of which it is the reading one", () => {
    const { inputs } = foundOnAzure(prod, "dbforpostgresql:VirtualEndpoint", "shop-db-endpoints");
    assert.deepEqual(
      [inputs.serverName, inputs.endpointType, inputs.members],
      [serverName("eastus"), "ReadWrite", [serverName("germanywestcentral")]],
    );
  });

  it("is changed one step at a time, as Azure takes them, and locked after the last one", () => {
    const steps = suffixes.flatMap((region) => [
      `shop-db${region}`,
      ...(region === "" ? ["shop-db-administrators-33333333"] : []),
      ...prod.resources
        .filter(
          ({ type, inputs }) =>
            type.endsWith(":Configuration") && inputs.serverName === server(prod, `shop-db${region}`).inputs.serverName,
        )
        .map(({ name }) => name),
    ]);
    const after = (name: string) => {
      const { opts } = prod.resources.find((each) => each.name === name) ?? {};
      return [opts?.dependsOn ?? []].flat().map((each) => at(each, "__name"));
    };
    steps.slice(1).forEach((step, index) => {
      assert.deepEqual(after(step).slice(-1), [steps[index]], step);
    });
    assert.deepEqual(after("shop-db-endpoints"), [steps.at(-1)]);
    for (const region of suffixes) assert.deepEqual(after(`shop-db${region}-lock`).slice(-1), ["shop-db-endpoints"]);
  });

  it("is administered by people of the groups that administer the region, with their own accounts", () => {
    const { inputs } = foundOnAzure(
      prod,
      "dbforpostgresql:AdministratorsMicrosoftEntra",
      "shop-db-administrators-33333333",
    );
    const { objectId, principalName, principalType } = inputs;
    assert.deepEqual(
      [objectId, principalName, principalType],
      ["33333333-3333-4333-8333-333333333333", "administrators-33333333", "Group"],
    );
  });

  it("has no copies, no standby and no protection where none are asked for", () => {
    const { inputs, opts } = server(staging);
    assert.equal(at(inputs.highAvailability, "mode"), "Disabled");
    assert.deepEqual(inputs.backup, { backupRetentionDays: 7, geoRedundantBackup: "Disabled" });
    assert.deepEqual(inputs.storage, {
      type: "Premium_LRS",
      autoGrow: "Enabled",
      storageSizeGB: 32,
      tier: "P4",
    });
    assert.equal(at(inputs.dataEncryption, "geoBackupKeyURI"), undefined);
    assert.deepEqual([opts.protect, opts.retainOnDelete], [false, false]);
    assert.deepEqual(
      registeredOnAzure(staging).filter((line) => /Lock|VirtualEndpoint|Server shop-db-/.test(line)),
      [],
    );
  });

  it("has a name of at most 63 characters that nobody else has, however long its parts are", () => {
    const long = "a".repeat(50);
    const inRegion = (region: string) => worldwideName("database server", azureScope({ region }), "b".repeat(40), long);
    const regions = ["eastus", "westus2", "germanywestcentral"].map(inRegion);
    assert.equal(new Set(regions).size, 3);
    for (const name of regions) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.deepEqual(
      regions.map((name) => name.length),
      [63, 63, 63],
    );
  });

  it("violates no mandatory rule of the pack, and holds to the invariants of every program", async () => {
    // Whom the job that prepares the database may reach is its system's business, and that a vault saves it the backup vault's; copies have their
    // logs and alarms where their own regions are made.
    const others =
      /^(k8s-pod-covered|az-pg-vaulted|az-store-(alarm|diagnostics) shop-db-(westus2|germanywestcentral):)/;
    const own = (await mandatoryFindings(prod, "prod-azure")).filter((line) => !others.test(line));
    assert.deepEqual(own, []);
    assert.deepEqual(await mandatoryFindings(copy, "prod-azure"), []);
    assert.deepEqual([...broken(prod), ...broken(copy)], []);
  });
});
