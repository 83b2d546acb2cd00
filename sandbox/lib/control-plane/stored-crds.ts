import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import versions from "../../versions.json" with { type: "json" };
import { entriesBelow, put } from "./etcd.ts";
import type { Entry } from "./etcd.ts";
import type { Layout, Ports } from "./parts.ts";

const prefix = "/registry/apiextensions.k8s.io/customresourcedefinitions/";

/** What the API server made of a definition that nobody changed since, and that it serves. */
const stored = z.object({
  metadata: z.object({ name: z.string(), generation: z.literal(1), deletionTimestamp: z.undefined().optional() }),
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })) }),
});

const kept = z.array(z.object({ key: z.string(), value: z.string() }));

/**
 * CRDs as one API server stored them. An API server that finds them at its start needs half the time of one that is given them one by
 * one, as it describes all kinds anew after each. They hold nothing of the cluster that they come from: no key, no certificate, no
 * address.
 *
 * @param folder of CRDs, whose name says what is in it
 */
export const storedFile = (folder: string): string => `${folder}-stored-${versions.kubernetes}.json`;

/** Keeps the CRDs of a control plane for others, if it has those of the folder, just as they are there, and no others. */
export async function keepCrds(at: Layout, ports: Ports, folder: string): Promise<void> {
  const entries = await entriesBelow(at, ports, prefix);
  if (!areThoseOf(folder, entries)) return;
  const file = storedFile(folder);
  // In one step, under a name that no other process has: what is there is complete.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(entries));
  renameSync(`${file}.${process.pid}`, file);
}

/**
 * Gives the kept CRDs to an etcd that has none, before its API server starts.
 *
 * @returns false when none are kept, or there are CRDs already
 */
export async function restoreCrds(at: Layout, ports: Ports, folder: string): Promise<boolean> {
  const entries = readKept(folder);
  if (!entries || (await entriesBelow(at, ports, prefix)).length > 0) return false;
  for (const entry of entries) await put(at, ports, entry);
  return true;
}

/** Undefined when nothing is kept, or when it is damaged. */
function readKept(folder: string): Entry[] | undefined {
  if (!existsSync(storedFile(folder))) return undefined;
  try {
    const entries = kept.parse(JSON.parse(readFileSync(storedFile(folder), "utf8")));
    return areThoseOf(folder, entries) ? entries : undefined;
  } catch {
    return undefined; // it is made anew
  }
}

function areThoseOf(folder: string, entries: readonly Entry[]): boolean {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml"));
  const wanted = files.map((path) => basename(path, ".yaml")).sort();
  const served = entries.flatMap(({ value }) => {
    const { success, data } = stored.safeParse(JSON.parse(Buffer.from(value, "base64").toString("utf8")));
    const isServed = data?.status.conditions.some(({ type, status }) => type === "Established" && status === "True");
    return success && isServed ? [data.metadata.name] : [];
  });
  return served.length === entries.length && served.sort().join() === wanted.join();
}
