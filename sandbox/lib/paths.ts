import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Root of the checkout. */
export const projectRoot = resolve(import.meta.dirname, "../..");

/** Run-time state of the sandbox: backend, control planes, logs, process ids. Never tracked by git. */
export const stateDir = resolve(process.env.PLUMBLINE_SANDBOX_DIR || join(projectRoot, ".sandbox"));

/** What is built or fetched once per machine, in sub folders keyed by a hash of the pinned versions. */
export const cacheDir = resolve(
  process.env.PLUMBLINE_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "plumbline"),
);

/** Where the pulumi engine looks for its versions and plugins. */
export const pulumiHome = resolve(process.env.PULUMI_HOME || join(stateDir, "pulumi-home"));

/** The Node.js that the project pins; the machine's own may be too old to run the program. */
export const pinnedNode = join(projectRoot, "node_modules/node/bin/node");

/** Compiled scripts of the program, the policy pack and the plugins, kept between runs. */
export const compileCache = join(stateDir, "compile-cache");

/** Everything of the control plane that `dev` runs on. */
export const devControlPlaneDir = join(stateDir, "control-planes/dev");
