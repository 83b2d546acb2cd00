import { BackupError } from "./errors.ts";
import type { KeyRing } from "./keys.ts";
import { folderOf, type Manifest, manifestKey, openedManifest, type Subject, timeOfId } from "./manifest.ts";
import type { Store } from "./store/store.ts";
import { expiry, type Tier, tiers } from "./tiers.ts";

/** A backup that has its manifest, which has not been read yet. */
export interface Listed {
  readonly id: string;
  readonly tier: Tier;
  readonly taken: Date;
}

/** Every backup of the subject, oldest first. What has no manifest is none. */
export async function listBackups(store: Store, subject: Subject, signal: AbortSignal): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const tier of tiers) {
    const folder = folderOf(tier, subject);
    for (const { key } of await store.list(folder, signal)) {
      const [id = "", file, more] = key.slice(folder.length).split("/");
      const taken = timeOfId(id);
      if (taken && file === "manifest.json" && more === undefined) found.push({ id, tier, taken });
    }
  }
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** @throws BackupError when it is missing, changed, or another's. */
export async function readManifest(
  store: Store,
  keys: KeyRing,
  subject: Subject,
  { id, tier }: Pick<Listed, "id" | "tier">,
  signal: AbortSignal,
): Promise<Manifest> {
  const text = await store.get(manifestKey(tier, subject, id), signal);
  if (text === undefined) throw new BackupError(`${store.name} has no backup ${id}`);
  return openedManifest(keys, subject, id, text);
}

/** The newest backup at or before that time, and before it what it adds to, in the order of restoring. */
export async function chooseBackups(
  store: Store,
  keys: KeyRing,
  subject: Subject,
  at: Date,
  signal: AbortSignal,
): Promise<[Manifest, ...Manifest[]]> {
  const listed = await listBackups(store, subject, signal);
  const byId = new Map(listed.map((each) => [each.id, each]));
  const what = `${subject.kind} ${subject.instance} of ${subject.system}`;
  const chosen = listed.findLast(({ taken }) => taken <= at);
  if (!chosen) {
    const [oldest] = listed;
    const there = oldest ? `the oldest is of ${oldest.taken.toISOString()}` : "there is none at all";
    throw new BackupError(`no backup of ${what} at or before ${at.toISOString()} in ${store.name}: ${there}`);
  }
  let first = await readManifest(store, keys, subject, chosen, signal);
  const others: Manifest[] = [];
  while (first.follows !== undefined) {
    const base = byId.get(first.follows);
    if (!base || base.id >= first.id) {
      throw new BackupError(`backup ${first.id} adds to ${first.follows}, which is not there: choose an earlier time`);
    }
    others.unshift(first);
    first = await readManifest(store, keys, subject, base, signal);
  }
  return [first, ...others];
}

/**
 * What a new addition follows: the last addition to the newest backup that stands for itself, or that one. While a whole backup is being
 * made, additions go on to follow the one before; as soon as it is there, the next one begins anew with it, or the chain would have no end.
 */
export async function endOfNewestChain(
  store: Store,
  keys: KeyRing,
  subject: Subject,
  signal: AbortSignal,
): Promise<Manifest | undefined> {
  const later: Manifest[] = [];
  for (const listed of (await listBackups(store, subject, signal)).reverse()) {
    const manifest = await readManifest(store, keys, subject, listed, signal);
    if (manifest.follows === undefined) {
      return later.reduce((end, next) => (next.follows === end.id ? next : end), manifest);
    }
    later.unshift(manifest);
  }
  return undefined;
}

/** Keys of what is to be removed now: expired backups, and data older than a day that never became a backup. */
export async function expiredKeys(store: Store, subject: Subject, now: Date, signal: AbortSignal): Promise<string[]> {
  const keys: string[] = [];
  for (const tier of tiers) {
    const folder = folderOf(tier, subject);
    const objects = await store.list(folder, signal);
    const whole = new Set(objects.map(({ key }) => key).filter((key) => key.endsWith("/manifest.json")));
    for (const { key } of objects) {
      const [id = ""] = key.slice(folder.length).split("/");
      const taken = timeOfId(id);
      if (!taken) continue; // not ours
      const orphan = !whole.has(`${folder}${id}/manifest.json`);
      const end = orphan ? new Date(taken.getTime() + 24 * 3600 * 1000) : expiry({ tier, taken });
      if (end <= now) keys.push(key);
    }
  }
  // Manifests first: what is half removed is no backup.
  const isData = (key: string) => (key.endsWith("/manifest.json") ? 0 : 1);
  return keys.sort((one, other) => isData(one) - isData(other));
}
