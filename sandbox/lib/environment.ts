import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { engineBin } from "./engine.ts";
import { compileCache, pulumiHome, stateDir } from "./paths.ts";

/** State files of the stacks, where no backend is chosen. */
export const backendDir = join(stateDir, "backend");

/** Encrypts the secrets in the sandbox's own backend; made once, at random. */
const passphraseFile = join(stateDir, "passphrase");

/**
 * False when the user chose a backend (`PULUMI_BACKEND_URL`): state, secrets and clusters are the user's own then, and
 * the sandbox only brings the programs.
 */
export const isOwnBackend = !process.env.PULUMI_BACKEND_URL;

/** The environment in which pulumi runs: the user's, completed by what the sandbox brings. */
export function pulumiEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: [engineBin, process.env.PATH ?? ""].join(delimiter), // language hosts are looked up there
    PULUMI_HOME: pulumiHome,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || compileCache,
  };
  if (!isOwnBackend) return env;
  mkdirSync(backendDir, { recursive: true });
  env.PULUMI_BACKEND_URL = pathToFileURL(backendDir).href;
  if (!process.env.PULUMI_CONFIG_PASSPHRASE && !process.env.PULUMI_CONFIG_PASSPHRASE_FILE) {
    ensurePassphrase();
    env.PULUMI_CONFIG_PASSPHRASE_FILE = passphraseFile;
  }
  // A stack file is part of the repository: removing a stack from the sandbox must not remove it.
  env.PULUMI_OPTION_PRESERVE_CONFIG = process.env.PULUMI_OPTION_PRESERVE_CONFIG ?? "true";
  return env;
}

function ensurePassphrase(): void {
  mkdirSync(stateDir, { recursive: true });
  const mine = `${passphraseFile}.${process.pid}`;
  writeFileSync(mine, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(mine, passphraseFile); // whoever comes first decides, and a kill leaves no half of it
  } catch {
    chmodSync(passphraseFile, 0o600); // it exists
  } finally {
    rmSync(mine, { force: true });
  }
}
