import { textOf } from "../cloud/text.ts";
import { createHash } from "node:crypto";
import type { HookContext, Hooks } from "../cloud/hooks.ts";
import type { CloudRecord } from "../cloud/store.ts";
import { at, isObject } from "../lib/values.ts";
import type { Json } from "../lib/values.ts";
import { clusterType, contextOf, eks } from "./cluster.ts";

const groupLabel = "eks.amazonaws.com/nodegroup";

/** GiB of memory for each CPU, by the letter that an instance type starts with. */
const memoryPerCpu: Readonly<Record<string, number>> = { c: 2, i: 8, m: 4, r: 8, t: 4, x: 16 };
const smallSizes: Readonly<Record<string, { cpu: number; memory: number }>> = {
  micro: { cpu: 2, memory: 1 },
  small: { cpu: 2, memory: 2 },
  medium: { cpu: 2, memory: 4 },
};

/**
 * The nodes of a node group, of the size of its instance type, over the zones of its subnets. As many as it may have: there
 * is nothing here that scales it, and a real one grows to what its pods need.
 */
export const machines: Hooks = {
  outputs: [],
  created: async (record, context) => {
    await bring(record, context);
    return {};
  },
  updated: async (record, _before, context) => {
    await bring(record, context);
    return {};
  },
  deleted: async (record, context) => {
    const cluster = clusterOf(record, context);
    const { nodeGroupName } = record.properties;
    const selector = `${groupLabel}=${textOf(nodeGroupName)}`;
    if (cluster) await eks.run(contextOf(cluster), ["delete", "nodes", "--wait=false", "-l", selector]);
  },
};

/** CPUs and GiB of an instance type such as `m7g.2xlarge`. */
export function sizeOf(type: string): { cpu: number; memory: number } {
  const [family = "", size = ""] = type.split(".");
  const small = smallSizes[size];
  if (small) return small;
  const factor = size === "large" ? 0.5 : size === "xlarge" ? 1 : Number(/^(\d+)xlarge$/.exec(size)?.[1]);
  const perCpu = memoryPerCpu[family.charAt(0)];
  if (Number.isNaN(factor) || perCpu === undefined) {
    throw new Error(`${type}: the sandbox does not know how large this instance type is`);
  }
  return { cpu: factor * 4, memory: factor * 4 * perCpu };
}

async function bring(record: CloudRecord, context: HookContext): Promise<void> {
  const cluster = clusterOf(record, context);
  if (!cluster) throw new Error(`${record.id}: its cluster does not exist`);
  const selector = `${groupLabel}=${textOf(record.properties["nodeGroupName"])}`;
  await eks.bringNodes(contextOf(cluster), selector, nodesOf(record, context));
}

function nodesOf(record: CloudRecord, { store }: HookContext) {
  const { properties, region } = record;
  const zones = texts(properties["subnetIds"]).map((id) =>
    textOf(store.get(record, "aws:ec2/subnet:Subnet", id)?.properties["availabilityZone"] ?? `${region}a`),
  );
  const type = instanceType(record, store);
  const { cpu, memory } = sizeOf(type);
  const size = { cpu: String(cpu), memory: `${String(memory)}Gi`, "ephemeral-storage": "100Gi", pods: "110" };
  const count = Number(at(properties, ["scalingConfig", "maxSize"]));
  return Array.from({ length: count }, (_, index) => {
    const name = hostName(record, index);
    return {
      apiVersion: "v1",
      kind: "Node" as const,
      metadata: {
        name,
        labels: {
          "kubernetes.io/hostname": name,
          "kubernetes.io/os": "linux",
          "kubernetes.io/arch": /^[a-z]+\d+g/.test(type) ? "arm64" : "amd64",
          "node.kubernetes.io/instance-type": type,
          "topology.kubernetes.io/region": region,
          "topology.kubernetes.io/zone": zones[index % zones.length] ?? "",
          "eks.amazonaws.com/capacityType": properties["capacityType"] ?? "",
          ...(isObject(properties["labels"]) ? properties["labels"] : {}),
          [groupLabel]: properties["nodeGroupName"] ?? "",
        },
      },
      spec: {
        providerID: `aws:///${zones[index % zones.length] ?? ""}/i-${hash(name)}`,
        taints: taintsOf(properties["taints"]),
      },
      status: { allocatable: size, capacity: size },
    };
  });
}

function instanceType(record: CloudRecord, store: HookContext["store"]): string {
  const id = at(record.properties, ["launchTemplate", "id"]);
  const template = typeof id === "string" ? store.get(record, "aws:ec2/launchTemplate:LaunchTemplate", id) : undefined;
  const own = template?.properties["instanceType"];
  return typeof own === "string" ? own : (texts(record.properties["instanceTypes"])[0] ?? "t3.medium");
}

const effects: Readonly<Record<string, string>> = {
  NO_EXECUTE: "NoExecute",
  NO_SCHEDULE: "NoSchedule",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

function taintsOf(taints: Json | undefined): object[] {
  return (Array.isArray(taints) ? taints : []).map((taint) => ({
    key: at(taint, ["key"]),
    value: at(taint, ["value"]) ?? "",
    effect: effects[textOf(at(taint, ["effect"]))],
  }));
}

/** An address of the network would say nothing: the digits are the group's own. */
function hostName(record: CloudRecord, index: number): string {
  const numbers = [
    ...createHash("sha256")
      .update(`${record.urn} ${record.id} ${String(index)}`)
      .digest(),
  ].slice(0, 3);
  return `ip-10-${numbers.join("-")}.${record.region === "us-east-1" ? "ec2" : `${record.region}.compute`}.internal`;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 17);

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

function clusterOf(record: CloudRecord, { store }: HookContext): CloudRecord | undefined {
  const name = record.properties["clusterName"];
  return typeof name === "string" ? store.get(record, clusterType, name) : undefined;
}
