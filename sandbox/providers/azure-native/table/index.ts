import type { Rows } from "../../cloud/table.ts";
import { alarms } from "./alarms.ts";
import { caches } from "./caches.ts";
import { clusters } from "./clusters.ts";
import { communication } from "./communication.ts";
import { dataProtection } from "./data-protection.ts";
import { documents } from "./documents.ts";
import { edges } from "./edge.ts";
import { events } from "./events.ts";
import { identities } from "./identity.ts";
import { networks } from "./network.ts";
import { postgres } from "./postgres.ts";
import { services } from "./services.ts";
import { storage } from "./storage.ts";
import { vaults } from "./vaults.ts";

/** Every type of resource that the simulated Azure knows. */
export const rows: Rows = {
  ...alarms,
  ...caches,
  ...clusters,
  ...communication,
  ...dataProtection,
  ...documents,
  ...edges,
  ...events,
  ...identities,
  ...networks,
  ...postgres,
  ...services,
  ...storage,
  ...vaults,
};
