import { readFileSync } from "node:fs";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";

/** A server to restore into first: empty, and another than the one in use. */
const scratchForm = z.strictObject({
  /** Address without credentials, as nobody else reaches it. */
  address: z.string().startsWith("mongodb://"),
  /** Starts it; without, it is there already. The folder of its data has to be empty. */
  start: z.array(z.string()).min(1).optional(),
});

export const mongoSettings = z.strictObject({
  /** File with the address and the credentials of the server in use. */
  connectionFile: z.string(),
  /** File with the certificate of the authority that signed the server's. @default - the public ones, or no TLS */
  authorityFile: z.string().optional(),
  database: z.string().min(1),
  /** A full dump, or what came since the backup before. */
  mode: z.enum(["full", "increment"]).default("full"),
  /** Whether the server is a replica set, whose oplog makes a dump one of a single moment. */
  oplog: z.boolean().default(true),
  /** What restores go to first. @default - no restores */
  scratch: scratchForm.optional(),
  /** Folder of mongodump and mongorestore. @default - those of the PATH */
  programs: z.string().optional(),
});
export type MongoSettings = z.infer<typeof mongoSettings>;

/** Options that an address may have besides those of its file. */
type Options = Readonly<Record<string, string>>;

/** @throws BackupError when there is no address in the file; never with what is in it. */
export function addressOf({ connectionFile, authorityFile }: MongoSettings, options: Options = {}): string {
  let text: string;
  try {
    text = readFileSync(connectionFile, "utf8").trim();
  } catch {
    throw new BackupError(`the file ${connectionFile} with the address of the server cannot be read`);
  }
  if (!/^mongodb(\+srv)?:\/\/[^\s]+$/.test(text)) {
    throw new BackupError(`the file ${connectionFile} must have one address that begins with mongodb://`);
  }
  const whole = ofServer(text);
  return withOptions(whole, { ...(authorityFile !== undefined && { tlsCAFile: authorityFile }), ...options });
}

/**
 * The address without a database: mongodump would take it for the one to dump, and refuse to take the oplog along. Who signs in without
 * saying where is of that database.
 */
function ofServer(address: string): string {
  const [, server = address, database, query] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(address) ?? [];
  const options = query === undefined || query === "" ? [] : [query];
  const named = new URLSearchParams(query).has("authSource") || !database ? [] : [`authSource=${database}`];
  const all = [...options, ...named].join("&");
  return `${server}/${all === "" ? "" : `?${all}`}`;
}

/** The driver's own classes of addresses would write the hosts of a replica set as one. */
export function withOptions(address: string, options: Options): string {
  const added = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (added.length === 0) return address;
  const [before = "", query] = address.split("?", 2);
  const withPath = /^mongodb(\+srv)?:\/\/[^/]+\//.test(before) ? before : `${before}/`;
  return `${withPath}?${[...(query ? [query] : []), ...added].join("&")}`;
}
