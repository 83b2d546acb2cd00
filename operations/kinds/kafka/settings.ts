import { z } from "zod";

const recordsForm = z.strictObject({
  topics: z.array(z.string()).min(1),
  groups: z.array(z.string()),
  /** All that the topics have, or what came since the backup before. */
  mode: z.enum(["full", "increment"]).default("full"),
  /** Folder with room for what is restored. @default - no restores */
  folder: z.string().optional(),
});
export type RecordsSettings = z.infer<typeof recordsForm>;

export const kafkaSettings = z.strictObject({
  /** `host:port` of some brokers. */
  bootstrap: z.array(z.string().regex(/^[^:\s]+:\d+$/, "host:port")).min(1),
  user: z.string().min(1),
  passwordFile: z.string(),
  mechanism: z.enum(["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]).default("SCRAM-SHA-512"),
  /** File with the certificate of the authority that signed the brokers'. @default - no TLS, for brokers of this machine */
  authorityFile: z.string().optional(),
  /** Whether access lists belong to it. In the cluster an operator writes them by what the stack declares. @default false */
  accessLists: z.boolean().default(false),
  /**
   * Records themselves, of topics that the stack declares, with the positions of groups in them; for a service that keeps its records in one
   * region, and tells and takes less than a broker. @default - all that is not records
   */
  records: recordsForm.optional(),
});
export type KafkaSettings = z.infer<typeof kafkaSettings>;
