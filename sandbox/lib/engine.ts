import { constants, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import versions from "../versions.json" with { type: "json" };
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { pinnedNode, pulumiHome } from "./paths.ts";
import { installStandIn, isOurs, pluginExecutable, removeStandIn, standIns, writeLauncher } from "./stand-ins.ts";
import type { Plugin } from "./stand-ins.ts";
import { ensureTools, toolPath, toolsDir } from "./tools.ts";
import type { ToolName } from "./tools.ts";

/** Where npm's `pulumi` launcher looks for the engine before it downloads one. */
export const engineBin = join(pulumiHome, "versions", versions.pulumi, "bin");
export const enginePath = join(engineBin, "pulumi");

const languageHost = join(engineBin, "pulumi-language-nodejs");

/** Noted so that a machine without access does not try again and again. */
const unavailableMark = join(toolsDir, "official-engine-unavailable");

const downloadMinutes = 5;

const sources = ["auto", "official", "built"] as const;
type Source = (typeof sources)[number];

/**
 * Makes sure that the engine, the language host and the providers are where `pulumi` looks for them. Official ones that
 * are there already, or can be downloaded, are used; nothing is written over them.
 *
 * `PLUMBLINE_ENGINE` chooses: `auto` (the default), `official` (download, or fail), `built` (never download).
 *
 * @param also tools to build in the same go if the engine has to be built, so that the estimate is of the whole
 */
export async function ensureEngine(report: Report, also: readonly ToolName[] = []): Promise<void> {
  const source = engineSource();
  if (existsSync(enginePath) && !(isBuilt() && source === "official")) return finish(report);
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which sets up the same engine`);
  mkdirSync(pulumiHome, { recursive: true });
  await withLock(join(pulumiHome, "engine.lock"), waiting, () => install(source, report, also));
  await finish(report);
}

/** True when the engine is the one that the sandbox built; an official one brings its own language host. */
export function isBuilt(): boolean {
  return isOurs(languageHost);
}

async function install(source: Source, report: Report, also: readonly ToolName[]): Promise<void> {
  const shouldTry = source === "official" || (source === "auto" && !existsSync(unavailableMark));
  if (shouldTry && (await download(report))) return;
  if (source === "official") {
    throw new Failure("the official engine cannot be downloaded; unset PLUMBLINE_ENGINE to have it built from source");
  }
  await ensureTools(["pulumi", ...also], report);
  mkdirSync(engineBin, { recursive: true });
  writeLauncher(languageHost, "sandbox/language-host/main.ts"); // first: it marks the engine as ours
  const unfinished = `${enginePath}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    linkSync(toolPath("pulumi"), unfinished);
  } catch {
    copyFileSync(toolPath("pulumi"), unfinished, constants.COPYFILE_FICLONE); // the cache is on another file system
  }
  renameSync(unfinished, enginePath);
}

async function download(report: Report): Promise<boolean> {
  report(`Looking for the official pulumi ${versions.pulumi}`);
  const root = dirname(engineBin);
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const { failed } = await execa(pinnedNode, [join(import.meta.dirname, "download-engine.ts"), unfinished], {
    reject: false,
    timeout: downloadMinutes * 60_000,
  });
  if (!failed && existsSync(join(unfinished, "bin/pulumi"))) {
    rmSync(root, { recursive: true, force: true });
    renameSync(unfinished, root);
    standIns().forEach(removeStandIn); // the official plugins can be had as well, then
    return true;
  }
  rmSync(unfinished, { recursive: true, force: true });
  report("It cannot be downloaded from here: the sandbox builds the engine itself");
  mkdirSync(toolsDir, { recursive: true });
  writeFileSync(unavailableMark, `${new Date().toISOString()}\n`);
  return false;
}

/** The parts around the engine, which follow the checkout: cheap, and done each time. */
async function finish(report: Report): Promise<void> {
  if (isBuilt()) {
    writeLauncher(languageHost, "sandbox/language-host/main.ts");
    standIns().forEach(installStandIn);
    return;
  }
  for (const plugin of standIns()) await preferOfficial(plugin, report);
}

/** With an official engine its plugins can be had as a rule; a stand-in is only for where they cannot. */
async function preferOfficial(plugin: Plugin, report: Report): Promise<void> {
  const executable = pluginExecutable(plugin);
  if (existsSync(executable)) return;
  report(`Installing the official ${plugin.name} plugin ${plugin.version}`);
  const { failed } = await execa(enginePath, ["plugin", "install", "resource", plugin.name, plugin.version], {
    reject: false,
    timeout: downloadMinutes * 60_000,
    env: { PULUMI_HOME: pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (!failed) return;
  report("It cannot be downloaded from here: the sandbox's own stands in");
  installStandIn(plugin);
}

function engineSource(): Source {
  const value = process.env.PLUMBLINE_ENGINE || "auto";
  const source = sources.find((known) => known === value);
  if (!source) throw new Failure(`PLUMBLINE_ENGINE is ${JSON.stringify(value)}: it can be ${sources.join(", ")}`);
  return source;
}
