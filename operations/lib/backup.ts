import { listBackups } from "./catalogue.ts";
import { ClockGuard, rounded } from "./clock.ts";
import type { Context } from "./context.ts";
import { dataKey, type Manifest, manifestKey, newId, purposeOf, sealedManifest } from "./manifest.ts";
import { outward } from "./pipeline.ts";
import { tierOf } from "./tiers.ts";

/**
 * Makes a backup: the data first and the manifest last, so that there is a whole backup or none. What a failed run leaves is no
 * backup, and expires.
 */
export async function backup({ job, kind, store, keys, run }: Context): Promise<Manifest> {
  const { clock, signal } = run;
  const guard = new ClockGuard(clock);
  const started = clock.seconds();
  guard.checkAgainst(await store.now(signal));
  const others = await listBackups(store, job, signal);
  const instance = kind.open(run);
  const tools = await instance.tools();
  const dump = await instance.dump();
  try {
    const { taken, follows } = dump;
    const id = newId(taken, others.at(-1)?.id);
    const tier = follows === undefined ? tierOf(taken, others) : "daily";
    const key = dataKey(tier, job, id, `${dump.extension}${job.compression === "zstd" ? ".zst" : ""}.enc`);
    const passage = { ...job, key: keys.current, purpose: purposeOf(job, id), signal };
    run.log(`Backup ${id} of ${job.kind} ${job.instance} goes to ${store.name}${key}`);
    const passed = await outward(dump.content, passage, (stream, ended) => store.upload(key, stream, ended));
    const { facts, notes = {} } = await dump.finish();
    guard.checkAgainst(await store.now(signal));
    guard.checkSteady();
    const manifest: Manifest = {
      format: 1,
      id,
      system: job.system,
      kind: job.kind,
      instance: job.instance,
      tier,
      taken: taken.toISOString(),
      finished: clock.now().toISOString(),
      seconds: rounded(clock.seconds() - started),
      ...(follows !== undefined && { follows }),
      data: { key, ...passed, compression: job.compression, encryptionKey: keys.current.id },
      facts,
      tools: { ...tools, node: process.versions.node },
      notes: { ...notes },
    };
    signal.throwIfAborted();
    await store.put(manifestKey(tier, job, id), sealedManifest(keys, manifest), signal);
    return manifest;
  } finally {
    await dump.close();
  }
}
