import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Job } from "../../operations/lib/job.ts";
import { enginePath, ensureEngine } from "../../sandbox/lib/engine.ts";
import { isOwnBackend, pulumiEnvironment } from "../../sandbox/lib/environment.ts";
import { Failure, type Report } from "../../sandbox/lib/failure.ts";
import { pinnedNode, projectRoot, stateDir } from "../../sandbox/lib/paths.ts";
import { passThrough } from "../../sandbox/lib/pulumi.ts";

/** What of a stack is backed up by whoever deploys it, rather than by a pod in its cluster. */
export const stateKinds = ["state", "secrets"] as const;
export type StateKind = (typeof stateKinds)[number];

/** Commands of the program in `operations/` that make sense from here. */
export const stateCommands = ["backup", "drill", "list", "restore", "verify"] as const;
export type StateCommand = (typeof stateCommands)[number];

export interface StateBackup {
  readonly kind: StateKind;
  readonly stack: string;
  /** Where backups are, such as `s3://bucket/folder?region=us-west-2` or `azblob://container/folder?storage_account=account`. */
  readonly to: string;
  /** File with a key of 64 hexadecimal digits on each line, today's first. */
  readonly keys: string;
  /** Lets a restore replace a state that is newer than the backup. @default false */
  readonly replaceNewer?: boolean;
}

/** As for every stack: a day may be lost, since a backup is made each day. Unit: seconds. */
const objectives = { rtoSeconds: 15 * 60, rpoSeconds: 24 * 3600 };

/** The program's job for a stack of this project. */
export function stateJob({
  kind,
  stack,
  to,
  keys,
  replaceNewer = false,
}: StateBackup): Omit<Job, "stallSeconds" | "compression"> {
  return {
    system: "plumbline",
    kind,
    instance: stack,
    store: placeOf(to),
    keyFile: resolve(keys),
    objectives,
    settings: {
      project: "plumbline",
      stack,
      directory: projectRoot,
      pulumi: enginePath,
      keep: join(stateDir, "replaced-states"),
      replaceNewer,
    },
  };
}

/**
 * Reads the address of a place of backups.
 *
 * @throws Failure if it is neither a bucket with its region, nor a container with its account, nor a folder
 */
export function placeOf(address: string): Job["store"] {
  const url = URL.parse(address);
  const found = url && (folderAt(url) ?? bucketAt(url) ?? containerAt(url));
  if (found) return found;
  throw new Failure(`the place of backups is ${JSON.stringify(address)}: give ${placeForms}`);
}

/** How a place of backups is written. */
export const placeForms =
  "s3://BUCKET/FOLDER?region=REGION, azblob://CONTAINER/FOLDER?storage_account=ACCOUNT, or file:///FOLDER";

const folderAt = (url: URL): Job["store"] | undefined =>
  url.protocol === "file:" && url.host === "" ? { type: "folder", path: fileURLToPath(url) } : undefined;

function bucketAt(url: URL): Job["store"] | undefined {
  const { region, endpoint, ...others } = Object.fromEntries(url.searchParams);
  if (url.protocol !== "s3:" || !url.host || !region || Object.keys(others).length > 0) return undefined;
  return { type: "s3", bucket: url.host, region, ...within(url), ...(endpoint !== undefined && { endpoint }) };
}

/** As Pulumi names a container: by the account, which is the same in the whole world. */
function containerAt(url: URL): Job["store"] | undefined {
  const { storage_account: account = "", ...others } = Object.fromEntries(url.searchParams);
  const isAccount = /^[a-z0-9]{3,24}$/.test(account);
  if (url.protocol !== "azblob:" || !url.host || !isAccount || Object.keys(others).length > 0) return undefined;
  return { type: "blob", account: `https://${account}.blob.core.windows.net`, container: url.host, ...within(url) };
}

function within({ pathname }: URL): { folder?: string } {
  const folder = pathname.replace(/^\/+|\/+$/g, "");
  return folder === "" ? {} : { folder };
}

/**
 * Runs the program that backs up, with its output as this command's own.
 *
 * @param options further options of the program's command
 * @returns its exit code
 * @throws Failure without a backend: the sandbox's own state is nothing that a team loses
 */
export async function runStateProgram(
  asked: StateBackup,
  command: StateCommand,
  options: readonly string[],
  report: Report,
): Promise<number> {
  const job = stateJob(asked);
  if (isOwnBackend) {
    throw new Failure(
      `PULUMI_BACKEND_URL is not set: eval "$(npm run -s bootstrap -- ${asked.stack} --print)" sets it to that of ${asked.stack}`,
    );
  }
  await ensureEngine(report);
  const folder = mkdtempSync(join(tmpdir(), "plumbline-state-backup-"));
  try {
    const file = join(folder, "job.json");
    writeFileSync(file, JSON.stringify(job), { mode: 0o600 });
    const program = join(projectRoot, "operations/main.ts");
    return await passThrough(pinnedNode, [program, command, "--job", file, ...options], pulumiEnvironment());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
