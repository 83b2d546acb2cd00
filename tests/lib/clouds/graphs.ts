import { render, type Rendered, stackConfig } from "../../../cli/lib/render.ts";
import { type Cloud, clouds } from "../../../components/core/cloud.ts";
import type { RegionRole } from "../../../components/core/place.ts";
import { zoneNames } from "../../../config/regions.ts";
import { parseConfig } from "../../../config/parse.ts";
import { graphOf, onOneCluster, rawConfig } from "../graph.ts";
import { at, record } from "../json.ts";

/** Every pair of clouds. */
export const pairs = clouds.flatMap((one, index) => clouds.slice(index + 1).map((other) => [one, other] as const));

/** What is compared: the stack of production, whose settings are the same on every cloud. */
const stack = "prod";

/** A program on each cloud. */
export type CloudGraphs = Readonly<Record<Cloud, Rendered>>;

let made: Promise<CloudGraphs> | undefined;

/** One program with the same settings on every cloud: only those that say where it is are the cloud's own. */
export function graphsByCloud(): Promise<CloudGraphs> {
  made ??= renderAll();
  return made;
}

async function renderAll(): Promise<CloudGraphs> {
  return {
    kubernetes: await render(stack, { config: await onKubernetes() }),
    aws: await graphOf(stack),
    azure: await render(stack, { config: await onAzure() }),
  };
}

/** One cluster that is given, with a driver of volumes, since no cloud has one. */
async function onKubernetes(): Promise<Record<string, unknown>> {
  const platform = record((await stackConfig(stack))["plumbline:platform"]);
  return {
    ...(await onOneCluster(stack)),
    "plumbline:cloud": "kubernetes",
    "plumbline:platform": { ...platform, volumeDriver: { provisioner: "csi.example.com", parameters: {} } },
  };
}

/** The regions, the subscription and the providers of messages of the stack on Azure, with a zone that has the name of this one's. */
async function onAzure(): Promise<Record<string, unknown>> {
  const azure = await stackConfig("prod-azure");
  const own = Object.fromEntries(
    ["cloud", "regions", "subscription"].map((key) => [`plumbline:${key}`, azure[`plumbline:${key}`]]),
  );
  const name = String(at(await stackConfig(stack), "plumbline:hostedZone", "name"));
  const id = String(at(azure, "plumbline:hostedZone", "id")).replace(/[^/]+$/, name);
  const shop = record((await stackConfig(stack))["plumbline:ecommerce"]);
  const ecommerce = { ...shop, notification: at(azure, "plumbline:ecommerce", "notification") };
  return {
    ...own,
    "plumbline:ecommerce": ecommerce,
    "plumbline:account": undefined,
    "plumbline:hostedZone": { id, name },
  };
}

/** A region of a stack: its name, and those of its zones. */
export interface RegionNames {
  readonly name: string;
  readonly role: RegionRole;
  readonly zones: readonly string[];
}

/** The regions of the stacks that are compared; the cluster that is given is in the zones of the primary one of AWS. */
export async function regionsByCloud(): Promise<Readonly<Record<Cloud, readonly RegionNames[]>>> {
  const of = async (name: string) =>
    (parseConfig(name, await rawConfig(name)).regions ?? []).map((region) => ({ ...region, zones: zoneNames(region) }));
  const aws = await of(stack);
  return { kubernetes: aws.filter(({ role }) => role === "primary"), aws, azure: await of("prod-azure") };
}
