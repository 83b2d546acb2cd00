import { textAt } from "../estate.ts";
import type { EstatePage } from "../page.ts";
import { awsEstate } from "./estate.ts";
import { lossesOf } from "./losses.ts";
import { awsLines } from "./paid.ts";
import { awsStores } from "./stores.ts";

/** `prod`, on AWS. */
export const prodAws: EstatePage = {
  name: "prod-aws",
  stack: "prod",
  cloud: "AWS",
  title: "What prod on AWS is",
  estateOf: awsEstate,
  lines: awsLines,
  growth: ({ objects, regions }) => ({
    says: "Between the least and the most, each cluster asks for machines as its pods need them; the most is what the quotas of the systems let in, the season's among them.",
    holds: regions.every(({ name }) =>
      objects.some(
        ({ type, region, inputs }) =>
          type.endsWith(":Release") && region === name && textAt(inputs, "chart") === "cluster-autoscaler",
      ),
    ),
  }),
  regions: [
    "Every system runs in every region. What is a copy takes reads until it is promoted; what is a region's own is never copied. Images, the",
    "applications' secrets and the keys of what is copied have copies in the other regions. Network, cluster, log archive and buckets of backups are",
    "each region's own.",
  ],
  stores: awsStores,
  losses: lossesOf,
};
