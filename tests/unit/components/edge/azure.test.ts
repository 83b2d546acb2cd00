import assert from "node:assert/strict";
import { ApplicationGateway, type ApplicationGatewayArgs, ddosPlan } from "../../../../components/edge/azure.ts";
import { internalBalancer } from "../../../../components/edge/azure-internal-balancer.ts";
import type { AzurePlace } from "../../../../components/core/azure-place.ts";
import { worldwideName } from "../../../../components/core/azure-scope.ts";
import { azureRegionNames } from "../../../../config/azure-regions.ts";
import {
  azurePlace,
  azureScope,
  foundOnAzure,
  registeredOnAzure,
  renderAzure,
  resourceId,
  subscriptionId,
} from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";
import { at, list } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";

const made: ApplicationGateway[] = [];
const build = (change: Partial<ApplicationGatewayArgs> = {}, place: Partial<AzurePlace> = {}) =>
  renderAzure((opts) => {
    const args: ApplicationGatewayArgs = {
      place: azurePlace(place),
      hosts: ["api.shop.example.com", "www.shop.example.com", "shop.example.com"],
      issuer: { kind: "ClusterIssuer", name: "letsencrypt-prod" },
      ...change,
    };
    made.push(new ApplicationGateway("edge", args, opts));
  });
const prod = await build();
const gateway = foundOnAzure(prod, "network:ApplicationGateway", "edge");
const part = (kind: string, name: string) => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/prod-eastus/providers/Microsoft.Network/applicationGateways/prod-edge/${kind}/${name}`,
});
const object = (name: string) => {
  const found = prod.resources.find((one) => one.name === name && one.type.startsWith("kubernetes:"));
  assert.ok(found, name);
  return found.inputs;
};

describe("the application gateway of a region", () => {
  it("violates no mandatory rule of the pack", async () => {
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), []);
  });

  it("is one entry with its address, its firewall and its certificate", () => {
    assert.deepEqual(registeredOnAzure(prod), [
      "authorization:RoleAssignment edge-certificate-reader-secret",
      "authorization:RoleAssignment edge-certificate-writer-certificate",
      "managedidentity:FederatedIdentityCredential edge-certificate-writer-federation",
      "managedidentity:UserAssignedIdentity edge-certificate-reader",
      "managedidentity:UserAssignedIdentity edge-certificate-writer",
      "monitor:DiagnosticSetting edge-address-access-logs",
      "monitor:DiagnosticSetting edge-refused",
      "network:ApplicationGateway edge",
      "network:PublicIPAddress edge-address",
      "network:WebApplicationFirewallPolicy edge-firewall",
    ]);
    assert.deepEqual(gateway.inputs.firewallPolicy, {
      id: "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/prod-eastus/providers/Microsoft.network/WebApplicationFirewallPolicy/edge-firewall",
    });
    assert.equal(gateway.opts.protect, true);
  });

  it("is in all zones, grows with the requests, and speaks TLS 1.2 or newer", () => {
    const { autoscaleConfiguration, enableHttp2, sku, sslPolicy, zones } = gateway.inputs;
    assert.deepEqual(
      { autoscaleConfiguration, enableHttp2, sku, sslPolicy, zones },
      {
        autoscaleConfiguration: { minCapacity: 2, maxCapacity: 20 },
        enableHttp2: true,
        sku: { name: "WAF_v2", tier: "WAF_v2" },
        sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" },
        zones: ["1", "2", "3"],
      },
    );
  });

  it("sends plain HTTP to HTTPS, and that to the address of the cluster's gateway, by TLS and the client's own host", () => {
    const { httpListeners, redirectConfigurations, requestRoutingRules } = gateway.inputs;
    const listener = { frontendIPConfiguration: part("frontendIPConfigurations", "public") };
    assert.deepEqual(httpListeners, [
      { name: "http", ...listener, protocol: "Http", frontendPort: part("frontendPorts", "http") },
      {
        name: "https",
        ...listener,
        protocol: "Https",
        frontendPort: part("frontendPorts", "https"),
        sslCertificate: part("sslCertificates", "public"),
      },
    ]);
    assert.deepEqual(at(redirectConfigurations, 0, "targetListener"), part("httpListeners", "https"));
    assert.equal(at(redirectConfigurations, 0, "redirectType"), "Permanent");
    assert.deepEqual(requestRoutingRules, [
      {
        name: "http",
        priority: 10,
        ruleType: "Basic",
        httpListener: part("httpListeners", "http"),
        redirectConfiguration: part("redirectConfigurations", "to-https"),
      },
      {
        name: "https",
        priority: 20,
        ruleType: "Basic",
        httpListener: part("httpListeners", "https"),
        backendAddressPool: part("backendAddressPools", "cluster"),
        backendHttpSettings: part("backendHttpSettingsCollection", "cluster"),
        rewriteRuleSet: part("rewriteRuleSets", "client-address"),
      },
    ]);
    assert.deepEqual(gateway.inputs.backendAddressPools, [
      { name: "cluster", backendAddresses: [{ ipAddress: "10.0.31.254" }] },
    ]);
    assert.deepEqual(gateway.inputs.backendHttpSettingsCollection, [
      {
        name: "cluster",
        protocol: "Https",
        port: 443,
        cookieBasedAffinity: "Disabled",
        requestTimeout: 3600,
        connectionDraining: { enabled: true, drainTimeoutInSec: 60 },
        pickHostNameFromBackendAddress: false,
        probe: part("probes", "cluster"),
      },
    ]);
  });

  it("refers to parts of its own alone that there are", () => {
    const kinds = Object.keys(gateway.inputs);
    const ids = [...JSON.stringify(gateway.inputs).matchAll(/applicationGateways\/prod-edge\/(\w+)\/([\w-]+)"/g)];
    assert.equal(ids.length, 13);
    for (const [, kind = "", name] of ids) {
      assert.ok(kinds.includes(kind), kind);
      assert.ok(
        list(gateway.inputs[kind]).some((one) => at(one, "name") === name),
        `${kind} ${name ?? ""}`,
      );
    }
  });

  it("says who the client is, without a port", () => {
    assert.deepEqual(at(gateway.inputs.rewriteRuleSets, 0, "rewriteRules", 0, "actionSet"), {
      requestHeaderConfigurations: [{ headerName: "X-Forwarded-For", headerValue: "{var_add_x_forwarded_for_proxy}" }],
    });
  });

  it("asks every ten seconds whether the cluster's gateway answers, whatever it says", () => {
    assert.deepEqual(gateway.inputs.probes, [
      {
        name: "cluster",
        protocol: "Https",
        host: "api.shop.example.com",
        path: "/",
        interval: 10,
        timeout: 5,
        unhealthyThreshold: 2,
        match: { statusCodes: ["200-499"] },
      },
    ]);
  });

  it("has an address with a name of the region's, protected from floods by itself or by the stack's plan", async () => {
    const address = foundOnAzure(prod, "network:PublicIPAddress", "edge-address");
    const { ddosSettings, dnsSettings, publicIPAllocationMethod, sku, zones } = address.inputs;
    assert.deepEqual(
      [ddosSettings, publicIPAllocationMethod, sku, zones],
      [{ protectionMode: "Enabled" }, "Static", { name: "Standard", tier: "Regional" }, ["1", "2", "3"]],
    );
    const label = at(dnsSettings, "domainNameLabel");
    assert.ok(typeof label === "string" && /^prod-edge-[0-9a-f]{8}$/.test(label));
    const fqdn = await new Promise((resolve) => made[0]?.address.apply(resolve));
    assert.equal(fqdn, `${label}.eastus.cloudapp.azure.com`);
    const id = resourceId("Microsoft.Network/ddosProtectionPlans", "floods");
    const planned = foundOnAzure(await build({ ddosPlanId: id }), "network:PublicIPAddress", "edge-address");
    assert.deepEqual(planned.inputs.ddosSettings, { protectionMode: "Enabled", ddosProtectionPlan: { id } });
  });

  it("has a name of its own in each region, that fits into a label", () => {
    const labels = azureRegionNames.map((region) => worldwideName("public name", azureScope({ region }), "edge"));
    assert.equal(new Set(labels).size, azureRegionNames.length);
    for (const label of labels) assert.match(label, /^prod-edge-[0-9a-f]{8}$/);
  });

  it("writes down what was refused", () => {
    const { logs, workspaceId } = foundOnAzure(prod, "monitor:DiagnosticSetting", "edge-refused").inputs;
    assert.deepEqual(logs, [{ category: "ApplicationGatewayFirewallLog", enabled: true }]);
    assert.equal(workspaceId, resourceId("Microsoft.OperationalInsights/workspaces", "logs"));
  });

  it("is refused without a host, and with a limit that Azure does not take, before anything is made", async () => {
    await assert.rejects(build({ hosts: [] }), {
      message: "application gateway edge: hosts: expected at least one host, got []",
    });
    await assert.rejects(build({ requestsPerAddress: 9 }), {
      message: "firewall edge-firewall: requestsPerAddress: expected a whole number from 10 to 2000000000, got 9",
    });
  });
});

describe("the certificate of an application gateway", () => {
  it("is for all hosts by one star a domain, in a form that the vault takes", () => {
    const { spec } = object("edge-certificate");
    assert.deepEqual(spec, {
      secretName: "edge-certificate",
      commonName: "*.example.com",
      dnsNames: ["*.example.com", "*.shop.example.com"],
      privateKey: { algorithm: "RSA", size: 2048, encoding: "PKCS8", rotationPolicy: "Always" },
      usages: ["digital signature", "key encipherment", "server auth"],
      issuerRef: { kind: "ClusterIssuer", name: "letsencrypt-prod" },
    });
  });

  it("is written to the vault before there is a gateway, and again whenever it is renewed", () => {
    const { metadata, spec } = object("edge-certificate-written");
    assert.deepEqual(at(metadata, "annotations"), { "pulumi.com/waitFor": "condition=Ready" });
    assert.deepEqual(spec, {
      refreshInterval: "1h0m0s",
      updatePolicy: "Replace",
      deletionPolicy: "None",
      secretStoreRefs: [{ kind: "SecretStore", name: "edge-certificate" }],
      selector: { secret: { name: "edge-certificate" } },
      template: {
        engineVersion: "v2",
        data: {
          "edge.p12": '{{ fullPemToPkcs12 (index . "tls.crt" | toString) (index . "tls.key" | toString) | b64dec }}',
        },
      },
      data: [{ match: { secretKey: "edge.p12", remoteRef: { remoteKey: "cert/edge" } } }],
    });
    // Without a version: the newest one.
    assert.deepEqual(gateway.inputs.sslCertificates, [
      { name: "public", keyVaultSecretId: "https://prod-secrets.vault.azure.net/secrets/edge" },
    ]);
  });

  it("is written by an identity that may write nothing else, and read by the gateway's own", () => {
    const vault = resourceId("Microsoft.KeyVault/vaults", "prod-secrets");
    const grant = (name: string) => {
      const { roleDefinitionId, scope } = foundOnAzure(prod, "authorization:RoleAssignment", name).inputs;
      return [String(roleDefinitionId).split("/").at(-1), scope];
    };
    assert.deepEqual(grant("edge-certificate-writer-certificate"), [
      "a4417e6f-fecd-4de8-b567-7b0420556985",
      `${vault}/certificates/edge`,
    ]);
    assert.deepEqual(grant("edge-certificate-reader-secret"), [
      "4633458b-17de-408a-b874-0445c86b69e6",
      `${vault}/secrets/edge`,
    ]);
    const { subject } = foundOnAzure(
      prod,
      "managedidentity:FederatedIdentityCredential",
      "edge-certificate-writer-federation",
    ).inputs;
    assert.equal(subject, "system:serviceaccount:envoy-gateway-system:edge-certificate");
    assert.deepEqual(at(object("edge-certificate-vault").spec, "provider", "azurekv"), {
      authType: "WorkloadIdentity",
      tenantId: "22222222-2222-4222-8222-222222222222",
      vaultUrl: "https://prod-secrets.vault.azure.net/",
      serviceAccountRef: { name: "edge-certificate" },
    });
    assert.equal(object("edge-certificate-account").automountServiceAccountToken, false);
  });
});

describe("protection from floods", () => {
  it("is a plan of its own that all regions of a stack can share", async () => {
    const rendered = await renderAzure((opts) => ddosPlan(new Holder("floods", opts), "floods-plan", azureScope()));
    assert.deepEqual(registeredOnAzure(rendered), ["network:DdosProtectionPlan floods-plan"]);
  });
});

describe("the gateway's Service behind an application gateway", () => {
  it("is reached from the network alone, at a given address, and leaves the client's in place", () => {
    assert.deepEqual(internalBalancer("10.0.31.254"), {
      type: "LoadBalancer",
      externalTrafficPolicy: "Local",
      annotations: {
        "service.beta.kubernetes.io/azure-load-balancer-internal": "true",
        "service.beta.kubernetes.io/azure-load-balancer-ipv4": "10.0.31.254",
      },
    });
  });
});
