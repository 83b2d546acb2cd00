import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { foundOnAzure } from "../lib/azure.ts";
import { azureRegionsOfStack } from "../lib/azure-stack.ts";
import { graphOf, objectsOf, podOwners, resource } from "../lib/graph.ts";
import * as invariants from "../lib/invariants.ts";
import { at, list, record } from "../lib/json.ts";
import { mandatoryFindings } from "../policy/lib/findings.ts";

/** Regions besides the primary one, and what each is for. */
const copies = Object.fromEntries(azureRegionsOfStack.slice(1).map(({ name, role }) => [name, role]));

const rendered = graphOf("prod-azure");

/** Logical names of the resources of a type of Azure. */
const named = ({ resources }: Rendered, kind: string) =>
  resources.flatMap(({ type, name }) => (type === `azure-native:${kind}` ? [name] : [])).sort();

/** The names of a thing in every region; the primary's has no suffix. */
const everywhere = (names: readonly string[], regions: readonly string[] = Object.keys(copies)) =>
  [...names, ...regions.flatMap((region) => names.map((name) => name.replace(/^([a-z]+)-/, `$1-${region}-`)))].sort();

describe("systems in regions of Azure", () => {
  it("have managed stores in each, and none of their own in the clusters but cap's two nodes", async () => {
    const graph = await rendered;
    const caches = ["reconciliation-redis", "firefly-cache", "ecommerce-redis", "onboarding-redis"];
    const standby = Object.keys(copies).filter((region) => copies[region] === "standby");
    const beside = (names: readonly string[], regions = Object.keys(copies)) =>
      [...names, ...regions.flatMap((region) => names.map((name) => `${name}-${region}`))].sort();
    const databases = ["reconciliation-postgres", "firefly-postgres", "onboarding-postgres"];
    // What reports read from is beside the servers that write.
    const readers = ["firefly-postgres-reader", "onboarding-postgres-reader"];
    assert.deepEqual(named(graph, "dbforpostgresql:Server"), [...beside(databases), ...readers].sort());
    assert.deepEqual(named(graph, "redisenterprise:RedisEnterprise"), everywhere(caches));
    assert.deepEqual(named(graph, "mongocluster:MongoCluster"), beside(["ecommerce-mongodb"], standby));
    assert.deepEqual(named(graph, "eventhub:Namespace"), beside(["onboarding-kafka"], standby));
    assert.deepEqual(named(graph, "servicebus:Namespace"), everywhere(["firefly-broker"]));
    const own = ["Cluster", "Pooler", "Kafka", "MongoDBCommunity", "RabbitmqCluster"];
    assert.deepEqual(
      objectsOf(graph).flatMap(({ kind, resource: { name } }) => (own.includes(kind) ? [`${kind} ${name}`] : [])),
      [],
    );
  });

  it("violate no mandatory rule of the pack but those that somebody answers for: clients of Kafka sign in with connection strings, and records are saved for a loss of the region", async () => {
    const keys = (name: string) => `az-eh-auth-network ${name}: disableLocalAuth: expected true, found false`;
    const late =
      "x-objectives-met onboarding-kafka: RPO after the loss of the region: expected 300 s or less, found 1140 s = 180 s until the next backup + 60 s for the upload + 900 s until Azure has copied it";
    assert.deepEqual(await mandatoryFindings(await rendered, "prod-azure"), [
      keys("onboarding-kafka"),
      keys("onboarding-kafka-germanywestcentral"),
      late,
    ]);
  });

  it("hold to the invariants of every program", async () => {
    const graph = await rendered;
    for (const [name, invariant] of Object.entries(invariants)) {
      if (name === "unprotected" || name === "protectedOnes") continue;
      assert.deepEqual(invariant(graph), [], name);
    }
  });

  it("are known to Azure by their service accounts: each that is let in says which identity it is, and marks its pods", async () => {
    const graph = await rendered;
    const subjects = new Set(
      graph.resources.flatMap(({ type, inputs }) =>
        type.endsWith(":FederatedIdentityCredential")
          ? [String(inputs.subject).replace("system:serviceaccount:", "")]
          : [],
      ),
    );
    const systems = ["cap", "reconciliation", "production", "ecommerce", "onboarding"];
    const ofSystems = [...subjects].filter((subject) => systems.includes(subject.split(":")[0] ?? "")).sort();
    const clientId = "azure.workload.identity/client-id";
    const annotated = objectsOf(graph)
      .filter(
        ({ kind, body }) => kind === "ServiceAccount" && at(body, "metadata", "annotations", clientId) !== undefined,
      )
      .map(({ namespace = "", name }) => `${namespace}:${name}`);
    // Of the platform, what writes logs into the archive.
    const known = [...ofSystems, "logging:log-archiver"].sort();
    assert.deepEqual([...new Set(annotated)].filter((one) => !one.startsWith("envoy-")).sort(), known);
    const marked = podOwners(graph)
      .filter(({ template }) => at(template, "metadata", "labels", "azure.workload.identity/use") === "true")
      .map(({ namespace = "", template }) => `${namespace}:${String(at(template, "spec", "serviceAccountName"))}`);
    assert.deepEqual([...new Set(marked)].sort(), known);
  });

  it("are reached through an application gateway in each region, by names that follow a fail-over", async () => {
    const graph = await rendered;
    assert.deepEqual(named(graph, "network:ApplicationGateway"), ["edge", "edge-germanywestcentral", "edge-westus2"]);
    const { inputs } = resource(graph, "EnvoyProxy", "platform-gateway-proxy");
    const service = at(inputs, "spec", "provider", "kubernetes", "envoyService");
    const pool = at(foundOnAzure(graph, "network:ApplicationGateway", "edge").inputs, "backendAddressPools", 0);
    assert.deepEqual(
      at(service, "annotations", "service.beta.kubernetes.io/azure-load-balancer-ipv4"),
      at(pool, "backendAddresses", 0, "ipAddress"),
    );
    assert.equal(named(graph, "trafficmanager:Profile").length, 8);
  });
});

describe("the ground of a region of Azure", () => {
  const spec = async (kind: string, name: string) => record(resource(await rendered, kind, name).inputs.spec);

  it("has disks in all zones, encrypted with the region's key", async () => {
    const { inputs } = resource(await rendered, "StorageClass", "platform-fast-ssd");
    const { diskEncryptionSetID, ...parameters } = record(inputs.parameters);
    assert.deepEqual(parameters, {
      skuName: "Premium_ZRS",
      cachingMode: "None",
      diskEncryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
      networkAccessPolicy: "DenyAll",
    });
    assert.match(String(diskEncryptionSetID), /\/region-cluster-disks$/);
  });

  it("reads secrets from the region's vault, in the name of External Secrets", async () => {
    const { azurekv } = record((await spec("ClusterSecretStore", "cloud-secrets")).provider);
    assert.deepEqual(
      [at(azurekv, "authType"), at(azurekv, "serviceAccountRef")],
      ["WorkloadIdentity", { name: "external-secrets", namespace: "external-secrets" }],
    );
    assert.match(String(at(azurekv, "vaultUrl")), /^https:\/\/prod-secrets-[0-9a-f]{8}\.vault\.azure\.net\/$/);
  });

  it("keeps Velero's backups in a container, without a key of the account", async () => {
    const { provider, config, objectStorage } = await spec("BackupStorageLocation", "platform-backups");
    const account = String(at(config, "storageAccount"));
    assert.deepEqual(
      [provider, objectStorage, at(config, "useAAD"), at(config, "storageAccountURI")],
      ["azure", { bucket: "velero-backups", prefix: "objects" }, "true", `https://${account}.blob.core.windows.net`],
    );
    const { values } = resource(await rendered, "Release", "platform-velero").inputs;
    assert.deepEqual(at(values, "podLabels"), { "azure.workload.identity/use": "true" });
    assert.deepEqual(
      list(at(values, "initContainers")).map((each) => at(each, "image")),
      ["velero/velero-plugin-for-microsoft-azure:v1.14.2"],
    );
  });

  it("answers the authority of public certificates in the zone, by cert-manager's identity", async () => {
    const { acme } = await spec("ClusterIssuer", "platform-issuers-public");
    const { managedIdentity, ...zone } = record(at(list(at(acme, "solvers"))[0], "dns01", "azureDNS"));
    assert.deepEqual(zone, {
      hostedZoneName: "prod-azure.example.com",
      resourceGroupName: "dns",
      subscriptionID: "11111111-1111-4111-8111-111111111111",
      environment: "AzurePublicCloud",
    });
    assert.deepEqual(managedIdentity, { clientID: "client-of-platform-cert-manager-identity" });
  });

  it("spreads pods that a guide ties to zones over those of its own region", async () => {
    const engine = podOwners(await rendered).find(({ resource: { name } }) =>
      name.startsWith("firefly-westus2-transactional"),
    );
    const affinity = JSON.stringify(at(engine?.template, "spec", "affinity"));
    for (const zone of ["westus2-1", "westus2-2", "westus2-3"]) assert.ok(affinity.includes(`"${zone}"`), zone);
  });
});
