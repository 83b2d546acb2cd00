import { regionOf } from "../../lib/aws/regions.ts";
import { locationOf } from "../../lib/azure/resources.ts";
import { copies, oneRegion } from "../../lib/copies.ts";
import type { Resource } from "../../lib/stack.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { tagsOf } from "../../lib/tags.ts";

/** Stores that a region which takes over must have. */
const types = [
  "aws:rds/cluster:Cluster",
  "aws:docdb/cluster:Cluster",
  "aws:msk/cluster:Cluster",
  "aws:sqs/queue:Queue",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  // MongoDB and Event Hubs have one copy in another region, which rules of their own ask for: who serves from a third region reaches the first.
  "azure-native:dbforpostgresql:Server",
  "azure-native:redisenterprise:RedisEnterprise",
  "azure-native:servicebus:Namespace",
] as const;

const placeOf = (store: Resource): string | undefined => regionOf(store) ?? locationOf(store);

export default stackRule({
  name: "x-dr-pair-complete",
  severity: "high",
  level: "Mp",
  description: "A store must have its twin in every region that the stack serves from or waits in.",
  remediationSteps: "Deploy the system in the other region too: name it among the stack's regions.",
  framework: guides("disaster recovery"),
  tags: ["own:disaster-recovery"],
  requirements: ["FTE-059"],
  on: types,
  thresholds: copies,
  check(subject, stack, { config, notApplicable }) {
    if (!config.copies) return notApplicable(oneRegion);
    const all = stack.all(...types);
    // the regions that have any store: one without is not a place to recover in
    const regions = new Set(all.flatMap((one) => placeOf(one) ?? []));
    const twins = new Set(all.filter((one) => isTwin(subject, one)).flatMap((one) => placeOf(one) ?? []));
    if (regions.size < 2) return [{ path: "region", expected: "a twin in another region", found: "nothing" }];
    const lacking = [...regions].filter((region) => !twins.has(region));
    if (lacking.length === 0) return [];
    return [{ path: "region", expected: `a twin in ${lacking.join(" and in ")}`, found: [...twins].join(", ") }];
  },
});

/** Whether a resource is the same store of the same system; it is its own twin. */
function isTwin(one: Resource, other: Resource): boolean {
  if (one.type !== other.type) return false;
  const [mine, theirs] = [tagsOf(one.props, one.provider), tagsOf(other.props, other.provider)];
  return ["system", "component", "queue"].every((key) => mine[key] === theirs[key]);
}
