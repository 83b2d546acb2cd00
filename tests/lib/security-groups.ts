import type { Rendered } from "../../cli/lib/render.ts";
import { type AwsResource, awsResources, text } from "./aws-graph.ts";
import { list } from "./json.ts";

/** What one rule lets through, with groups by their names and ranges of addresses as they are. */
interface Rule {
  readonly name: string;
  readonly region: string;
  readonly group: string;
  readonly peer: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** Kinds with rules inside, or of the form before last: rules that `reach` would not see. */
const otherForms = ["ec2:SecurityGroupRule", "ec2:NetworkInterfaceSecurityGroupAttachment", "vpc:SecurityGroupRules"];

/**
 * Who reaches whom in a region, one line each: `from -> to protocol port`. A connection between two groups takes a rule
 * at both ends, whether it names the other group or a range of addresses; what is outside of the groups is a range.
 */
export function reach(graph: Rendered, region: string): string[] {
  const resources = awsResources(graph).filter((each) => each.region === region);
  const egress = rules(resources, "vpc:SecurityGroupEgressRule");
  const ingress = rules(resources, "vpc:SecurityGroupIngressRule");
  const inside = egress.flatMap((out) =>
    ingress.flatMap((into) => {
      const meet = towards(out.peer, into.group) && towards(into.peer, out.group);
      const what = meet ? common(out, into) : undefined;
      return what === undefined ? [] : [`${out.group} -> ${into.group} ${what}`];
    }),
  );
  const outwards = egress.filter(({ peer }) => isRange(peer)).map((one) => `${one.group} -> ${one.peer} ${show(one)}`);
  const inwards = ingress.filter(({ peer }) => isRange(peer)).map((one) => `${one.peer} -> ${one.group} ${show(one)}`);
  const lines = new Set([...inside, ...outwards, ...inwards]);
  // Where everything is let through, a port besides says nothing.
  return [...lines].filter((line) => line.endsWith(" all") || !lines.has(line.replace(/ \w+ [0-9-]+$/, " all"))).sort();
}

/** Rules that let nothing through, since the other end has none, and rules that are where `reach` does not look. */
export function deadOrHidden(graph: Rendered): string[] {
  const resources = awsResources(graph);
  const ends = (kind: string) => rules(resources, `vpc:SecurityGroup${kind}Rule`);
  const [egress, ingress] = [ends("Egress"), ends("Ingress")];
  const dead = (rule: Rule, others: readonly Rule[]) =>
    !isRange(rule.peer) &&
    !others.some(
      (other) =>
        other.region === rule.region &&
        other.group === rule.peer &&
        other.peer === rule.group &&
        show(other) === show(rule),
    );
  return [
    ...egress.filter((rule) => dead(rule, ingress)).map(({ name }) => `${name}: nothing at the other end`),
    ...ingress.filter((rule) => dead(rule, egress)).map(({ name }) => `${name}: nothing at the other end`),
    ...resources
      .filter(({ kind }) => otherForms.includes(kind))
      .map(({ resource }) => `${resource.name}: of another form`),
    ...resources
      .filter(({ kind }) => kind === "ec2:SecurityGroup" || kind === "ec2:DefaultSecurityGroup")
      .filter(({ inputs }) => list(inputs.ingress).length + list(inputs.egress).length > 0)
      .map(({ resource }) => `${resource.name}: rules of its own`),
  ];
}

/** What is behind each group of a region: names of the resources that have it, by the group's name. */
export function behind(graph: Rendered, region: string): Record<string, string[]> {
  const resources = awsResources(graph).filter((each) => each.region === region);
  const groups = resources.filter(({ kind }) => kind === "ec2:SecurityGroup");
  const quoted = (name: string) => JSON.stringify(`${name}-id`);
  return Object.fromEntries(
    groups.map(({ resource: { name } }) => {
      const attached = resources.filter(
        ({ kind, inputs }) => attaching.includes(kind) && JSON.stringify(inputs).includes(quoted(name)),
      );
      const names = attached.map((each) => `${each.kind} ${local(each.resource.name, region)}`).sort();
      return [local(name, region), names];
    }),
  );
}

/** Kinds that have network interfaces in groups of ours. */
const attaching = [
  "lambda:Function",
  "docdb:Cluster",
  "ec2:LaunchTemplate",
  "ec2:VpcEndpoint",
  "eks:Cluster",
  "elasticache:ReplicationGroup",
  "lb:LoadBalancer",
  "msk:Cluster",
  "msk:Replicator",
  "rds:Cluster",
  "rds:Proxy",
  "rds:ProxyEndpoint",
];

function rules(resources: readonly AwsResource[], wanted: string): Rule[] {
  return resources.flatMap(({ kind, inputs, resource: { name }, region }) => {
    if (kind !== wanted) return [];
    const all = inputs.ipProtocol === "-1";
    const port = (value: unknown, otherwise: number) => (typeof value === "number" && !all ? value : otherwise);
    const group = (id: unknown) => local((text(id) ?? "").replace(/-id$/, ""), region);
    const range = text(inputs.cidrIpv4) ?? text(inputs.cidrIpv6) ?? text(inputs.prefixListId);
    return {
      name,
      region,
      group: group(inputs.securityGroupId),
      peer: range ?? group(inputs.referencedSecurityGroupId),
      protocol: all ? "all" : (text(inputs.ipProtocol) ?? ""),
      from: port(inputs.fromPort, 0),
      to: port(inputs.toPort, 65535),
    };
  });
}

/** A logical name without its region: the same in every region. */
const local = (name: string, region: string) => name.replace(`-${region}`, "");

const isRange = (peer: string) => /[/:]|^pl-/.test(peer);

/** Whether a rule's peer takes in a group: names it, or is of addresses, which may be the group's. */
const towards = (peer: string, group: string) => peer === group || isRange(peer);

const show = ({ protocol, from, to }: Pick<Rule, "protocol" | "from" | "to">) =>
  protocol === "all" ? "all" : `${protocol} ${from === to ? from : `${from}-${to}`}`;

/** What both of two rules let through; undefined, where that is nothing. */
function common(one: Rule, other: Rule): string | undefined {
  const protocols = [one.protocol, other.protocol].filter((each) => each !== "all");
  if (new Set(protocols).size > 1) return undefined;
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from > to ? undefined : show({ protocol: protocols[0] ?? "all", from, to });
}
