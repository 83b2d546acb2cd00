import { z } from "zod";

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
});
export type KafkaSettings = z.infer<typeof kafkaSettings>;
