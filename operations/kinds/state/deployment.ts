import { createHash } from "node:crypto";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";

/** What of an export matters here; all the rest is kept as it is. */
const exportForm = z.looseObject({
  version: z.literal(3),
  deployment: z.looseObject({
    manifest: z.looseObject({ time: z.iso.datetime() }),
    resources: z.array(z.looseObject({ urn: z.string(), type: z.string() })).default([]),
    pending_operations: z.array(z.unknown()).default([]),
  }),
});
export type StateExport = z.infer<typeof exportForm>;
export type StateResource = StateExport["deployment"]["resources"][number];

/** What a state is of. */
export interface StackId {
  readonly project: string;
  readonly stack: string;
}

/**
 * Reads what `pulumi stack export` printed.
 *
 * @throws BackupError when it is cut off or something else, or is of another stack.
 */
export function readExport(text: string, id: StackId): StateExport {
  const parsed = exportForm.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new BackupError(`this is no exported state of Pulumi's: ${parsed.error.issues[0]?.message ?? "no JSON"}`);
  }
  for (const { urn } of parsed.data.deployment.resources) {
    const [, , stack, project] = urn.split(/:{1,2}/);
    if (stack === id.stack && project === id.project) continue;
    throw new BackupError(
      `the state is of ${project ?? "?"}/${stack ?? "?"} and not of ${id.project}/${id.stack}: it is not used`,
    );
  }
  return parsed.data;
}

/** When the state was written, as it says itself: of two states the later one is the newer. */
export const writtenAt = ({ deployment }: StateExport): Date => new Date(deployment.manifest.time);

/**
 * What a state has: its resources by type, its secrets, and all the rest. A secret is encrypted anew at each import, and so counts as a secret
 * alone; that it can be decrypted is seen by importing it, since what is encrypted is authenticated, too.
 */
export function stateFacts({ deployment: { resources, ...rest } }: StateExport): Facts {
  const byType = Map.groupBy(resources, ({ type }) => type);
  return {
    ...Object.fromEntries([...byType].map(([type, all]) => [type, { count: all.length, checksum: checksum(all) }])),
    "all of the state": {
      count: resources.length,
      checksum: checksum({ ...rest, order: resources.map(({ urn }) => urn) }),
    },
    secrets: { count: secretsIn(resources), checksum: "" },
  };
}

/** Key of an object of Pulumi's own, and its value for a secret. */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function secretsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if (isSecret(value)) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + secretsIn(each), 0);
}

const isSecret = (value: object): boolean => signature in value && value[signature] === secretSignature;

/** @returns of the value with its fields in order, and its secrets without what is encrypted in them */
function checksum(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(ordered(value)))
    .digest("hex");
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return "secret";
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
