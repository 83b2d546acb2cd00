import type { Rows } from "../../cloud/table.ts";
import { account } from "./account.ts";
import { backups } from "./backups.ts";
import { caches } from "./caches.ts";
import { clusters } from "./clusters.ts";
import { databaseProxies } from "./database-proxies.ts";
import { databases } from "./databases.ts";
import { documents } from "./documents.ts";
import { edge } from "./edge.ts";
import { lambdaFunctions } from "./functions.ts";
import { identity } from "./identity.ts";
import { keys } from "./keys.ts";
import { mail } from "./mail.ts";
import { messages } from "./messages.ts";
import { names } from "./names.ts";
import { networkAccess } from "./network-access.ts";
import { network } from "./network.ts";
import { observability } from "./observability.ts";
import { registries } from "./registries.ts";
import { scaling } from "./scaling.ts";
import { secrets } from "./secrets.ts";
import { securityGroups } from "./security-groups.ts";
import { storage } from "./storage.ts";
import { streams } from "./streams.ts";

/** Every type of resource that the simulated AWS knows. */
export const rows: Rows = {
  ...account,
  ...backups,
  ...caches,
  ...clusters,
  ...databaseProxies,
  ...databases,
  ...documents,
  ...edge,
  ...identity,
  ...keys,
  ...lambdaFunctions,
  ...mail,
  ...messages,
  ...names,
  ...network,
  ...networkAccess,
  ...observability,
  ...registries,
  ...scaling,
  ...secrets,
  ...securityGroups,
  ...storage,
  ...streams,
};
