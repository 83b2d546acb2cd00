import { every } from "../claims.ts";
import { at, listAt, ofType } from "../estate.ts";
import type { EstatePage } from "../page.ts";
import { azureEstate } from "./estate.ts";
import { lossesOf } from "./losses.ts";
import { azureLines } from "./paid.ts";
import { azureStores } from "./stores.ts";

/** `prod-azure`, on Azure. */
export const prodAzure: EstatePage = {
  name: "prod-azure",
  stack: "prod-azure",
  cloud: "Azure",
  title: "What prod-azure is",
  estateOf: azureEstate,
  lines: azureLines,
  growth: (estate) => ({
    says: "Between the least and the most, Azure adds machines as the pods of a cluster need them; the most is what the quotas of the systems let in, the season's among them.",
    holds: every(ofType(estate, "azure-native:containerservice:ManagedCluster"), ({ inputs }) =>
      every(listAt(inputs, "agentPoolProfiles"), (pool) => at(pool, "enableAutoScaling") === true),
    ),
  }),
  regions: [
    "Every system runs in every region. What is a copy takes reads until it is promoted; what is a region's own has no copy, unless it says so. A cell",
    "without anything uses what the primary has, by endpoints of its own. Images and the applications' secrets are in all regions; keys are not copied:",
    "what is a copy is encrypted by a key of its own region. A region that is not the stack's holds what Azure copies the backups of PostgreSQL to.",
  ],
  stores: azureStores,
  losses: lossesOf,
};
