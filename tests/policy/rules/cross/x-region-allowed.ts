import { type Changes, changed, type RuleCase } from "../../lib/cases.ts";

const prod = "us-east-1 or us-west-2 or eu-central-1";
const aws = (
  title: string,
  region: string | undefined,
  says: readonly string[] = [],
  changes: Changes = {},
): RuleCase => ({
  title,
  type: "aws:s3/bucket:Bucket",
  props: changed({ bucket: "data" }, changes),
  cloud: "aws",
  provider: region === undefined ? {} : { region },
  says,
});
const azure = (title: string, location: string, says: readonly string[] = []): RuleCase => ({
  title,
  type: "azure-native:storage:StorageAccount",
  props: { location },
  cloud: "azure-native",
  provider: {},
  config: { regions: ["eastus", "westus2"] },
  says,
});

export default [
  aws("the provider of a region of the stack", "eu-central-1"),
  aws("a region of its own among those of the stack", "ap-south-1", [], { "/region": "us-west-2" }),
  azure("a location of the stack", "eastus"),
  azure("a location of the stack as the portal shows it", "West US 2"),
  azure("a service without a region", "global"),
  aws("another region", "ap-south-1", [`provider.region: expected ${prod}, found "ap-south-1"`]),
  aws("another region of its own", "us-east-1", [`region: expected ${prod}, found "sa-east-1"`], {
    "/region": "sa-east-1",
  }),
  aws("no region", undefined, [`provider.region: expected ${prod}, found nothing`]),
  {
    ...aws("a stack without a cloud", "us-east-1", ['provider.region: expected no cloud\'s region, found "us-east-1"']),
    config: { regions: [] },
  },
  azure("another location", "brazilsouth", ['location: expected eastus or westus2, found "brazilsouth"']),
];
