import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { worldwideName } from "../../../../components/core/azure-scope.ts";
import type { Postgres } from "../../../../components/postgres/postgres.ts";
import { isAzureSource } from "../../../../components/postgres/source.ts";
import { azurePlace, azureScope, foundOnAzure, registeredOnAzure, resourceId, tenantId } from "../../../lib/azure.ts";
import { resource } from "../../../lib/graph.ts";
import * as invariants from "../../../lib/invariants.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";
import { peers, renderPostgres, source, valueOf } from "./azure-fixture.ts";

const built: Postgres[] = [];
const prod = await renderPostgres(undefined, undefined, built);
const elsewhere = { region: "westus2", role: "replica", peers: [] } as const;
const copy = await renderPostgres(() => ({ source: source() }), elsewhere, built);
const alone = { stage: "staging", protect: false, pairedBackups: undefined } as const;
const small = () => ({ instances: 1, synchronousReplicas: 0, protect: false, pooler: undefined, backup: undefined });
const staging = await renderPostgres(small, alone, built);
const [prodOutputs, copyOutputs, stagingOutputs] = built;

const server = (graph: typeof prod, name = "shop-db") => foundOnAzure(graph, "dbforpostgresql:Server", name);
const identityId = (name: string) => resourceId("Microsoft.ManagedIdentity/userAssignedIdentities", name);
const names = { eastus: "", westus2: "-westus2", germanywestcentral: "-germanywestcentral" };
const serverName = (region: keyof typeof names) =>
  worldwideName("database server", azureScope({ region }), "shop", "db");

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

  it("lets the region that stands by take over, by a pair of names of which it is the reading one", () => {
    const { inputs } = foundOnAzure(prod, "dbforpostgresql:VirtualEndpoint", "shop-db-endpoints");
    assert.deepEqual(
      [inputs.serverName, inputs.endpointType, inputs.members],
      [serverName("eastus"), "ReadWrite", [serverName("germanywestcentral")]],
    );
  });

  it("is changed one step at a time, as Azure takes them, and locked after the last one", () => {
    const steps = Object.values(names).flatMap((region) => [
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
    for (const region of Object.values(names))
      assert.deepEqual(after(`shop-db${region}-lock`).slice(-1), ["shop-db-endpoints"]);
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

  it("is reached from the network of each region, where who uses it is written down", () => {
    assert.deepEqual(
      registeredOnAzure(prod).filter((line) => /^(network|monitor):/.test(line)),
      [
        "monitor:DiagnosticSetting shop-db-access-logs",
        "network:PrivateDnsZoneGroup shop-db-endpoint-names",
        "network:PrivateEndpoint shop-db-endpoint",
      ],
    );
    assert.deepEqual(registeredOnAzure(copy), [
      "monitor:DiagnosticSetting shop-db-access-logs",
      "network:PrivateDnsZoneGroup shop-db-endpoint-names",
      "network:PrivateEndpoint shop-db-endpoint",
    ]);
    const { inputs } = foundOnAzure(copy, "network:PrivateEndpoint", "shop-db-endpoint");
    assert.deepEqual(at(inputs, "privateLinkServiceConnections", 0), {
      name: "postgres",
      privateLinkServiceId: resourceId("Microsoft.DBforPostgreSQL/flexibleServers", "two"),
      groupIds: ["postgresqlServer"],
    });
  });

  it("hands back the host of the region's own server, whose pooler is beside it, and which can be read alone in a copy", async () => {
    const hosts = async (outputs: Postgres | undefined) => [
      await valueOf(outputs?.host),
      await valueOf(outputs?.readHost),
      await valueOf(outputs?.pooler?.host),
      outputs?.pooler?.port,
      outputs?.readPooler?.port,
      outputs?.copy,
    ];
    const host = `${serverName("eastus")}.postgres.database.azure.com`;
    assert.deepEqual(await hosts(prodOutputs), [host, host, host, 6432, undefined, false]);
    const two = "two.postgres.database.azure.com";
    assert.deepEqual(await hosts(copyOutputs), [two, two, two, 6432, 6432, true]);
    const stage = await valueOf(stagingOutputs?.host);
    assert.match(stage ?? "", /^staging-shop-db-[0-9a-f]{8}\.postgres\.database\.azure\.com$/);
    const handed = prodOutputs?.source;
    assert.ok(handed && isAzureSource(handed));
    assert.deepEqual(Object.keys(handed.servers), ["eastus", "westus2", "germanywestcentral"]);
    assert.deepEqual(Object.keys(handed.servers["westus2"] ?? {}), ["id", "name", "host"]);
    assert.deepEqual([copyOutputs?.source, stagingOutputs?.source], [undefined, undefined]);
    assert.deepEqual(
      [at(prodOutputs.saved, "kind"), at(prodOutputs.saved, "name")],
      ["flexible-server", serverName("eastus")],
    );
    assert.equal(copyOutputs?.saved, undefined);
  });

  it("has its places in the system's network at the private endpoints", () => {
    const addresses = ["10.0.192.0/22"];
    assert.deepEqual(prodOutputs?.network, {
      db: { ports: { postgres: { port: 5432 } }, calls: [], addresses },
      "db-pooler": { ports: { postgres: { port: 6432 } }, calls: [], addresses },
      "db-setup": { ports: {}, calls: ["db"] },
    });
    assert.deepEqual(Object.keys(copyOutputs?.network ?? {}), ["db", "db-pooler"]);
    assert.deepEqual(Object.keys(stagingOutputs?.network ?? {}), ["db", "db-setup"]);
  });

  it("has its owner made by a job with the administrator's password, which no pod but that one reads", () => {
    const credentials = resource(prod, "ExternalSecret", "shop-db-setup-credentials").inputs;
    assert.deepEqual(list(at(credentials, "spec", "data")), [
      { secretKey: "user", remoteRef: { key: "shop-db-administrator", property: "username" } },
      { secretKey: "password", remoteRef: { key: "shop-db-administrator", property: "password" } },
      { secretKey: "owner", remoteRef: { key: "shop-shop-db-secret", property: "password" } },
    ]);
    assert.deepEqual(
      registeredOnAzure(prod).filter((line) => line.startsWith("keyvault:")),
      [
        "keyvault:Secret shop-db-administrator",
        "keyvault:Secret shop-db-owner",
        "keyvault:Secret shop-db-owner-germanywestcentral",
        "keyvault:Secret shop-db-owner-westus2",
      ],
    );
    const copied = resource(copy, "ExternalSecret", "shop-db-owner-copy").inputs;
    assert.equal(at(copied, "spec", "data", 0, "remoteRef", "key"), "shop-shop-db-secret");
    assert.deepEqual(
      copy.resources.filter(({ type }) => type.endsWith(":Job")),
      [],
    );
    const env = at(resource(prod, "Job", "shop-db-setup").inputs, "spec", "template", "spec", "containers", 0, "env");
    assert.deepEqual(
      list(env).find((each) => at(each, "name") === "PGHOST"),
      { name: "PGHOST", value: `${serverName("eastus")}.postgres.database.azure.com` },
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
    // Whom the job that prepares the database may reach is its system's business.
    const ofClouds = (line: string) => !line.startsWith("k8s-pod-covered ");
    assert.deepEqual((await mandatoryFindings(prod, "prod-azure")).filter(ofClouds), []);
    assert.deepEqual(await mandatoryFindings(copy, "prod-azure"), []);
    const held = [
      invariants.withoutComponent,
      invariants.foreignNames,
      invariants.duplicates,
      invariants.defaultProviders,
      invariants.leakyComponents,
      invariants.shownSecrets,
    ];
    for (const invariant of held) {
      assert.deepEqual([...invariant(prod), ...invariant(copy)], [], invariant.name);
    }
  });
});

describe("PostgreSQL on Azure refuses", () => {
  const refuses = (change: Parameters<typeof renderPostgres>[0], message: string, place = {}) =>
    assert.rejects(renderPostgres(change, { peers, ...place }), { message });

  it("a region without a source, a primary one with one, and sources of elsewhere", async () => {
    await refuses(
      undefined,
      "postgres shop-db: source: expected what the primary region's store hands back, got nothing",
      elsewhere,
    );
    await refuses(
      () => ({ source: source() }),
      'postgres shop-db: source: expected nothing, as it is the primary region, got "a source"',
    );
    await refuses(
      () => ({ source: { globalClusterId: output("global"), ownerSecretArn: output("arn") } }),
      'postgres shop-db: source: expected servers of Azure, got "a cluster of Aurora"',
      elsewhere,
    );
    await refuses(
      () => ({ source: source() }),
      'postgres shop-db: source: expected servers of uksouth, too, got ["eastus","westus2","germanywestcentral"]',
      { ...elsewhere, region: "uksouth" },
    );
    assert.equal(azurePlace().role, "primary");
  });

  it("the administrator as an owner, a second synchronous standby, and a pooler of standbys", async () => {
    await refuses(
      () => ({ owner: "plumbline_admin" }),
      'postgres shop-db: owner: expected a role of its own, not the administrator, got "plumbline_admin"',
    );
    await refuses(
      () => ({ synchronousReplicas: 2 }),
      "a database with 2 synchronous standbys is not supported on azure: ask for at most one, which is in another zone",
    );
    await refuses(
      () => ({ pooler: { poolSize: 100, readers: true } }),
      "a pooler in front of standbys is not supported on azure: read from the writer's, or in a region with a copy",
    );
  });
});
