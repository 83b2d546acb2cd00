import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Clock } from "../../operations/lib/clock.ts";
import { systemClock } from "../../operations/lib/clock.ts";
import type { Context } from "../../operations/lib/context.ts";
import { endOfNewestChain } from "../../operations/lib/catalogue.ts";
import type { Facts } from "../../operations/lib/facts.ts";
import { type Job, jobSchema } from "../../operations/lib/job.ts";
import { readKeys } from "../../operations/lib/keys.ts";
import type { Dump, Instance, Kind, Run } from "../../operations/lib/kind.ts";
import { folderStore } from "../../operations/lib/store/folder.ts";
import type { Store } from "../../operations/lib/store/store.ts";

/** Removed when the tests of the file are over. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-drill-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const keyFile = (folder: string, ...keys: string[]): string => {
  const file = join(folder, `keys-${keys.length}-${Math.random().toString(16).slice(2)}`);
  writeFileSync(file, `${keys.join("\n")}\n`);
  return file;
};

export const firstKey = "a1".repeat(32);

/** A store whose content is a list of lines. */
export interface Lines {
  lines: string[];
  restored: string[];
  switched: string[] | undefined;
}

export function linesKind(
  state: Lines,
  make: (content: Buffer) => Readable = (content) => Readable.from([content]),
): Kind {
  const factsOf = (lines: readonly string[]): Facts => ({ lines: { count: lines.length, checksum: lines.join("|") } });
  const dump = (run: Run): Dump => {
    const lines = [...state.lines];
    return {
      taken: run.clock.now(),
      content: make(Buffer.from(lines.join("\n"), "utf8")),
      extension: ".txt",
      finish: () => Promise.resolve({ facts: factsOf(lines) }),
      close: () => Promise.resolve(),
    };
  };
  const open = (run: Run): Instance => ({
    tools: () => Promise.resolve({ lines: "1.0" }),
    dump: () => Promise.resolve(dump(run)),
    scratch: () =>
      Promise.resolve({
        restore: async (content) => {
          state.restored = (await buffer(content)).toString("utf8").split("\n");
        },
        facts: () => Promise.resolve(factsOf(state.restored)),
        switchOver: () => {
          state.switched = state.restored;
          return Promise.resolve("switched");
        },
        close: () => Promise.resolve(),
      }),
  });
  return { name: "lines", open };
}

/** A store that forgets, for what would write thousands of files. */
export function memoryStore(): Store {
  const objects = new Map<string, Buffer>();
  const taken = (key: string) => objects.get(key) ?? Buffer.alloc(0);
  return {
    name: "memory",
    upload: async (key, stream) => void objects.set(key, await buffer(stream)),
    put: (key, content) => Promise.resolve(void objects.set(key, Buffer.from(content, "utf8"))),
    get: (key) => Promise.resolve(objects.get(key)?.toString("utf8")),
    open: (key) => Promise.resolve(Readable.from([taken(key)])),
    list: (prefix) =>
      Promise.resolve(
        [...objects.keys()]
          .filter((key) => key.startsWith(prefix))
          .sort()
          .map((key) => ({ key, bytes: taken(key).length, modified: new Date(0) })),
      ),
    remove: (keys) => {
      for (const key of keys) objects.delete(key);
      return Promise.resolve();
    },
    now: () => Promise.resolve(undefined),
  };
}

export interface ContextArgs {
  readonly folder: string;
  readonly kind: Kind;
  readonly job?: Partial<Job>;
  readonly clock?: Clock;
  readonly keys?: readonly string[];
  readonly store?: Store;
  readonly signal?: AbortSignal;
}

export function contextFor(args: ContextArgs): Context {
  const store = { type: "folder", path: join(args.folder, "store") };
  const file = keyFile(args.folder, ...(args.keys ?? [firstKey]));
  const subject = { system: "shop", kind: args.kind.name, instance: "main" };
  const job = jobSchema.parse({ ...subject, store, keyFile: file, ...args.job });
  const opened = args.store ?? folderStore.open(store);
  const keys = readKeys(job.keyFile);
  const signal = args.signal ?? new AbortController().signal;
  const newest = () => endOfNewestChain(opened, keys, job, signal);
  const run = { job, signal, clock: args.clock ?? systemClock, log: () => undefined, newest };
  return { job, kind: args.kind, store: opened, keys, run };
}
