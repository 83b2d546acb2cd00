import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { dnsZoneFindings } from "../../../../cli/lib/preflight/azure/dns-zone.ts";
import { azureCredential, managerOf } from "../../../../cli/lib/preflight/azure/manager.ts";
import { subscriptionFindings } from "../../../../cli/lib/preflight/azure/subscription.ts";

const id = "11111111-1111-4111-8111-111111111111";
const tenant = "22222222-2222-4222-8222-222222222222";
const root = `/subscriptions/${id}`;
const zone = {
  id: `${root}/resourceGroups/dns/providers/Microsoft.Network/dnszones/a.example.com`,
  name: "a.example.com",
};
const needs = {
  id,
  tenant,
  namespaces: ["Microsoft.Cache", "Microsoft.Network"],
  cores: [{ region: "eastus", family: "standardDsv6Family", most: 624 }],
};
const usage = (value: string, limit: number) => ({ name: { value }, limit, currentValue: 48 });
const paths = {
  rights: `${root}/providers/Microsoft.Authorization/permissions`,
  cache: `${root}/providers/Microsoft.Cache`,
  encryption: `${root}/providers/Microsoft.Features/providers/Microsoft.Compute/features/EncryptionAtHost`,
  cores: `${root}/providers/Microsoft.Compute/locations/eastus/usages`,
};

/** A subscription in which all is as it should be, by what is asked for. */
const good: Readonly<Record<string, unknown>> = {
  [root]: { state: "Enabled", tenantId: tenant },
  [paths.rights]: { value: [{ actions: ["*"], notActions: [] }] },
  [paths.cache]: { registrationState: "Registered" },
  [`${root}/providers/Microsoft.Network`]: { registrationState: "Registered" },
  [paths.encryption]: { properties: { state: "Registered" } },
  [paths.cores]: { value: [usage("standardDSv6Family", 640), usage("cores", 1000)] },
  [zone.id]: { name: zone.name, properties: { nameServers: ["ns1-01.azure-dns.com.", "ns2-01.azure-dns.net."] } },
};

describe("the subscription of a stack (REC-002)", () => {
  let server: Server;
  let answers: Readonly<Record<string, unknown>>;
  let refused: string | undefined;
  const asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://azure");
      asked.push(`${request.headers.authorization} ${url.searchParams.get("api-version")}`);
      const body = answers[url.pathname];
      const status = url.pathname === refused ? 403 : body === undefined ? 404 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    answers = good;
    refused = undefined;
  });

  const manager = () => {
    const getToken = () => Promise.resolve({ token: "t1", expiresOnTimestamp: Date.now() + 60_000 });
    return managerOf({ getToken }, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  };
  const said = async () =>
    [...(await subscriptionFindings(needs, manager())), ...(await dnsZoneFindings(zone, manager()))].map(
      ({ check, verdict, message }) => `${verdict} ${check}: ${message}`,
    );
  const without = async (path: string, answer?: unknown) => {
    answers = { ...good, [path]: answer };
    return (await said()).filter((line) => !line.startsWith("ok "));
  };

  it("is fine where it is the one that is meant, with rights, providers, quotas and the zone", async () => {
    assert.deepEqual(await said(), [
      `ok subscription: ${id} is enabled`,
      "ok rights: whoever is signed in makes resources and gives roles",
      "ok resource providers: all 2 are registered",
      "ok host encryption: Microsoft.Compute/EncryptionAtHost is registered",
      "ok cores in eastus: 640 of standardDsv6Family, 48 of them taken, and nodes may take 624",
      "ok cores in eastus: 1000 of cores, 48 of them taken, and nodes may take 624",
      "ok DNS zone: a.example.com is there; its registrar has to name ns1-01.azure-dns.com, ns2-01.azure-dns.net",
    ]);
    assert.ok(
      asked.every((each) => /^Bearer t1 20\d\d-\d\d-\d\d$/.test(each)),
      asked.join(),
    );
  });

  it("is missed where there is none, or another one", async () => {
    assert.deepEqual(await without(root), [
      `failed subscription: there is no ${id} for whoever is signed in; correct plumbline:subscription`,
    ]);
    assert.deepEqual(await without(root, { state: "Enabled", tenantId: id }), [
      `failed subscription: ${id} is of the directory ${id}, not of ${tenant}`,
    ]);
    assert.deepEqual(await without(root, { state: "Disabled", tenantId: tenant }), [
      `failed subscription: ${id} is Disabled`,
    ]);
  });

  it("needs somebody who may give roles, which a Contributor may not", async () => {
    const contributor = { actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] };
    assert.deepEqual(await without(paths.rights, { value: [contributor] }), [
      "failed rights: whoever is signed in may not Microsoft.Authorization/roleAssignments/write: have the role Owner, or User Access Administrator beside Contributor",
    ]);
    const administrator = { actions: ["*/read", "Microsoft.Authorization/*"], notActions: [] };
    assert.deepEqual(await without(paths.rights, { value: [contributor, administrator] }), []);
  });

  it("needs providers and the encryption of disks on hosts, which somebody registers once", async () => {
    for (const answer of [undefined, { registrationState: "NotRegistered" }]) {
      assert.deepEqual(await without(paths.cache, answer), [
        "failed resource providers: not registered: Microsoft.Cache; az provider register --namespace each of them",
      ]);
    }
    assert.deepEqual(await without(paths.encryption, { properties: { state: "NotRegistered" } }), [
      "failed host encryption: Microsoft.Compute/EncryptionAtHost is not registered; az feature register --namespace Microsoft.Compute --name EncryptionAtHost",
    ]);
  });

  it("needs cores for all nodes that there may be", async () => {
    assert.deepEqual(await without(paths.cores, { value: [usage("standardDSv6Family", 623), usage("cores", 1000)] }), [
      "failed cores in eastus: 623 of standardDsv6Family, 48 of them taken, and nodes may take 624; ask Azure for more",
    ]);
    assert.deepEqual(await without(paths.cores, { value: [usage("cores", 1000)] }), [
      "failed cores in eastus: the region has no quota of standardDsv6Family: it may not have these machines",
    ]);
  });

  it("needs the zone, of its name", async () => {
    const advice = "make it (az network dns zone create), or correct plumbline:hostedZone";
    assert.deepEqual(await without(zone.id), [`failed DNS zone: there is no ${zone.id}; ${advice}`]);
    assert.deepEqual(await without(zone.id, { name: "b.example.com", properties: {} }), [
      `failed DNS zone: ${zone.id} is of b.example.com, not of a.example.com; ${advice}`,
    ]);
  });

  it("is not fine where Azure refuses to say, and the rest is asked all the same", async () => {
    refused = paths.rights;
    assert.deepEqual(
      (await said()).filter((line) => !line.startsWith("ok ")),
      [`failed rights: Azure does not say: whoever is signed in may not read ${paths.rights}`],
    );
  });

  it("is not known where nobody is signed in", async () => {
    const found = [...(await subscriptionFindings(needs, undefined)), ...(await dnsZoneFindings(zone, undefined))];
    assert.deepEqual(
      found.map(({ verdict, message }) => `${verdict} ${message}`),
      [
        `unknown ${id} has to be there: az login, to have it looked at`,
        "unknown a.example.com has to be there: az login, to have it looked at",
      ],
    );
    assert.equal(azureCredential(tenant, { AZURE_CONFIG_DIR: "/nowhere", ARM_CLIENT_ID: id }), undefined);
    for (const way of ["ARM_CLIENT_SECRET", "ARM_OIDC_TOKEN"]) {
      const environment = { AZURE_CONFIG_DIR: "/nowhere", ARM_CLIENT_ID: id, [way]: "hush" };
      assert.notEqual(azureCredential(tenant, environment), undefined);
    }
  });
});
