import { randomInt } from "node:crypto";
import { z } from "zod";
import { factsSchema } from "./facts.ts";
import { opened, sealed } from "./sealed.ts";
import type { KeyRing } from "./keys.ts";
import { type Tier, tiers } from "./tiers.ts";

/** What is backed up: one store of one system. */
export interface Subject {
  readonly system: string;
  readonly kind: string;
  readonly instance: string;
}

/** A backup's description, which is written last: a backup without one is none. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  system: z.string(),
  kind: z.string(),
  instance: z.string(),
  tier: z.enum(tiers),
  taken: z.iso.datetime().describe("the moment that the content is of"),
  finished: z.iso.datetime(),
  seconds: z.number().min(0).describe("how long it took"),
  follows: z.string().optional().describe("the backup that this one is an addition to"),
  data: z.strictObject({
    key: z.string(),
    bytes: z.int().min(0).describe("as stored"),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("as stored"),
    plainBytes: z.int().min(0),
    compression: z.enum(["zstd", "none"]),
    encryptionKey: z.string(),
  }),
  facts: factsSchema,
  tools: z.record(z.string(), z.string()).describe("versions of the programs that made it"),
  notes: z.record(z.string(), z.string()).describe("what the kind needs for restoring, such as a position"),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Date and time of a key, as the guides name backups: `20260131_020000`. */
export const stamp = (date: Date): string => date.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "_");

/**
 * Unique, and in the order of time.
 *
 * @param last id of the newest backup that there is: one that is taken in the same second comes after it
 */
export function newId(taken: Date, last = ""): string {
  const time = stamp(taken);
  const isSameSecond = last.startsWith(`${time}-`);
  // The first one of a second leaves the upper half to those that come after it.
  const number = isSameSecond ? randomInt(Number.parseInt(last.slice(-8), 16) + 1, 2 ** 32) : randomInt(2 ** 31);
  return `${time}-${number.toString(16).padStart(8, "0")}`;
}

const idForm = /^(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})-[0-9a-f]{8}$/;

/** When the backup of that id was taken, to the second; undefined if it is no id. */
export function timeOfId(id: string): Date | undefined {
  const parts = idForm.exec(id);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Where a subject's backups of a tier are. */
export const folderOf = (tier: Tier, { kind, instance }: Subject) => `${tier}/${kind}/${instance}/`;

/** Where one is; the guides' name with what it is. */
export const manifestKey = (tier: Tier, subject: Subject, id: string) =>
  `${folderOf(tier, subject)}${id}/manifest.json`;
export const dataKey = (tier: Tier, subject: Subject, id: string, extension: string) =>
  `${folderOf(tier, subject)}${id}/${subject.instance}_${id.slice(0, 15)}${extension}`;

/** What seals and encryption of a backup are bound to. */
export const purposeOf = ({ system, kind, instance }: Subject, id: string) =>
  JSON.stringify(["plumbline", 1, system, kind, instance, id]);

export const sealedManifest = (keys: KeyRing, manifest: Manifest): string =>
  sealed(keys, `manifest ${purposeOf(manifest, manifest.id)}`, manifest);

/** @throws BackupError when it is not that backup's manifest as it was written. */
export const openedManifest = (keys: KeyRing, subject: Subject, id: string, text: string): Manifest =>
  opened(keys, `manifest ${purposeOf(subject, id)}`, text, manifestSchema, `the manifest of ${id}`);
