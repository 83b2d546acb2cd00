import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rendered } from "../../cli/lib/render.ts";
import { awsResources, text } from "./aws-graph.ts";
import { at, record } from "./json.ts";

/** What a kind that keeps something has to say in prod, besides being protected. */
interface Kept {
  /** Whether its deletion from the program leaves it where it is. @default - AWS keeps it for some weeks itself, or it is made anew */
  readonly retained?: true;
  /** Inputs that have to be just so. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Inputs that have to be given. */
  readonly given?: readonly string[];
}

const snapshots = {
  retained: true,
  inputs: { deletionProtection: true, skipFinalSnapshot: false },
  given: ["finalSnapshotIdentifier"],
} as const;

/** Kinds that keep data, or without which it cannot be read. */
const kept: Readonly<Record<string, Kept>> = {
  "backup:Vault": { retained: true, inputs: { forceDestroy: false } },
  "backup:VaultLockConfiguration": { retained: true },
  "docdb:Cluster": snapshots,
  "docdb:ClusterInstance": {},
  "docdb:GlobalCluster": { retained: true, inputs: { deletionProtection: true } },
  "ecr:Repository": { inputs: { forceDelete: false } },
  "eks:Cluster": { inputs: { deletionProtection: true } },
  "elasticache:ReplicationGroup": { retained: true, given: ["finalSnapshotIdentifier"] },
  "kms:Key": { inputs: { deletionWindowInDays: 30 } },
  "kms:ReplicaKey": { inputs: { deletionWindowInDays: 30 } },
  "lb:LoadBalancer": { inputs: { enableDeletionProtection: true } },
  "msk:Cluster": { retained: true },
  "msk:Topic": { retained: true },
  "rds:Cluster": { ...snapshots, inputs: { ...snapshots.inputs, deleteAutomatedBackups: false } },
  "rds:ClusterInstance": {},
  "rds:GlobalCluster": { retained: true, inputs: { deletionProtection: true, forceDestroy: false } },
  "s3:Bucket": { retained: true, inputs: { forceDestroy: false } },
  "secretsmanager:Secret": { inputs: { recoveryWindowInDays: 30 } },
  "sqs:Queue": { retained: true },
};

/** Inputs of the SDK that only what keeps data has. */
const marks =
  /^ {4}(deletionProtection|enableDeletionProtection|skipFinalSnapshot|finalSnapshotIdentifier|forceDestroy|forceDelete|recoveryWindowInDays|deletionWindowInDays)\?:/m;

/** What of a stack's data could be lost by a slip. */
export function losable(graph: Rendered): string[] {
  return awsResources(graph).flatMap(({ kind, resource, inputs }) => {
    const rule = kept[kind];
    const who = `${kind} ${resource.name}: `;
    if (rule === undefined) {
      return marks.test(declaration(resource.type)) ? [`${who}keeps something, and no rule says how`] : [];
    }
    return [
      ...(resource.opts.protect === true ? [] : ["not protected"]),
      ...(rule.retained && resource.opts.retainOnDelete !== true ? ["not retained"] : []),
      ...Object.entries(rule.inputs ?? {})
        .filter(([field, value]) => inputs[field] !== value)
        .map(([field]) => `${field} is ${JSON.stringify(inputs[field])}`),
      ...(rule.given ?? []).filter((field) => text(inputs[field]) === undefined).map((field) => `no ${field}`),
    ].map((fault) => who + fault);
  });
}

/** Kinds of a graph that keep data. */
export const keepers = (graph: Rendered): string[] =>
  [...new Set(awsResources(graph).map(({ kind }) => kind))].filter((kind) => kind in kept).sort();

/** Kinds that take tags, and on which they are of no use: nobody pays for them or owns them apart from what they scale. */
const untagged = ["appautoscaling:Target"];

const wanted = ["managed-by", "stage", "cost-centre", "system", "component", "owner"];

/** Resources that take tags and lack one: from their provider or of their own. */
export function tagless(graph: Rendered): string[] {
  return awsResources(graph).flatMap(({ kind, resource, inputs, defaultTags }) => {
    if (untagged.includes(kind) || !declaration(resource.type).includes("readonly tagsAll:")) return [];
    const tags = { ...defaultTags, ...record(inputs.tags) };
    return wanted
      .filter((tag) => text(at(tags, tag)) === undefined)
      .map((tag) => `${kind} ${resource.name}: no tag ${tag}`);
  });
}

/** Kinds that are of all regions, and are named for the one that they are about. */
const worldwide = ["route53:Record", "route53:HealthCheck", "cloudwatch:MetricAlarm"];

/**
 * Resources whose name tells of another region than their provider's. Those of the primary region tell none; a copy that
 * names its region itself is called for what it copies.
 */
export function misplaced(graph: Rendered, primary: string): string[] {
  const resources = awsResources(graph);
  const regions = [...new Set(resources.map(({ region }) => region))];
  return resources.flatMap(({ kind, resource: { name, provider }, inputs, region }) => {
    if (worldwide.includes(kind)) return [];
    const named = regions.filter((each) => each !== primary && new RegExp(`-${each}(-|$)`).test(name));
    const copy = text(inputs.region) !== undefined;
    const expected = region === primary || copy ? [] : [region];
    const own = region === primary ? "aws" : `aws-${region}`;
    const wrong = String(named) !== String(expected) || (!copy && provider !== own);
    return wrong ? [`${kind} ${name} in ${region} by ${provider}`] : [];
  });
}

const declarations = new Map<string, string>();

/** What the SDK declares of a type. */
function declaration(type: string): string {
  const known = declarations.get(type);
  if (known !== undefined) return known;
  const [, path = ""] = /^aws:([^:]+):/.exec(type) ?? [];
  const found = readFileSync(join(import.meta.dirname, `../../node_modules/@pulumi/aws/${path}.d.ts`), "utf8");
  declarations.set(type, found);
  return found;
}
