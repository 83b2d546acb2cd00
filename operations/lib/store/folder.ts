import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { BackupError } from "../errors.ts";
import type { Store, StoredObject } from "./store.ts";
import { defineStore } from "./stores.ts";

const folderSettings = z.strictObject({
  type: z.literal("folder"),
  path: z.string().min(1).describe("an absolute path"),
});

/** Ends the names of files that are being written. */
const unfinished = ".part";

/** A folder, such as a mounted volume. */
function openFolder({ path }: z.infer<typeof folderSettings>): Store {
  const root = resolve(path);
  const fileOf = (key: string) => {
    const file = resolve(root, key);
    if (!file.startsWith(root + sep)) throw new BackupError(`the key ${key} is outside of ${root}`);
    return file;
  };
  return {
    name: `file://${root}`,
    upload: (key, stream, signal) => write(fileOf(key), stream, signal),
    put: (key, content, signal) => write(fileOf(key), [Buffer.from(content, "utf8")], signal),
    get: (key) => readFile(fileOf(key), "utf8").catch(noneIfMissing),
    open: async (key) => {
      const file = fileOf(key);
      if (!(await stat(file).catch(noneIfMissing))) throw new BackupError(`${key} is not in ${root}`);
      return createReadStream(file, { highWaterMark: 1024 * 1024 });
    },
    list: (prefix) => list(root, prefix),
    remove: async (keys) => {
      for (const key of keys) await rm(fileOf(key), { force: true });
    },
    now: () => Promise.resolve(undefined),
  };
}

/** Under another name until it is on disk as a whole. */
async function write(file: string, content: Readable | Iterable<Buffer>, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.${randomUUID()}${unfinished}`;
  try {
    await pipeline(content, createWriteStream(part, { mode: 0o600, flush: true }), { signal });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  const folder = await open(dirname(file), "r");
  try {
    await folder.sync(); // the name, too
  } finally {
    await folder.close();
  }
}

async function list(root: string, prefix: string): Promise<StoredObject[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(noneIfMissing);
  const found: StoredObject[] = [];
  for (const entry of entries ?? []) {
    if (!entry.isFile() || entry.name.endsWith(unfinished)) continue;
    const file = join(entry.parentPath, entry.name);
    const key = relative(root, file).replaceAll(sep, "/");
    if (!key.startsWith(prefix)) continue;
    const status = await stat(file).catch(noneIfMissing);
    if (status) found.push({ key, bytes: status.size, modified: status.mtime });
  }
  return found.sort((one, other) => (one.key < other.key ? -1 : 1));
}

function noneIfMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}

export const folderStore = defineStore("folder", folderSettings, openFolder);
