import { z } from "zod";
import type { KeyRing } from "./keys.ts";
import type { Subject } from "./manifest.ts";
import { opened, sealed } from "./sealed.ts";

/** What a drill found; the same wherever it ran. Its JSON schema is generated from here. */
export const receiptSchema = z
  .strictObject({
    format: z.literal(1),
    system: z.string(),
    kind: z.string().describe("postgres, redis, mongo, kafka, cluster, state or secrets"),
    instance: z.string(),
    store: z.string().describe("where the backup was"),
    backup: z
      .strictObject({
        id: z.string(),
        taken: z.iso.datetime(),
        bytes: z.int().min(0),
        sha256: z.string(),
      })
      .optional()
      .describe("missing where none could be chosen"),
    started: z.iso.datetime().describe("when the restore began"),
    finished: z.iso.datetime(),
    steps: z.record(z.string(), z.number().min(0)).describe("seconds by step"),
    compared: z.strictObject({
      parts: z.int().min(0).describe("tables, databases, collections, topics or objects"),
      items: z.int().min(0).describe("rows, keys, documents, offsets or fields"),
    }),
    differences: z.array(z.string()).describe("between what was saved and what was restored"),
    rtoSeconds: z.number().min(0).describe("from the start of the restore to the first answer of what was restored"),
    rpoSeconds: z
      .number()
      .min(0)
      .describe("what would be lost: the newest write that was acknowledged less the newest restored"),
    objectives: z.strictObject({ rtoSeconds: z.number(), rpoSeconds: z.number() }).optional(),
    verdict: z.enum(["passed", "failed"]),
    reason: z.string().optional().describe("why it failed"),
    measurements: z.record(z.string(), z.number()).describe("further numbers of the kind"),
    tools: z.record(z.string(), z.string()).describe("versions of the programs"),
  })
  .describe("Receipt of a restore drill");
export type Receipt = z.infer<typeof receiptSchema>;

/** Folder of all receipts in a store. */
export const receiptsFolder = "receipts/";

export const receiptFolderOf = ({ kind, instance }: Pick<Subject, "kind" | "instance">) =>
  `${receiptsFolder}${kind}/${instance}/`;

export const receiptKey = (receipt: Receipt) =>
  `${receiptFolderOf(receipt)}${receipt.started.replaceAll(/[-:Z]/g, "").replace("T", "_")}-${receipt.verdict}.json`;

const purpose = ({ system, kind, instance }: Subject) => `receipt ${JSON.stringify([system, kind, instance])}`;

export const sealedReceipt = (keys: KeyRing, receipt: Receipt): string => sealed(keys, purpose(receipt), receipt);

/** @throws BackupError when it is not as it was written. */
export const openedReceipt = (keys: KeyRing, subject: Subject, text: string, where: string): Receipt =>
  opened(keys, purpose(subject), text, receiptSchema, where);
