import { createHash } from "node:crypto";
import { InvalidInput } from "./errors.ts";

/**
 * Longest names that services take, by what is named. Unit: characters. Those of AWS are from each service's API reference, those of Azure from
 * the resource providers' naming rules.
 */
export const nameLimits = {
  "storage account": 24,
  vault: 24,
  "vault secret": 127,
  "resource group": 90,
  deployment: 64,
  registry: 50,
  namespace: 50,
  "public name": 63,
  "application gateway": 80,
  "private endpoint": 64,
  "alarm group": 260,
  "database server": 63,
  "cache server": 60,
  "document cluster": 40,
  "backup vault": 50,
  "backup instance": 100,
  cache: 40,
  database: 63,
  "document database": 63,
  cluster: 100,
  "database proxy": 60,
  "event stream cluster": 64,
  firewall: 128,
  "key alias": 250,
  function: 64,
  "log group": 512,
  "mail configuration": 64,
  bucket: 63,
  queue: 80,
  "registry repository": 256,
  replicator: 128,
  role: 64,
  secret: 512,
  "subnet group": 255,
  topic: 256,
  "parameter group": 255,
} as const;
export type Named = keyof typeof nameLimits;

/** Characters of the hash that a cut name ends in. */
const hashLength = 8;

/**
 * A name that the service keeps: the parts joined by hyphens. One that is too long is cut and ends in a hash of the whole,
 * so that it stays unique, and the same at every run.
 *
 * Only for names that a service forces on us, or that a policy has to know beforehand; all others are left to Pulumi,
 * whose random ending lets a resource be replaced.
 *
 * @param what Kind of thing, which decides the limit.
 * @param parts Non-empty parts of a-z, 0-9 and single hyphens, from the widest to the narrowest: stage, system, component.
 * @throws InvalidInput naming the part that no service would take.
 */
export function physicalName(what: Named, ...parts: readonly string[]): string {
  const wrong = parts.find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
  if (wrong !== undefined || parts.length === 0) {
    throw new InvalidInput(`name of a ${what}`, "part", 'a-z, 0-9 and single "-" between them', wrong);
  }
  const whole = parts.join("-");
  const most = nameLimits[what];
  if (whole.length <= most) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, hashLength);
  return `${whole.slice(0, most - hashLength - 1).replace(/-$/, "")}-${hash}`;
}
