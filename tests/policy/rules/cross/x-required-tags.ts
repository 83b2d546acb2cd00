import { awsDataTypes, awsTaggedTypes, azureDataTypes, azureTaggedTypes } from "../../../../policy/lib/tags.ts";
import { type Changes, changed, type RuleCase } from "../../lib/cases.ts";

const provider = { region: "us-east-1", defaultTags: { tags: { stage: "prod", "cost-centre": "platform" } } };
const asText = { ...provider, defaultTags: JSON.stringify(provider.defaultTags) };
const good = { name: "thing", tags: { owner: "firefly", system: "firefly", "data-class": "personal" } };

function everywhere(
  title: string,
  changes: Changes,
  says: readonly string[] = [],
  extra: Partial<RuleCase> = {},
  types: readonly string[] = [...awsDataTypes, ...awsTaggedTypes],
): RuleCase[] {
  return types.map((type) => ({ title, type, props: changed(good, changes), says, cloud: "aws", provider, ...extra }));
}

const owner = 'tags["owner"]: expected the team that answers for it, found nothing';
const stage = 'tags["stage"]: expected "prod", found nothing';
const paid = 'tags["cost-centre"]: expected who pays for it, found nothing';
const data = 'tags["data-class"]: expected personal, confidential or internal, found nothing';

const azureTypes = [...azureDataTypes, ...azureTaggedTypes];
const complete = { "/tags/stage": "prod", "/tags/cost-centre": "platform" };
/** A provider of Azure puts no tags onto anything. */
const onAzure = { cloud: "azure-native", provider: {} };

export default [
  ...everywhere("tags on Azure", complete, [], onAzure, azureTypes),
  ...everywhere("tags on Azure that nobody put there", {}, [stage, paid], onAzure, azureTypes),
  ...everywhere(
    "data on Azure of no class",
    { ...complete, "/tags/data-class": undefined },
    [data],
    onAzure,
    azureDataTypes,
  ),
  ...everywhere("tags of its own, over those of the provider", {}),
  ...everywhere("tags of the provider as text", {}, [], { provider: asText }),
  ...everywhere("all tags of its own", { "/tags/stage": "prod", "/tags/cost-centre": "shop" }, [], { provider: {} }),
  ...everywhere("no data in it", { "/tags/data-class": undefined }, [], {}, awsTaggedTypes),
  ...everywhere("another stage, which another rule refuses", { "/tags/stage": "dev" }),
  ...everywhere("no owner, of a system", { "/tags/owner": undefined }, [`${owner}; write "firefly"`]),
  ...everywhere("no owner, of no system", { "/tags/owner": undefined, "/tags/system": undefined }, [owner]),
  ...everywhere("an empty owner", { "/tags/owner": "" }, [`${owner.replace("nothing", '""')}; write "firefly"`]),
  ...everywhere("a provider that says nothing", {}, [stage, paid], { provider: {} }),
  ...everywhere("data of no class", { "/tags/data-class": undefined }, [data], {}, awsDataTypes),
  ...everywhere("no tags at all", { "/tags": undefined }, [owner, data], {}, awsDataTypes),
];
