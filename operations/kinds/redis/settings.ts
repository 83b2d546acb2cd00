import { readFileSync } from "node:fs";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { RedisLogin } from "./connection.ts";

export const redisSettings = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(6379),
  /** @default - the server asks for none */
  passwordFile: z.string().optional(),
  /** Certificate of the authority that signed the server's. @default - no TLS */
  authorityFile: z.string().optional(),
  /** Where a backup is restored to: a server of its own. @default - no restores */
  scratch: z
    .strictObject({
      folder: z.string(),
      /** @default - what PATH finds */
      program: z.string().default("redis-server"),
      port: z.int().min(1).max(65_535),
      /** Host under which the server in use finds it when it is switched to. @default - what the variable POD_IP says */
      host: z.string().optional(),
      /** What it shows the server in use, which asks for TLS where it serves so itself. @default - no TLS */
      tls: z.strictObject({ certificateFile: z.string(), keyFile: z.string() }).optional(),
    })
    .optional(),
});
export type RedisSettings = z.infer<typeof redisSettings>;

export function loginOf({ host, port, passwordFile, authorityFile }: RedisSettings): RedisLogin {
  let password: string | undefined;
  try {
    password = passwordFile === undefined ? undefined : readFileSync(passwordFile, "utf8").trimEnd();
  } catch {
    throw new BackupError(`the password file ${passwordFile ?? ""} cannot be read`);
  }
  return { host, port, password, authorityFile };
}
