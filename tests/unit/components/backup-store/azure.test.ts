import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { BackupAccess } from "../../../../components/backup-store/access.ts";
import { azureBackupStore } from "../../../../components/backup-store/azure.ts";
import { azureBackupAccess, type AzureBackupAccessArgs } from "../../../../components/backup-store/azure-access.ts";
import { blobCondition } from "../../../../components/core/azure-conditions.ts";
import { type BackupStoreOutputs, resolveBackupStore } from "../../../../components/backup-store/spec.ts";
import type { BlobTarget } from "../../../../components/backup-store/target.ts";
import { azureRoles } from "../../../../components/core/azure-roles.ts";
import { azurePlace, foundOnAzure, registeredOnAzure, renderAzure, resourceId } from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";
import { at, list, record } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";

const tiers = {
  daily: { retentionDays: 30 },
  weekly: { retentionDays: 84 },
  monthly: { retentionDays: 365 },
  yearly: { retentionDays: 2557 },
};
const spec = resolveBackupStore("store", {
  place: azurePlace(),
  systems: { shop: { prefixes: tiers }, velero: { prefixes: { objects: {} } } },
  storage: "1Gi",
  credentialsVersion: 1,
  undeleteDays: 14,
  protect: true,
});

const stores: BackupStoreOutputs[] = [];
const build = (place = azurePlace(), systems = spec.systems) =>
  renderAzure((opts) =>
    stores.push(azureBackupStore(new Holder("store", opts), "store", { systems, undeleteDays: 14 }, place)),
  );
const prod = await build();
const account = (graph: typeof prod) => foundOnAzure(graph, "storage:StorageAccount", "store").inputs;
const name = String(account(prod).accountName);

describe("the backup store on Azure", () => {
  it("is an account of the region, with a container for each system", () => {
    assert.match(name, /^prodbackup[0-9a-f]{8}$/);
    assert.equal(stores[0]?.endpoint, `https://${name}.blob.core.windows.net`);
    assert.deepEqual(Object.keys(stores[0].buckets), ["shop", "velero"]);
    assert.deepEqual(registeredOnAzure(prod), [
      "authorization:ManagementLockByScope store-lock",
      "monitor:DiagnosticSetting store-access-logs",
      "network:PrivateDnsZoneGroup store-endpoint-names",
      "network:PrivateEndpoint store-endpoint",
      "storage:BlobContainer store-shop-backups",
      "storage:BlobContainer store-velero-backups",
      "storage:BlobServiceProperties store-blobs",
      "storage:ManagementPolicy store-lifecycle",
      "storage:StorageAccount store",
    ]);
    const { opts } = foundOnAzure(prod, "storage:BlobContainer", "store-shop-backups");
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
  });

  it("keeps each tier as long as it has to be: 30 daily, 12 weekly, 12 monthly, 7 yearly (ECO-040)", () => {
    const rules = list(
      at(foundOnAzure(prod, "storage:ManagementPolicy", "store-lifecycle").inputs, "policy", "rules"),
    ).map(record);
    const after = (days: number) => ({ daysAfterModificationGreaterThan: days });
    assert.deepEqual(
      rules.map((rule) => [at(rule, "definition", "filters", "prefixMatch"), at(rule, "definition", "actions")]),
      [
        [undefined, { version: { delete: { daysAfterCreationGreaterThan: 14 } } }],
        [["shop-backups/daily/"], { baseBlob: { delete: after(30) } }],
        [["shop-backups/weekly/"], { baseBlob: { delete: after(84) } }],
        [["shop-backups/monthly/"], { baseBlob: { delete: after(365), tierToCold: after(30) } }],
        [["shop-backups/yearly/"], { baseBlob: { delete: after(2557), tierToCold: after(30) } }],
      ],
    );
    assert.equal(new Set(rules.map((rule) => rule.name)).size, rules.length);
  });

  it("lets nobody delete a version as long as the shortest folder keeps it, for good where data is protected", async () => {
    const lock = (graph: typeof prod) => at(account(graph), "immutableStorageWithVersioning", "immutabilityPolicy");
    const policy = { immutabilityPeriodSinceCreationInDays: 30, allowProtectedAppendWrites: false };
    assert.deepEqual(lock(prod), { ...policy, state: "Locked" });
    assert.deepEqual(lock(await build(azurePlace({ protect: false }))), { ...policy, state: "Unlocked" });
    const { velero } = spec.systems;
    assert.ok(velero);
    const days = at(lock(await build(azurePlace(), { velero })), "immutabilityPeriodSinceCreationInDays");
    assert.equal(days, 14);
  });

  it("takes no keys, is reached from its network, and is copied to the paired region", () => {
    const { allowSharedKeyAccess, publicNetworkAccess, sku, encryption } = account(prod);
    assert.deepEqual(
      [allowSharedKeyAccess, publicNetworkAccess, sku],
      [false, "Disabled", { name: "Standard_RAGZRS" }],
    );
    assert.equal(at(encryption, "keyVaultProperties", "keyName"), "backups");
  });

  it("violates no mandatory rule of the pack", async () => {
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), []);
  });
});

describe("a system's way into its backups on Azure", () => {
  const args: AzureBackupAccessArgs = {
    system: "shop",
    namespace: "market",
    place: azurePlace(),
    prefixes: { daily: { retentionDays: 30 }, redis: {}, receipts: {} },
    receipts: "receipts",
    accounts: {
      writers: ["dump", "redis-backup"],
      adders: ["kafka-backup"],
      drillers: ["drill"],
      readers: ["restore"],
      observers: ["exporter"],
    },
  };
  const made: Readonly<Record<string, BlobTarget>>[] = [];
  const accessed = renderAzure((opts) => made.push(azureBackupAccess(new Holder("access", opts), "access", args)));
  const assignment = async (task: string) =>
    foundOnAzure(await accessed, "authorization:RoleAssignment", `access-${task}-container`).inputs;

  it("is its folders, and which identity opens them", async () => {
    await accessed;
    const { daily, redis } = made[0] ?? {};
    assert.deepEqual([daily?.prefix, daily?.retentionDays, redis?.retentionDays], ["daily", 30, undefined]);
    const value = <T>(output: pulumi.Output<T> | undefined) =>
      new Promise((resolve) => (output ? output.apply(resolve) : resolve(undefined)));
    assert.equal(await value(daily?.endpoint), `https://${name}.blob.core.windows.net`);
    assert.equal(await value(daily?.bucket), "shop-backups");
    assert.deepEqual(Object.keys(daily?.clientIds ?? {}), [
      "dump",
      "redis-backup",
      "kafka-backup",
      "drill",
      "restore",
      "exporter",
    ]);
    const ids = await Promise.all(Object.values(daily?.clientIds ?? {}).map(value));
    const [dump, redisBackup, ...others] = ids;
    assert.equal(dump, redisBackup);
    assert.equal(new Set([dump, ...others]).size, 5);
  });

  it("is the least role over the one container, and for some of its folders", async () => {
    const container = resourceId(
      "Microsoft.Storage/storageAccounts",
      `${name}/blobServices/default/containers/shop-backups`,
    );
    const roleOf = (inputs: Readonly<Record<string, unknown>>) => String(inputs.roleDefinitionId).split("/").at(-1);
    const contributor = azureRoles["Storage Blob Data Contributor"];
    const reader = azureRoles["Storage Blob Data Reader"];
    const saved = ["daily/*", "redis/*"];
    const manifests = ["daily/*/manifest.json", "redis/*/manifest.json"];
    const tasks = [
      ["writer", contributor, { reads: [], writes: saved }],
      ["adder", contributor, { reads: manifests, writes: saved }],
      ["driller", contributor, { reads: saved, writes: ["receipts/*"] }],
      ["reader", reader, { reads: saved, writes: [] }],
      ["observer", reader, { reads: [...manifests, "receipts/*"], writes: [] }],
    ] as const;
    for (const [task, role, rights] of tasks) {
      const inputs = await assignment(task);
      assert.deepEqual([inputs.scope, roleOf(inputs)], [container, role], task);
      assert.deepEqual([inputs.condition, inputs.conditionVersion], [blobCondition(rights), "2.0"], task);
    }
  });

  it("is open to the pods of the named service accounts alone, let in one after the other", async () => {
    const { resources } = await accessed;
    const federations = resources.filter(({ type }) => type.endsWith(":FederatedIdentityCredential"));
    assert.deepEqual(
      federations.map(({ name: logical, inputs }) => [logical, inputs.subject, inputs.issuer, inputs.audiences]),
      [
        ["access-writer-dump", "dump"],
        ["access-writer-redis-backup", "redis-backup"],
        ["access-adder-kafka-backup", "kafka-backup"],
        ["access-driller-drill", "drill"],
        ["access-reader-restore", "restore"],
        ["access-observer-exporter", "exporter"],
      ].map(([logical, of]) => [
        logical,
        `system:serviceaccount:market:${of ?? ""}`,
        "https://oidc.example.com/prod/",
        ["api://AzureADTokenExchange"],
      ]),
    );
    assert.equal(list(federations[1]?.opts.dependsOn).length, 1);
  });

  it("is refused when somebody would save and restore, and makes no identity for nobody", async () => {
    const accounts = { ...args.accounts, readers: ["dump"] };
    await assert.rejects(
      renderAzure((opts) => azureBackupAccess(new Holder("access", opts), "access", { ...args, accounts })),
      { message: 'backup access access: accounts: expected each service account in one list, got "dump"' },
    );
    const { system, namespace, prefixes, place } = args;
    const none = await renderAzure((opts) => new BackupAccess("access", { system, namespace, prefixes, place }, opts));
    assert.deepEqual(registeredOnAzure(none), []);
  });
});

describe("a condition on a role over blobs", () => {
  const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

  it("lets names be listed, some objects be read and written, and none be deleted or moved", () => {
    const about = (path: string) => `@Resource[${blobs}:path] StringLike '${path}'`;
    const writing = (action: string) => `((!(ActionMatches{'${blobs}/${action}'})) OR (${about("c/*")}))`;
    assert.equal(
      blobCondition({ reads: ["a/*", "b/*"], writes: ["c/*"] }),
      [
        `((!(ActionMatches{'${blobs}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (${about("a/*")} OR ${about("b/*")}))`,
        writing("write"),
        writing("add/action"),
        `(!(ActionMatches{'${blobs}/delete'}))`,
        `(!(ActionMatches{'${blobs}/move/action'}))`,
      ].join(" AND "),
    );
  });
});
