import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { Failure } from "../lib/failure.ts";
import type { Report } from "../lib/failure.ts";
import { cacheDir } from "../lib/paths.ts";
import { parseCrds, storedCopy } from "./crd.ts";
import type { Crd } from "./crd.ts";
import { fetchModules } from "./go-modules.ts";
import { goOperators, strimzi } from "./operators.ts";
import type { GoOperator } from "./operators.ts";

/** CRDs that Strimzi's own generator printed, kept in the repository (`npm run generate:strimzi`). */
export const strimziDir = join(import.meta.dirname, "generated", strimzi.name);

/** Raised when the layout or the content of the store changes for the same operators. */
const storeFormat = 2;

const buildingPrefix = "crds-building-";

/**
 * Makes sure that the CRDs of the pinned operators are on this machine.
 *
 * @param report receives a line per step; nothing is said when nothing has to be done
 * @param cache folder to keep them in. @default cacheDir
 * @returns a folder with one file per CRD, `<operator>/<plural>.<group>.yaml`
 */
export async function ensureCrds(report: Report, cache = cacheDir): Promise<string> {
  const store = join(cache, `crds-${await storeKey()}`);
  if (existsSync(store)) return store;
  report(`Fetching the CRDs of ${goOperators.length + 1} operators (Go modules of 120 MB, once; 15 s or so)`);
  await mkdir(cache, { recursive: true });
  await removeLeftovers(cache);
  // Beside the store, so that it gets its name in one step: an interrupted run leaves nothing that looks complete.
  const building = await mkdtemp(join(cache, buildingPrefix));
  try {
    await fill(building, report);
    await publish(building, store);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return store;
}

/** Every CRD of one operator of the store, sorted by name. */
export async function readOperatorCrds(store: string, operator: string): Promise<Crd[]> {
  const folder = join(store, operator);
  if (!existsSync(folder)) throw new Failure(`no operator "${operator}" among the CRDs in ${store}`);
  const crds = await Promise.all((await yamlFiles(folder)).map(readCrds));
  return crds.flat();
}

async function storeKey(): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([storeFormat, goOperators]));
  for (const file of await yamlFiles(strimziDir))
    hash.update(file.slice(strimziDir.length)).update(await readFile(file));
  return hash.digest("hex").slice(0, 12);
}

async function fill(building: string, report: Report): Promise<void> {
  const modules = await fetchModules(goOperators, building);
  for (const [operator, dir] of modules) {
    const files = (await Promise.all(operator.crds.map((path) => yamlFiles(join(dir, path))))).flat();
    const crds = selectKinds(operator, (await Promise.all(files.map(readCrds))).flat());
    await writeCrds(join(building, operator.name), crds);
    report(`  ${operator.name} ${operator.version}: ${crds.map(({ spec }) => spec.names.kind).join(", ")}`);
  }
  const crds = (await Promise.all((await yamlFiles(strimziDir)).map(readCrds))).flat();
  await writeCrds(join(building, strimzi.name), crds);
  report(`  ${strimzi.name} ${strimzi.version}: ${crds.map(({ spec }) => spec.names.kind).join(", ")}`);
}

function selectKinds({ name, version, kinds }: GoOperator, crds: readonly Crd[]): readonly Crd[] {
  const found = crds.map(({ spec }) => spec.names.kind);
  const missing = kinds?.find((kind) => !found.includes(kind));
  if (missing !== undefined || crds.length === 0) {
    throw new Failure(
      `${name} ${version}: no CRD of kind ${missing ?? "any"}; sandbox/crds/operators.ts says where they are`,
    );
  }
  return crds.filter(({ spec }) => kinds?.includes(spec.names.kind) ?? true);
}

async function writeCrds(folder: string, crds: readonly Crd[]): Promise<void> {
  await mkdir(folder);
  for (const crd of crds) {
    // "wx": a CRD that comes twice, in two versions perhaps, is an error and not a matter of luck.
    const text = stringify(storedCopy(crd), { aliasDuplicateObjects: false, lineWidth: 0 });
    await writeFile(join(folder, `${crd.metadata.name}.yaml`), text, { flag: "wx" });
  }
}

const readCrds = async (file: string): Promise<Crd[]> => parseCrds(await readFile(file, "utf8"), file);

/** The YAML files of a folder (or the one file that `path` names), sorted. */
async function yamlFiles(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(path, name));
}

/** What killed runs left behind. A folder of the last hour may belong to a run that is still at work. */
async function removeLeftovers(cache: string): Promise<void> {
  for (const name of (await readdir(cache)).filter((entry) => entry.startsWith(buildingPrefix))) {
    const path = join(cache, name);
    if (Date.now() - (await stat(path)).mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

/** Two runs may fetch at the same time; the first to finish wins, and the other's work is the same. */
async function publish(building: string, store: string): Promise<void> {
  try {
    await rename(building, store);
  } catch (error) {
    if (!existsSync(store)) throw error;
  }
}
