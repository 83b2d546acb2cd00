import { ApplicationGateway as Gateway } from "@pulumi/azure-native/network/applicationGateway.js";
import { DdosProtectionPlan } from "@pulumi/azure-native/network/ddosProtectionPlan.js";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress.js";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import * as pulumi from "@pulumi/pulumi";
import { azureZones } from "../../config/azure-regions.ts";
import { after } from "../core/after.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { type AzureScope, azureWhere, worldwideName } from "../core/azure-scope.ts";
import { InvalidInput } from "../core/errors.ts";
import { physicalName } from "../core/physical-names.ts";
import type { IssuerReference } from "../identity/certificates.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { edgeCertificate } from "./azure-certificate.ts";
import { gatewayPort } from "./azure-internal-balancer.ts";
import { assertLimit, azureFirewall, type AzureFirewallArgs } from "./azure-waf.ts";

export interface ApplicationGatewayArgs extends AzureFirewallArgs {
  readonly place: AzurePlace;
  /** Public hosts; at least one. */
  readonly hosts: readonly string[];
  /** Who signs for public hosts, by records in their zone. */
  readonly issuer: IssuerReference;
  /**
   * Plan of DDoS protection of the stack, 3000 USD a month for up to a hundred addresses, by its id. @default - the address is protected by itself,
   * for about 200 USD a month
   */
  readonly ddosPlanId?: pulumi.Input<string>;
}

const identity = { system: "platform", component: "edge" };

/** Time that requests of a place that goes have to end. Unit: seconds. */
const drainSeconds = 60;

/** Longest silence on a connection, for websockets. Unit: seconds. */
const idleSeconds = 3600;

/** Units that are always there, so that no request waits for one, and those that a rush may have. */
const capacity = { minCapacity: 2, maxCapacity: 20 };

/** The address without a port, which the gateway of the cluster could not read behind it. */
const clientAddress = "{var_add_x_forwarded_for_proxy}";

/**
 * What the internet reaches: an application gateway in all zones with a public certificate, behind a firewall, before the gateway of the cluster
 * (ECO-001, ECO-031). It belongs to the stack and not to a controller in the cluster, so that its name is known and it outlives the cluster's
 * objects. It asks the cluster by the name that the client asked for, and lets no answer through whose certificate is not a public one of it.
 *
 * @throws InvalidInput before any resource exists, without a host, or with a limit out of range.
 */
export class ApplicationGateway extends pulumi.ComponentResource {
  static readonly token = "plumbline:edge:ApplicationGateway";
  /** Name that Azure gave its address. */
  readonly address: pulumi.Output<string>;
  /** Id of its address, for an alias. */
  readonly aliasId: pulumi.Output<string>;

  constructor(name: string, args: ApplicationGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    const { place, hosts } = args;
    if (hosts.length === 0) throw new InvalidInput(`application gateway ${name}`, "hosts", "at least one host", []);
    if (args.requestsPerAddress !== undefined) assertLimit(`${name}-firewall`, args.requestsPerAddress);
    super(ApplicationGateway.token, name, { region: place.region }, opts);
    const label = worldwideName("public name", place, "edge");
    const address = publicAddress(this, name, label, args);
    const gateway = this.#gateway(name, args, address);
    logRefusals(this, name, gateway, place);
    this.address = after(pulumi.output(`${label}.${place.region}.cloudapp.azure.com`), [gateway]);
    this.aliasId = after(address.id, [gateway]);
    this.registerOutputs({ address: this.address });
  }

  #gateway(name: string, args: ApplicationGatewayArgs, address: PublicIPAddress): Gateway {
    const { place, hosts, issuer } = args;
    const firewall = azureFirewall(this, `${name}-firewall`, args, place);
    const certificate = edgeCertificate(this, `${name}-certificate`, { place, hosts, issuer });
    const applicationGatewayName = physicalName("application gateway", place.stage, "edge");
    return new Gateway(
      name,
      {
        ...azureWhere(place, identity),
        applicationGatewayName,
        sku: { name: "WAF_v2", tier: "WAF_v2" },
        autoscaleConfiguration: capacity,
        zones: [...azureZones],
        enableHttp2: true,
        identity: { type: "UserAssigned", userAssignedIdentities: [certificate.readerId] },
        sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" },
        firewallPolicy: { id: firewall.id },
        forceFirewallPolicyAssociation: true,
        gatewayIPConfigurations: [{ name: "edge", subnet: { id: place.network.edgeSubnetId } }],
        frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: address.id } }],
        sslCertificates: [{ name: "public", keyVaultSecretId: certificate.secretId }],
        ...routing(hosts, place, partsOf(place, applicationGatewayName)),
      },
      { parent: this, protect: place.protect },
    );
  }
}

type Part = (kind: string, name: string) => { readonly id: pulumi.Output<string> };

/** The parts of a gateway refer to each other by ids, in which its own name is. */
const partsOf =
  ({ subscriptionId, resourceGroupName }: AzurePlace, gateway: string): Part =>
  (kind, name) => ({
    id: pulumi.interpolate`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Network/applicationGateways/${gateway}/${kind}/${name}`,
  });

/** Plain HTTP is sent to HTTPS, and that to the cluster. */
function routing([firstHost = ""]: readonly string[], place: AzurePlace, part: Part) {
  const listener = { frontendIPConfiguration: part("frontendIPConfigurations", "public") };
  return {
    frontendPorts: [
      { name: "http", port: 80 },
      { name: "https", port: 443 },
    ],
    httpListeners: [
      { name: "http", ...listener, protocol: "Http", frontendPort: part("frontendPorts", "http") },
      {
        name: "https",
        ...listener,
        protocol: "Https",
        frontendPort: part("frontendPorts", "https"),
        sslCertificate: part("sslCertificates", "public"),
      },
    ],
    redirectConfigurations: [
      {
        name: "to-https",
        redirectType: "Permanent",
        targetListener: part("httpListeners", "https"),
        includePath: true,
        includeQueryString: true,
      },
    ],
    backendAddressPools: [{ name: "cluster", backendAddresses: [{ ipAddress: place.network.gatewayAddress }] }],
    backendHttpSettingsCollection: [
      {
        name: "cluster",
        protocol: "Https",
        port: gatewayPort,
        cookieBasedAffinity: "Disabled",
        requestTimeout: idleSeconds,
        connectionDraining: { enabled: true, drainTimeoutInSec: drainSeconds },
        // Without a name here, it is the client's, and the certificate has to be one of it.
        pickHostNameFromBackendAddress: false,
        probe: part("probes", "cluster"),
      },
    ],
    // The gateway answers by host: that it answers is what counts.
    probes: [
      {
        name: "cluster",
        protocol: "Https",
        host: firstHost,
        path: "/",
        interval: 10,
        timeout: 5,
        unhealthyThreshold: 2,
        match: { statusCodes: ["200-499"] },
      },
    ],
    rewriteRuleSets: [
      {
        name: "client-address",
        rewriteRules: [
          {
            name: "client-address",
            ruleSequence: 100,
            actionSet: {
              requestHeaderConfigurations: [{ headerName: "X-Forwarded-For", headerValue: clientAddress }],
            },
          },
        ],
      },
    ],
    requestRoutingRules: [
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
    ],
  };
}

/** An address in all zones, with a name, and protected from floods. */
function publicAddress(
  parent: pulumi.Resource,
  name: string,
  domainNameLabel: string,
  { place, ddosPlanId }: ApplicationGatewayArgs,
): PublicIPAddress {
  const address = new PublicIPAddress(
    `${name}-address`,
    {
      ...azureWhere(place, identity),
      sku: { name: "Standard", tier: "Regional" },
      publicIPAllocationMethod: "Static",
      publicIPAddressVersion: "IPv4",
      zones: [...azureZones],
      dnsSettings: { domainNameLabel },
      ddosSettings: {
        protectionMode: "Enabled",
        ...(ddosPlanId !== undefined && { ddosProtectionPlan: { id: ddosPlanId } }),
      },
    },
    { parent, protect: place.protect },
  );
  // What was done against floods.
  recordAccess(parent, `${name}-address`, address.id, place.workspaceId);
  return address;
}

/** The gateway of the cluster logs what is let through; here is what is not. */
function logRefusals(parent: pulumi.Resource, name: string, gateway: Gateway, { workspaceId }: AzurePlace): void {
  new DiagnosticSetting(
    `${name}-refused`,
    {
      name: "refused",
      resourceUri: gateway.id,
      workspaceId,
      logs: [{ category: "ApplicationGatewayFirewallLog", enabled: true }],
    },
    { parent },
  );
}

/** A plan of DDoS protection, of which one is enough for all addresses of all regions of a stack; for its price see `ddosPlanId`. */
export const ddosPlan = (parent: pulumi.Resource, name: string, scope: AzureScope): DdosProtectionPlan =>
  new DdosProtectionPlan(name, azureWhere(scope, identity), { parent });
