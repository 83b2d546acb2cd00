import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { ensureFetched, runToFetch } from "./fetched.ts";

/**
 * Programs from the packages of the machine's own Debian or Ubuntu, which apt verifies: unpacked into the cache by anybody, and installed
 * nowhere. A package's libraries are named where a machine may lack them.
 */
const tools = {
  "redis-server": {
    packages: ["redis-server", "redis-tools", "libjemalloc2", "liblua5.1-0", "liblzf1", "lua-bitop", "lua-cjson"],
    file: "usr/bin/redis-server",
  },
  promtool: { packages: ["prometheus"], file: "usr/bin/promtool" },
} as const;

export interface DebianTool {
  readonly path: string;
  /** What the process needs to find its libraries. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes sure that a program is unpacked; says nothing and starts nothing when it is.
 *
 * @throws Failure if the machine has no apt, or a package cannot be fetched
 */
export async function ensureDebianTool(name: keyof typeof tools, report: Report): Promise<DebianTool> {
  const { packages, file } = tools[name];
  const folder = await ensureFetched(
    { name: `debian-${name}`, key: packages, fetch: (dir) => unpack(name, packages, dir) },
    report,
  );
  const root = join(folder, "usr/lib");
  const libraries = (existsSync(root) ? readdirSync(root) : [])
    .map((entry) => join(root, entry))
    .filter((entry) => entry.includes("linux-gnu"));
  const path = join(folder, file);
  if (!existsSync(path)) throw new Failure(`the packages of ${name} have no ${file}: remove ${folder} and run again`);
  return { path, env: { LD_LIBRARY_PATH: libraries.join(":") } };
}

async function unpack(name: string, packages: readonly string[], folder: string): Promise<void> {
  if (!existsSync("/usr/bin/apt-get")) {
    throw new Failure(`${name} comes from the packages of Debian or Ubuntu, and this machine has no apt-get`);
  }
  const own = join(folder, "apt");
  const debs = join(folder, "debs");
  for (const each of ["state/lists/partial", "cache/archives/partial"]) mkdirSync(join(own, each), { recursive: true });
  mkdirSync(debs);
  // Lists of its own: those of the machine may be missing, and only root may fetch them.
  const options = [`Dir::State=${own}/state`, "Dir::State::status=/var/lib/dpkg/status", `Dir::Cache=${own}/cache`];
  const quiet = ["-qq", "-o", "APT::Sandbox::User=root", ...options.flatMap((option) => ["-o", option])];
  await runToFetch(name, "apt-get", [...quiet, "update"], debs);
  await runToFetch(name, "apt-get", [...quiet, "download", ...packages], debs);
  for (const deb of readdirSync(debs)) await runToFetch(name, "dpkg-deb", ["--extract", join(debs, deb), folder], debs);
  await runToFetch(name, "rm", ["-r", own, debs], folder);
}
