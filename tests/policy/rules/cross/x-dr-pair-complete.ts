import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const regions = ["us-east-1", "us-west-2", "eu-central-1"];
const tags = { system: "firefly", component: "store" };
const types: Readonly<Record<string, string>> = {
  database: "aws:rds/cluster:Cluster",
  documents: "aws:docdb/cluster:Cluster",
  events: "aws:msk/cluster:Cluster",
  jobs: "aws:sqs/queue:Queue",
  cache: "aws:elasticache/replicationGroup:ReplicationGroup",
};
const good = regions.flatMap((region) =>
  Object.entries(types).map(([name, type]): StackSubject => {
    const provider = { name: `aws-${region}`, region };
    return { name: `${name}-${region}`, type, cloud: "aws", provider, props: { tags: { ...tags, component: name } } };
  }),
);
const at = stack(good);
const lacks = (name: string, region: string, there: string): string =>
  `${name}: region: expected a twin in ${region}, found ${there}`;

const onAzure = Object.entries({
  database: "azure-native:dbforpostgresql:Server",
  cache: "azure-native:redisenterprise:RedisEnterprise",
  jobs: "azure-native:servicebus:Namespace",
});
const azure = stack(
  ["eastus", "westus2"].flatMap((location) =>
    onAzure.map(([name, type]) => ({
      name: `${name}-${location}`,
      type,
      props: { location, tags: { ...tags, component: name } },
    })),
  ),
);

export default [
  azure("a twin of every store in every region of Azure", {}),
  ...onAzure.map(([name]) =>
    azure(`no ${name} in the other region of Azure`, { [`${name}-westus2`]: "removed" }, [
      lacks(`${name}-eastus`, "westus2", "eastus"),
    ]),
  ),
  at("a twin of every store in every region", {}),
  at("one region, by its stage", {}, [], {
    config: { copies: false },
    notApplicable: "the stack is in one region, by its stage",
  }),
  ...Object.keys(types).map((name) =>
    at(`no ${name} in the standby region`, { [`${name}-eu-central-1`]: "removed" }, [
      lacks(`${name}-us-east-1`, "eu-central-1", "us-east-1, us-west-2"),
      lacks(`${name}-us-west-2`, "eu-central-1", "us-east-1, us-west-2"),
    ]),
  ),
  at("a store of another system there", { "jobs-us-west-2": { props: { "/tags/system": "cap" } } }, [
    lacks("jobs-us-east-1", "us-west-2", "us-east-1, eu-central-1"),
    lacks("jobs-us-west-2", "us-east-1 and in eu-central-1", "us-west-2"),
    lacks("jobs-eu-central-1", "us-west-2", "us-east-1, eu-central-1"),
  ]),
  {
    title: "all in one region",
    resources: good.filter(({ provider }) => provider?.["region"] === "us-east-1"),
    says: Object.keys(types).map(
      (name) => `${name}-us-east-1: region: expected a twin in another region, found nothing`,
    ),
  },
];
