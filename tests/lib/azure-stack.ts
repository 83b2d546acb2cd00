import { render, type Rendered } from "../../cli/lib/render.ts";
import { subscriptionId, tenantId } from "./azure.ts";

/** Regions of a stack on Azure, the primary first. */
export const azureRegionsOfStack = [
  { name: "eastus", role: "primary", cidr: "10.0.0.0/16" },
  { name: "westus2", role: "replica", cidr: "10.1.0.0/16" },
  { name: "germanywestcentral", role: "standby", cidr: "10.2.0.0/16" },
] as const;

/** Who a stack on Azure is of. */
export const azureSubscription = {
  id: subscriptionId,
  tenant: tenantId,
  costCentre: "platform",
  administrators: ["33333333-3333-4333-8333-333333333333"],
};

const zone = "prod-azure.example.com";

/** The zone of its hosts, in a group that no stack makes. */
export const azureHostedZone = {
  id: `/subscriptions/${subscriptionId}/resourceGroups/dns/providers/Microsoft.Network/dnszones/${zone}`,
  name: zone,
};

/** Configuration that gives `prod-azure` regions of its own, instead of the cluster that it is given. */
export const azureRegionSettings = {
  "plumbline:cluster": undefined,
  "plumbline:regions": azureRegionsOfStack,
  "plumbline:subscription": azureSubscription,
  "plumbline:hostedZone": azureHostedZone,
};

/** The program of `prod-azure` in regions of its own, with some of its configuration changed. */
export const azureGraphWith = (config: Readonly<Record<string, unknown>> = {}): Promise<Rendered> =>
  render("prod-azure", { config: { ...azureRegionSettings, ...config } });
