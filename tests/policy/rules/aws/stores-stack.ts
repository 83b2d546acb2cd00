import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });
const [east, west] = [region("us-east-1"), region("us-west-2")];

const documents = (name: string, where: typeof east, refs: StackSubject["refs"] = {}): StackSubject => ({
  type: "aws:docdb/cluster:Cluster",
  name,
  props: { clusterIdentifier: name },
  refs,
  ...where,
});
const member = (name: string, cluster: string, zone: string): StackSubject => ({
  type: "aws:docdb/clusterInstance:ClusterInstance",
  name,
  props: { clusterIdentifier: cluster, availabilityZone: zone },
  refs: { clusterIdentifier: [cluster] },
});
const mongo = stack([
  documents("shop", east),
  member("shop-1", "shop", "us-east-1a"),
  member("shop-2", "shop", "us-east-1b"),
  member("shop-3", "shop", "us-east-1c"),
  {
    type: "aws:docdb/globalCluster:GlobalCluster",
    name: "global",
    props: { globalClusterIdentifier: "shop-global" },
    refs: { sourceDbClusterIdentifier: ["shop"] },
    ...east,
  },
  documents("copy", west, { globalClusterIdentifier: ["global"] }),
  member("copy-1", "copy", "us-west-2a"),
  member("copy-2", "copy", "us-west-2b"),
]);
const members = "aws:docdb/clusterInstance:ClusterInstance[]";

const kafka = (name: string, where: typeof east): StackSubject => ({
  type: "aws:msk/cluster:Cluster",
  name,
  props: { clusterName: name },
  ...where,
});
const events = stack([
  kafka("events", east),
  kafka("copy", west),
  {
    type: "aws:msk/replicator:Replicator",
    name: "replicator",
    props: { replicatorName: "events" },
    refs: { kafkaClusters: ["events", "copy"] },
    ...west,
  },
]);
const notCopied = (name: string) =>
  `${name}: aws:msk/replicator:Replicator: expected one that this cluster is in, found nothing`;

const arn = "arn:aws:sqs:us-east-1:012345678901:prod-commands-dlq";
const redrive = (maxReceiveCount: number, deadLetterTargetArn = arn) =>
  JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
const queues = stack([
  { type: "aws:sqs/queue:Queue", name: "dead", props: { name: "prod-commands-dlq" } },
  {
    type: "aws:sqs/queue:Queue",
    name: "commands",
    props: { name: "prod-commands", redrivePolicy: redrive(5) },
    refs: { redrivePolicy: ["dead"] },
  },
  {
    type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    name: "sources",
    props: { redriveAllowPolicy: '{"redrivePermission":"byQueue"}' },
    refs: { queueUrl: ["dead"] },
  },
]);

export default {
  "aws-docdb-multi-az": [
    mongo("three zones, and two of the copy", {}),
    mongo("two instances", { "shop-3": "removed" }, [`shop: ${members}: expected 3 of this cluster or more, found 2`]),
    mongo("one instance of the copy", { "copy-2": "removed" }, [
      `copy: ${members}: expected 2 of this cluster or more, found 1`,
    ]),
    mongo(
      "one instance each, where that is enough",
      { "shop-3": "removed", "shop-2": "removed", "copy-2": "removed" },
      [],
      {
        config: { instances: 1 },
      },
    ),
    mongo("one zone of the copy", { "copy-2": { props: { "/availabilityZone": "us-west-2a" } } }, [
      `copy: ${members}.availabilityZone: expected different zones, found us-west-2a alone`,
    ]),
  ],
  "aws-docdb-dr-replica": [
    mongo("a copy in another region", {}),
    mongo("no copy", { copy: "removed", "copy-1": "removed", "copy-2": "removed" }, [
      "shop: aws:docdb/cluster:Cluster: expected a member of its global cluster in another region, found nothing",
    ]),
    mongo("no global cluster", { global: "removed", copy: "removed", "copy-1": "removed", "copy-2": "removed" }, [
      "shop: aws:docdb/globalCluster:GlobalCluster: expected one that is made of this cluster, found nothing",
    ]),
    mongo("one region", { copy: "removed", "copy-1": "removed", "copy-2": "removed", global: "removed" }, [], {
      config: { copies: false },
      notApplicable: "the stack is in one region, by its stage",
    }),
  ],
  "aws-msk-replicator": [
    events("copied", {}),
    events("one region", { copy: "removed", replicator: "removed" }, [], {
      config: { copies: false },
      notApplicable: "the stack is in one region, by its stage",
    }),
    events("not copied", { replicator: "removed" }, [notCopied("events"), notCopied("copy")]),
    events("copied from elsewhere", { replicator: { set: { refs: { kafkaClusters: ["copy"] } } } }, [
      notCopied("events"),
    ]),
  ],
  "aws-sqs-dlq": [
    queues("five attempts", {}),
    queues("by its ARN, and not by a reference", { commands: { set: { refs: {} } } }),
    queues("no dead letters", { commands: { props: { "/redrivePolicy": undefined }, set: { refs: {} } } }, [
      "dead: redrivePolicy: expected a queue for dead letters, found none",
      "commands: redrivePolicy: expected a queue for dead letters, found none",
    ]),
    queues(
      "a queue of nobody",
      { commands: { props: { "/redrivePolicy": redrive(5, "arn:aws:sqs:x:y:z") }, set: { refs: {} } } },
      [
        "dead: redrivePolicy: expected a queue for dead letters, found none",
        'commands: redrivePolicy.deadLetterTargetArn: expected a queue of this stack, found "arn:aws:sqs:x:y:z"',
      ],
    ),
    queues("one attempt", { commands: { props: { "/redrivePolicy": redrive(1) } } }, [
      "commands: redrivePolicy.maxReceiveCount: expected 3 to 10, found 1; write 3",
    ]),
    queues("a hundred attempts", { commands: { props: { "/redrivePolicy": redrive(100) } } }, [
      "commands: redrivePolicy.maxReceiveCount: expected 3 to 10, found 100; write 3",
    ]),
  ],
  "aws-sqs-dlq-sources": [
    queues("of one queue", {}),
    queues("of any queue", { sources: "removed" }, [
      "dead: aws:sqs/redriveAllowPolicy:RedriveAllowPolicy: expected one of this queue, found nothing",
    ]),
    queues("no dead letters", { commands: { set: { refs: {} } }, sources: "removed" }, [], {
      notApplicable: "no queue of the stack sends its dead letters there",
    }),
  ],
};
