import { rounded } from "./clock.ts";
import type { Context } from "./context.ts";
import { messageOf } from "./errors.ts";
import { total } from "./facts.ts";
import { type Receipt, receiptKey, sealedReceipt } from "./receipt.ts";
import { chosen, intoScratch, type Restored, Steps } from "./restore.ts";

/** What a drill may know besides. */
export interface DrillOptions {
  /** When the disaster is, for the loss that is told. @default - now */
  readonly disaster?: Date;
  /** The newest backup at or before this time. @default - now */
  readonly at?: Date;
  /** Further numbers for the receipt. */
  readonly measurements?: Readonly<Record<string, number>>;
}

/**
 * Restores the newest backup into a new instance, compares, removes the instance, and leaves a receipt in the store, of a failure as of
 * a success. Nothing that is in use is touched.
 */
export async function drill(context: Context, options: DrillOptions = {}): Promise<Receipt> {
  const { job, kind, store, run } = context;
  const { clock } = run;
  const steps = new Steps(run);
  const startedAt = clock.now();
  const started = clock.seconds();
  const disaster = options.disaster ?? startedAt;
  let tools: Readonly<Record<string, string>> = {};
  let restored: Restored | undefined;
  let reason: string | undefined;
  try {
    const instance = kind.open(run);
    tools = await instance.tools();
    const manifests = await chosen(context, options.at ?? startedAt, steps);
    const scratch = await steps.time("prepare", () => instance.scratch());
    try {
      restored = await intoScratch(context, scratch, manifests, steps, started);
    } finally {
      await scratch.close();
    }
  } catch (error) {
    reason = messageOf(error);
  }
  const rtoSeconds = restored?.rtoSeconds ?? rounded(clock.seconds() - started);
  const taken = restored && new Date(restored.newest.taken);
  const rpoSeconds = taken ? rounded(Math.max(0, (disaster.getTime() - taken.getTime()) / 1000)) : 0;
  reason ??= judge(restored, rtoSeconds, rpoSeconds, job.objectives);
  const receipt: Receipt = {
    format: 1,
    system: job.system,
    kind: job.kind,
    instance: job.instance,
    store: store.name,
    ...(restored && { backup: backupOf(restored) }),
    started: startedAt.toISOString(),
    finished: clock.now().toISOString(),
    steps: steps.seconds,
    compared: { parts: Object.keys(restored?.facts ?? {}).length, items: total(restored?.facts ?? {}) },
    differences: [...(restored?.differences ?? [])],
    rtoSeconds,
    rpoSeconds,
    ...(job.objectives && { objectives: job.objectives }),
    verdict: reason === undefined ? "passed" : "failed",
    ...(reason !== undefined && { reason }),
    measurements: { ...options.measurements },
    tools: { ...tools, node: process.versions.node },
  };
  await leave(context, receipt);
  return receipt;
}

/** Keeps a receipt in the store, where the metrics are read from. */
export async function leave(
  { store, keys, run }: Pick<Context, "store" | "keys" | "run">,
  receipt: Receipt,
): Promise<void> {
  await store.put(receiptKey(receipt), sealedReceipt(keys, receipt), run.signal);
}

function backupOf({ newest: { id, taken, data } }: Restored): Receipt["backup"] {
  return { id, taken, bytes: data.bytes, sha256: data.sha256 };
}

/** Why a drill that came to its end has failed all the same. */
function judge(
  restored: Restored | undefined,
  rtoSeconds: number,
  rpoSeconds: number,
  objectives: Receipt["objectives"],
): string | undefined {
  const [first] = restored?.differences ?? [];
  return first ?? missedObjective(rtoSeconds, rpoSeconds, objectives);
}

/** Which objective a restore did not meet, in a line; none, if it met both. */
export function missedObjective(
  rtoSeconds: number,
  rpoSeconds: number,
  objectives: Receipt["objectives"],
): string | undefined {
  if (!objectives) return undefined;
  if (rtoSeconds > objectives.rtoSeconds)
    return `the restore took ${rtoSeconds.toFixed(0)} s of ${objectives.rtoSeconds}`;
  if (rpoSeconds > objectives.rpoSeconds)
    return `${rpoSeconds.toFixed(0)} s of writes would be lost, of ${objectives.rpoSeconds}`;
  return undefined;
}
