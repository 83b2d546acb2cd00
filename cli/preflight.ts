import { KubeConfig } from "@kubernetes/client-node";
import { Command } from "commander";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolveNs } from "node:dns/promises";
import { homedir } from "node:os";
import path from "node:path";
import { acmeServer } from "../components/identity/cluster-issuers.ts";
import { configPrefix, parseConfig } from "../config/parse.ts";
import { profileOf } from "../config/profiles.ts";
import type { PlatformConfig } from "../config/schema.ts";
import { layout } from "../sandbox/lib/control-plane/parts.ts";
import { clusterDir } from "../sandbox/lib/clusters.ts";
import { isOwnBackend } from "../sandbox/lib/environment.ts";
import { clusterOf } from "../sandbox/lib/stacks.ts";
import { fail } from "./lib/fail.ts";
import { dnsZoneFindings } from "./lib/preflight/azure/dns-zone.ts";
import { subscriptionNeeds } from "./lib/preflight/azure/needs.ts";
import { subscriptionFindings } from "./lib/preflight/azure/subscription.ts";
import { clusterFindings } from "./lib/preflight/cluster.ts";
import { clusterView } from "./lib/preflight/cluster-view.ts";
import { authorityFindings, domainFindings } from "./lib/preflight/domain.ts";
import type { Finding } from "./lib/preflight/finding.ts";
import { hostedZoneFindings, isSignedIn, zoneName } from "./lib/preflight/hosted-zone.ts";
import { clusterNeeds, imagesOf } from "./lib/preflight/needs.ts";
import { regionFindings } from "./lib/preflight/regions.ts";
import { type DockerConfig, dockerConfig, imageFindings } from "./lib/preflight/registry.ts";
import { render, type Rendered, stackConfig } from "./lib/render.ts";
import { assertStack } from "./lib/stacks.ts";

const groups = ["cluster", "images", "domain", "certificates"] as const;
type Group = (typeof groups)[number];

async function configOf(stack: string): Promise<PlatformConfig> {
  const entries = Object.entries(await stackConfig(stack));
  const own = entries.filter(([key]) => key.startsWith(configPrefix));
  return parseConfig(stack, Object.fromEntries(own.map(([key, value]) => [key.slice(configPrefix.length), value])));
}

/** The kubeconfig that the stack's program would use: its own, that of the sandbox, or the usual one. */
function kubeconfig(stack: string, { cluster }: PlatformConfig): KubeConfig {
  const config = new KubeConfig();
  const context = isOwnBackend ? clusterOf(stack) : undefined;
  const sandbox = context === undefined ? undefined : layout(clusterDir(context)).kubeconfig;
  const file = cluster.kubeconfig ?? (sandbox !== undefined && existsSync(sandbox) ? sandbox : undefined);
  if (file === undefined) config.loadFromDefault();
  else config.loadFromFile(file);
  if (cluster.context === undefined) {
    throw new Error("the stack makes its clusters itself: there is none yet to look at");
  }
  if (!config.getContextObject(cluster.context)) {
    const known = config.getContexts().map(({ name }) => name);
    throw new Error(`the kubeconfig has no context ${cluster.context}; it has ${known.join(", ") || "none"}`);
  }
  config.setCurrentContext(cluster.context);
  return config;
}

async function credentials(): Promise<DockerConfig> {
  const file = path.join(process.env.DOCKER_CONFIG ?? path.join(homedir(), ".docker"), "config.json");
  return existsSync(file) ? dockerConfig.parse(JSON.parse(await readFile(file, "utf8"))) : {};
}

/** What has to be there before a stack makes regions of its own; each cloud's part is loaded only where somebody can ask it. */
async function regionsFindings(config: PlatformConfig, rendered: Rendered): Promise<Finding[]> {
  const { subscription } = config;
  const ofCloud = subscription ? azureFindings(subscription.tenant, config, rendered) : awsZoneFindings(config);
  return [...regionFindings(config), ...(await ofCloud)];
}

async function azureFindings(tenant: string, config: PlatformConfig, rendered: Rendered): Promise<Finding[]> {
  const { azureCredential, managerOf } = await import("./lib/preflight/azure/manager.ts");
  const credential = azureCredential(tenant, process.env);
  const ask = credential && managerOf(credential);
  const needs = subscriptionNeeds(config, rendered);
  return [
    ...(needs ? await subscriptionFindings(needs, ask) : []),
    ...(config.hostedZone ? await dnsZoneFindings(config.hostedZone, ask) : []),
  ];
}

async function awsZoneFindings({ hostedZone }: PlatformConfig): Promise<Finding[]> {
  if (!hostedZone) return [];
  if (!isSignedIn(process.env)) return hostedZoneFindings(hostedZone, undefined);
  const { Route53Client } = await import("@aws-sdk/client-route-53");
  // Its API is the same one for all regions.
  return hostedZoneFindings(hostedZone, zoneName(new Route53Client({ region: "us-east-1" })));
}

async function findings(stack: string, wanted: readonly Group[]): Promise<Finding[]> {
  const config = await configOf(stack);
  const rendered = await render(stack);
  const { publicCertificates } = profileOf(config.stage);
  const checks: Record<Group, () => Promise<Finding[]>> = {
    // Clusters that the stack makes are not there yet: what they are made of has to be.
    cluster: async () =>
      config.regions
        ? regionsFindings(config, rendered)
        : clusterFindings(clusterView(kubeconfig(stack, config)), clusterNeeds(config, rendered)),
    images: async () => imageFindings(imagesOf(rendered), await credentials()),
    domain: () => domainFindings(config.domain, resolveNs),
    // Where every system signs for itself, nobody is asked.
    certificates: async () => (publicCertificates ? authorityFindings(acmeServer) : []),
  };
  return (await Promise.all(wanted.map((group) => checks[group]()))).flat();
}

const program = new Command("npm run -s preflight --")
  .description(
    "Checks what a stack needs before anything is deployed: the cluster and one's rights on it, its zones, volumes and log rotation,\n" +
      "the images, the DNS zone, and who signs public certificates. Of a stack that makes its clusters it says what it expects of the account; who is\n" +
      "signed in to AWS also hears whether the hosted zone is the account's own, and who is to Azure, of the subscription's rights, providers, quotas and zone.\n" +
      "Changes nothing. Exit code 1 when something is missing.",
  )
  .argument("<stack>", "dev, staging, prod or prod-azure")
  .option("--only <groups>", `some of ${groups.join(", ")}, by commas`, groups.join(","))
  .option("--json", "the findings as JSON")
  .action(async (name: string, { only, json = false }: { only: string; json?: boolean }) => {
    const stack = await assertStack(name);
    const wanted = only.split(",").map((given) => {
      const group = groups.find((each) => each === given.trim());
      if (!group) throw new Error(`no group ${JSON.stringify(given)}; they are ${groups.join(", ")}`);
      return group;
    });
    const found = await findings(stack, wanted);
    if (json) console.log(JSON.stringify(found, undefined, 2));
    else for (const { check, verdict, message } of found) console.log(`${verdict.padEnd(7)}  ${check}: ${message}`);
    if (found.some(({ verdict }) => verdict === "failed")) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
