import type { Rendered } from "../../cli/lib/render.ts";
import { type AwsResource, awsResources, text } from "./aws-graph.ts";
import { refusals, repeated } from "./names.ts";

/** How a service names a kind: limits and forms are from each service's API reference. */
interface Naming {
  /** Input that holds the name. @default "name" */
  readonly field?: string;
  /** Most characters. */
  readonly most: number;
  /** @default letters, digits, hyphens */
  readonly form?: RegExp;
  /** Within what a name is unique. @default "region" */
  readonly within?: "world" | "account" | "region";
  /** Kinds of one space share their names. @default - the kind has a space of its own */
  readonly space?: string;
}

const hyphens = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;
const words = /^[A-Za-z0-9_.-]+$/;
const paths = /^[A-Za-z0-9_./#-]+$/;
/** Databases refuse two hyphens in a row, and a digit at the beginning. */
const databases = /^[a-z](-?[a-z0-9])*$/;

const namings: Readonly<Record<string, Naming>> = {
  "appautoscaling:Policy": { most: 256, form: words },
  "backup:Plan": { most: 50, form: words },
  "backup:RestoreTestingPlan": { most: 50, form: /^[A-Za-z0-9_]+$/ },
  "backup:Selection": { most: 50, form: words },
  "backup:Vault": { most: 50, form: words },
  "cloudwatch:LogGroup": { most: 512, form: paths },
  "cloudwatch:LogResourcePolicy": { field: "policyName", most: 255, form: words },
  "cloudwatch:MetricAlarm": { most: 255, form: words },
  "docdb:Cluster": { field: "clusterIdentifier", most: 63, form: databases, space: "database cluster" },
  "docdb:ClusterInstance": { field: "identifier", most: 63, form: databases, space: "database instance" },
  "docdb:ClusterParameterGroup": { most: 255, form: databases },
  "docdb:GlobalCluster": {
    field: "globalClusterIdentifier",
    most: 255,
    form: databases,
    within: "account",
    space: "global cluster",
  },
  "docdb:SubnetGroup": { most: 255, form: words },
  "ec2:LaunchTemplate": { most: 128, form: words },
  "ec2:SecurityGroup": { most: 255 },
  "ecr:Repository": { most: 256, form: /^[a-z0-9]+([._/-][a-z0-9]+)*$/ },
  "eks:Cluster": { most: 100, form: words },
  "eks:NodeGroup": { field: "nodeGroupName", most: 63 },
  "elasticache:ParameterGroup": { most: 255, form: databases },
  "elasticache:ReplicationGroup": { field: "replicationGroupId", most: 40, form: databases },
  "elasticache:SubnetGroup": { most: 255, form: words },
  "iam:Role": { most: 64, form: words, within: "account" },
  "iam:RolePolicy": { most: 128, form: words, within: "account" },
  "kms:Alias": { most: 256, form: /^alias\/(?!aws\/)[A-Za-z0-9_/-]+$/ },
  "lambda:Function": { most: 64, form: /^[A-Za-z0-9_-]+$/ },
  "lb:LoadBalancer": { most: 32, form: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/ },
  "lb:TargetGroup": { most: 32 },
  "msk:Cluster": { field: "clusterName", most: 64 },
  "msk:Configuration": { most: 255 },
  "msk:Replicator": { field: "replicatorName", most: 128 },
  "rds:Cluster": { field: "clusterIdentifier", most: 63, form: databases, space: "database cluster" },
  "rds:ClusterInstance": { field: "identifier", most: 63, form: databases, space: "database instance" },
  "rds:ClusterParameterGroup": { most: 255, form: databases },
  "rds:GlobalCluster": {
    field: "globalClusterIdentifier",
    most: 63,
    form: databases,
    within: "account",
    space: "global cluster",
  },
  "rds:ParameterGroup": { most: 255, form: databases },
  "rds:Proxy": { most: 60, form: databases },
  "rds:ProxyEndpoint": { field: "dbProxyEndpointName", most: 60, form: databases },
  "rds:SubnetGroup": { most: 255, form: words },
  "scheduler:Schedule": { most: 64, form: words },
  "s3:Bucket": { field: "bucket", most: 63, form: /^[a-z0-9]([a-z0-9-]*[a-z0-9])$/, within: "world" },
  "secretsmanager:Secret": { most: 512, form: /^[A-Za-z0-9/_+=.@-]+$/ },
  "sns:Topic": { most: 256, form: /^[A-Za-z0-9_-]+$/ },
  "sqs:Queue": { most: 80, form: /^[A-Za-z0-9_-]+$/ },
  "wafv2:WebAcl": { most: 128, form: /^[A-Za-z0-9_-]+$/ },
};

/** Kinds that have a name of somebody else's, or one that is unique below their parent. */
export const otherNames: readonly string[] = [
  "backup:RestoreTestingSelection",
  "ec2:DefaultSecurityGroup",
  "msk:Topic",
  "rds:ProxyDefaultTargetGroup",
  "route53:Record",
];

/** Characters that Pulumi adds to a logical name where no name is given: a hyphen, and seven at random. */
const ending = "-0123456";

/** The name that a resource gets; undefined, where its kind has none. */
function nameOf({ kind, inputs, resource }: AwsResource): (Naming & { readonly name: string }) | undefined {
  const naming = namings[kind];
  return naming && { ...naming, name: text(inputs[naming.field ?? "name"]) ?? resource.name + ending };
}

/** Names that a service would refuse, and kinds whose limit nobody wrote down. */
export function refusedNames(graph: Rendered): string[] {
  return awsResources(graph).flatMap((each) => {
    const who = `${each.kind} ${each.resource.name}: `;
    const naming = nameOf(each);
    if (naming === undefined) {
      const named = text(each.inputs.name) !== undefined && !otherNames.includes(each.kind);
      return named ? [`${who}no limit is known`] : [];
    }
    const { name, most, form = hyphens } = naming;
    return refusals(name, { most, form }).map((refusal) => who + refusal);
  });
}

/** Names that two resources claim in one region, in the account, or in the world. */
export function takenNames(graph: Rendered): string[] {
  return repeated(
    awsResources(graph).flatMap((each) => {
      const naming = nameOf(each);
      if (naming === undefined) return [];
      const { name, within = "region", space = each.kind } = naming;
      return `${space} ${name} in ${within === "region" ? each.region : `the ${within}`}`;
    }),
  );
}
