import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Root of the checkout. */
export const projectRoot = resolve(import.meta.dirname, "../..");

/** Run-time state of the sandbox: backend, control planes, logs, process ids. Never tracked by git. */
export const stateDir = process.env.PLUMBLINE_SANDBOX_DIR ?? join(projectRoot, ".sandbox");

/** What is built or fetched once per machine, in sub folders keyed by a hash of the pinned versions. */
export const cacheDir =
  process.env.PLUMBLINE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "plumbline");

/** Where the pulumi engine looks for its versions and plugins. */
export const pulumiHome = process.env.PULUMI_HOME ?? join(stateDir, "pulumi-home");
