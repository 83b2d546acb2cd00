import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { chooseBackups } from "./catalogue.ts";
import { rounded } from "./clock.ts";
import type { Context } from "./context.ts";
import { BackupError } from "./errors.ts";
import { differences, type Facts } from "./facts.ts";
import type { Run, Scratch } from "./kind.ts";
import { type Manifest, purposeOf } from "./manifest.ts";
import { inward, type Passage, type Passed } from "./pipeline.ts";

/** Seconds by step, as they are taken. */
export class Steps {
  readonly seconds: Record<string, number> = {};
  readonly #run: Pick<Run, "clock" | "log">;

  constructor(run: Pick<Run, "clock" | "log">) {
    this.#run = run;
  }

  async time<T>(step: string, work: () => Promise<T>): Promise<T> {
    const { clock, log } = this.#run;
    const start = clock.seconds();
    try {
      return await work();
    } finally {
      this.seconds[step] = rounded((this.seconds[step] ?? 0) + clock.seconds() - start);
      log(`${step}: ${this.seconds[step].toFixed(1)} s`);
    }
  }
}

const passageOf = ({ job, keys, run }: Context, manifest: Manifest): Passage => ({
  key: keys.find(manifest.data.encryptionKey),
  purpose: purposeOf(manifest, manifest.id),
  compression: manifest.data.compression,
  stallSeconds: job.stallSeconds,
  signal: run.signal,
});

/**
 * Reads a backup from its first to its last byte, and decompresses it.
 *
 * @throws BackupError when it is not exactly what its manifest says.
 */
export async function verify(context: Context, manifest: Manifest): Promise<void> {
  assertAs(manifest, await read(context, manifest, passageOf(context, manifest)), ["bytes", "plainBytes", "sha256"]);
}

/**
 * Reads a backup from its first to its last byte, and leaves it compressed: that nobody has changed it is known by then, and it is
 * decompressed once, into the new instance.
 *
 * @throws BackupError when it is not exactly what its manifest says.
 */
async function authenticate(context: Context, manifest: Manifest): Promise<void> {
  const passage: Passage = { ...passageOf(context, manifest), compression: "none" };
  assertAs(manifest, await read(context, manifest, passage), ["bytes", "sha256"]);
}

async function read({ store, run }: Context, { data }: Manifest, passage: Passage): Promise<Passed> {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return inward(await store.open(data.key, run.signal), passage, (stream, signal) =>
    pipeline(stream, nowhere(), { signal }),
  );
}

function assertAs({ id, data }: Manifest, passed: Passed, measures: readonly (keyof Passed)[]): void {
  for (const what of measures) {
    if (passed[what] === data[what]) continue;
    throw new BackupError(`backup ${id} has ${what} ${passed[what]} instead of ${data[what]}: it is not restored`);
  }
}

/** What a restore did. */
export interface Restored {
  readonly manifests: readonly [Manifest, ...Manifest[]];
  /** The newest of them, which the facts are of. */
  readonly newest: Manifest;
  readonly facts: Facts;
  readonly differences: readonly string[];
  /** From the start to the first answer. Unit: seconds. */
  readonly rtoSeconds: number;
}

/** Chooses what to restore, and reads all of it before anything is touched. */
export async function chosen(context: Context, at: Date, steps: Steps): Promise<readonly [Manifest, ...Manifest[]]> {
  const { job, store, keys, run } = context;
  const manifests = await steps.time("choose", () => chooseBackups(store, keys, job, at, run.signal));
  await steps.time("verify", async () => {
    for (const manifest of manifests) await authenticate(context, manifest);
  });
  return manifests;
}

/** Restores into a new instance beside the one that is in use, and compares. The caller closes it. */
export async function intoScratch(
  context: Context,
  scratch: Scratch,
  manifests: readonly [Manifest, ...Manifest[]],
  steps: Steps,
  started: number,
): Promise<Restored> {
  const { store, run } = context;
  await steps.time("restore", async () => {
    for (const manifest of manifests) {
      const stored = await store.open(manifest.data.key, run.signal);
      const passed = await inward(stored, passageOf(context, manifest), (stream) => scratch.restore(stream, manifest));
      assertAs(manifest, passed, ["bytes", "plainBytes", "sha256"]);
    }
  });
  const newest = manifests.at(-1) ?? manifests[0];
  const rtoSeconds = rounded(run.clock.seconds() - started);
  const facts = await steps.time("compare", () => scratch.facts(newest));
  return { manifests, newest, facts, differences: differences(newest.facts, facts), rtoSeconds };
}

export interface RestoreOptions {
  /** The newest backup at or before this time. */
  readonly at: Date;
  /** Chooses and reads, and touches nothing. */
  readonly dryRun: boolean;
  /** Puts what was restored in the place of what is in use. */
  readonly switchOver: boolean;
}

/** @throws BackupError when what was restored is not what was saved: nothing is switched then. */
export async function restore(context: Context, { at, dryRun, switchOver }: RestoreOptions): Promise<string> {
  const { kind, run } = context;
  const steps = new Steps(run);
  const started = run.clock.seconds();
  const instance = kind.open(run);
  const manifests = await chosen(context, at, steps);
  const ids = manifests.map(({ id }) => id).join(", then ");
  if (dryRun) return `would restore ${ids}; it is whole and unchanged, and nothing was touched`;
  const scratch = await steps.time("prepare", () => instance.scratch());
  try {
    const restored = await intoScratch(context, scratch, manifests, steps, started);
    const [first] = restored.differences;
    if (first !== undefined) {
      const others = restored.differences.length - 1;
      throw new BackupError(
        `what was restored differs from what was saved, so nothing is switched: ${first}${others > 0 ? `, and ${others} more` : ""}`,
      );
    }
    const done = switchOver ? await steps.time("switch", () => scratch.switchOver()) : "nothing is switched";
    return `restored ${ids}, equal to what was saved; ${done}`;
  } finally {
    await scratch.close();
  }
}
