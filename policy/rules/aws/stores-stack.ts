import type { ClusterArgs as DocumentArgs } from "@pulumi/aws/docdb/cluster.js";
import type { ClusterInstanceArgs } from "@pulumi/aws/docdb/clusterInstance.js";
import type { GlobalClusterArgs } from "@pulumi/aws/docdb/globalCluster.js";
import type { ClusterArgs as KafkaArgs } from "@pulumi/aws/msk/cluster.js";
import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { RedriveAllowPolicyArgs } from "@pulumi/aws/sqs/redriveAllowPolicy.js";
import { membersOverZones, secondRegion } from "../../lib/aws/clusters.ts";
import { copies, oneRegion } from "../../lib/copies.ts";
import { between, type Given } from "../../lib/demands.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

const documents = "aws:docdb/cluster:Cluster" as ResourceType<Given<DocumentArgs>>;
const members = "aws:docdb/clusterInstance:ClusterInstance" as ResourceType<Given<ClusterInstanceArgs>>;
const globalCluster = "aws:docdb/globalCluster:GlobalCluster" as ResourceType<Given<GlobalClusterArgs>>;

export const docdbMultiZone = stackRule({
  name: "aws-docdb-multi-az",
  severity: "high",
  level: "Mp",
  description: "A document database must have instances in other zones that take over.",
  remediationSteps: "Give the cluster more ClusterInstances, in different zones.",
  framework: guides("ECO-005"),
  tags: ["prowler:documentdb_cluster_multi_az_enabled"],
  requirements: ["ECO-005"],
  on: [documents],
  thresholds: {
    instances: threshold<number>({
      description: "Instances of a cluster that takes writes, at least; a copy needs two.",
      type: "integer",
      values: { dev: 1, staging: 2, prod: 3, "prod-azure": 3 },
    }),
  },
  check: (subject, stack, { config }) => {
    const copy = (subject.propertyDependencies["globalClusterIdentifier"] ?? []).length > 0;
    return membersOverZones(subject, stack, members, copy ? Math.min(2, config.instances) : config.instances);
  },
});

export const docdbReplica = stackRule({
  name: "aws-docdb-dr-replica",
  severity: "high",
  level: "Mp",
  description: "A document database that takes writes must have a copy of itself in another region.",
  remediationSteps: "Make a GlobalCluster of it, and a Cluster in another region with its globalClusterIdentifier.",
  framework: guides("ECO-045"),
  tags: [],
  requirements: ["ECO-043", "ECO-045", "ECO-050"],
  on: [documents],
  thresholds: copies,
  check: (subject, stack, { config, notApplicable }): readonly StackViolation[] =>
    config.copies ? secondRegion(subject, stack, globalCluster, notApplicable) : notApplicable(oneRegion),
});

const kafka = "aws:msk/cluster:Cluster" as ResourceType<Given<KafkaArgs>>;
const replicators = "aws:msk/replicator:Replicator" as ResourceType;

export const mskReplicator = stackRule({
  name: "aws-msk-replicator",
  severity: "high",
  level: "Mp",
  description: "The events of a Kafka cluster must be copied to a cluster of another region, or from one.",
  remediationSteps: "Make a Replicator in the other region, with both clusters in kafkaClusters.",
  framework: guides("CAP-070"),
  tags: [],
  requirements: ["FTE-049", "FTE-052", "CAP-070"],
  on: [kafka],
  thresholds: copies,
  check: (subject, stack, { config, notApplicable }): readonly StackViolation[] => {
    if (!config.copies) return notApplicable(oneRegion);
    const used = stack
      .all(replicators)
      .some(({ propertyDependencies }) =>
        propertyDependencies["kafkaClusters"]?.some(({ urn }) => urn === subject.urn),
      );
    return used ? [] : [missing(replicators, "one that this cluster is in")];
  },
});

type Queue = Given<QueueArgs>;
const queue = "aws:sqs/queue:Queue" as ResourceType<Queue>;

/** A message that fails once may be a consumer's bad minute; one that fails more than ten times blocks the others. */
export const deadLetters = stackRule({
  name: "aws-sqs-dlq",
  severity: "high",
  level: "M",
  description: "What a queue cannot deliver must go to a queue for dead letters after three to ten attempts.",
  remediationSteps:
    "Set redrivePolicy with the deadLetterTargetArn of a queue of this stack and a maxReceiveCount of 3 to 10.",
  framework: guides("FTE-009"),
  tags: [],
  requirements: ["FTE-009"],
  on: [queue],
  check: (subject: Resource<Queue>, stack, { notApplicable }): readonly StackViolation[] => {
    const feeds = stack.all(queue).some((other) => {
      const known = targetsOf(other);
      return known.length > 0 ? known.includes(subject.urn) : isAt(subject.props, redrive(other.props).target);
    });
    if (feeds) return notApplicable("it takes dead letters itself");
    const policy = redrive(subject.props);
    if (policy.found === undefined)
      return [{ path: "redrivePolicy", expected: "a queue for dead letters", found: "none" }];
    const known = targetsOf(subject).length > 0 || stack.all(queue).some(({ props }) => isAt(props, policy.target));
    return [
      ...(known
        ? []
        : [
            {
              path: "redrivePolicy.deadLetterTargetArn",
              expected: "a queue of this stack",
              found: show(policy.target),
            },
          ]),
      ...between("redrivePolicy.maxReceiveCount", policy.attempts, 3, 10),
    ];
  },
});

/** The queues that a redrive policy was made of. */
const targetsOf = ({ propertyDependencies }: Resource) =>
  (propertyDependencies["redrivePolicy"] ?? []).filter(({ type }) => type === queue).map(({ urn }) => urn);

const isAt = ({ name }: Queue, arn: string | undefined): boolean =>
  typeof name === "string" && (arn?.endsWith(`:${name}`) ?? false);

const redriveAllow = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy" as ResourceType<Given<RedriveAllowPolicyArgs>>;

export const deadLetterSources = stackRule({
  name: "aws-sqs-dlq-sources",
  severity: "medium",
  level: "M",
  description: "A queue for dead letters must say whose it takes: else every queue of the account may put some there.",
  remediationSteps: "Make a RedriveAllowPolicy of it with byQueue and the ARN of the queue that it is for.",
  framework: guides("FTE-022"),
  tags: [],
  requirements: ["FTE-022"],
  on: [queue],
  check: (subject: Resource<Queue>, stack, { notApplicable }): readonly StackViolation[] => {
    const isTarget = stack.all(queue).some((other) => targetsOf(other).includes(subject.urn));
    if (!isTarget) return notApplicable("no queue of the stack sends its dead letters there");
    return stack.companions(subject, redriveAllow, "queueUrl").length > 0
      ? []
      : [missing(redriveAllow, "one of this queue")];
  },
});

/** What a queue says of its dead letters. */
interface Redrive {
  readonly found: string | undefined;
  readonly target?: string;
  readonly attempts?: unknown;
}

function redrive({ redrivePolicy }: Queue): Redrive {
  const found = redrivePolicy ?? undefined;
  try {
    const value: unknown = JSON.parse(found ?? "{}");
    const object = typeof value === "object" && value !== null ? value : {};
    const target: unknown = Reflect.get(object, "deadLetterTargetArn");
    const attempts: unknown = Reflect.get(object, "maxReceiveCount");
    return { found, attempts, ...(typeof target === "string" && { target }) };
  } catch {
    return { found };
  }
}

export default [docdbMultiZone, docdbReplica, mskReplicator, deadLetters, deadLetterSources];
