import type { Room } from "../../components/cluster/instances.ts";
import { platformDemand } from "../../components/platform/settings.ts";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { type Demand, podSizes } from "./demand.ts";
import { objectsOf } from "./graph.ts";
import { record, withValue } from "./json.ts";

type Size = Demand["requests"];

/** A region: the objects of its cluster, and the most nodes of its pools. */
export interface NodesOfRegion {
  /** What the names of its providers end in; empty for the primary one. */
  readonly ending: string;
  readonly cluster: Rendered;
  readonly most: number;
}

/** The regions of a stack; `mostOf` counts the nodes of the one whose names end so. */
export const nodesOfRegions = (graph: Rendered, mostOf: (ending: string) => number): NodesOfRegion[] =>
  graph.resources
    .filter(({ type }) => type === "pulumi:providers:kubernetes")
    .map(({ name }) => {
      const resources = graph.resources.filter(({ provider }) => provider === name);
      const ending = name.slice("cluster".length);
      return { ending, cluster: { ...graph, resources }, most: mostOf(ending) };
    });

/** Nodes that the pods of a region take, with every autoscaler at its most. */
export const nodesTaken = (region: NodesOfRegion, room: Room): number => packed(podsIn(region), room);

/** Regions whose pods find no room although every node is there. */
export const tooFew = (regions: readonly NodesOfRegion[], room: Room): string[] =>
  regions.flatMap((region) => {
    const taken = nodesTaken(region, room);
    return taken <= region.most ? [] : [`${region.ending}: ${taken} of ${region.most}`];
  });

/** Pods of the systems at their most, and those of the platform in equal parts. */
function podsIn({ cluster }: NodesOfRegion): Size[] {
  const systems = [...new Set(objectsOf(cluster).flatMap(({ namespace }) => namespace ?? []))];
  const parts = 40;
  const part = { cpu: platformDemand.millicores / parts, memory: platformDemand.mebibytes / parts };
  return [
    ...systems.flatMap((namespace) => podSizes(cluster, namespace)),
    ...Array.from({ length: parts }, () => part),
  ];
}

/** Nodes that pods take, each put onto the first that has room for it, the largest pods first. */
function packed(pods: readonly Size[], room: Room): number {
  const nodes: { cpu: number; memory: number }[] = [];
  for (const pod of pods.toSorted((a, b) => b.cpu - a.cpu)) {
    const node = nodes.find(({ cpu, memory }) => cpu >= pod.cpu && memory >= pod.memory);
    if (node) [node.cpu, node.memory] = [node.cpu - pod.cpu, node.memory - pod.memory];
    else nodes.push({ cpu: room.millicores - pod.cpu, memory: room.mebibytes - pod.memory });
  }
  return nodes.length;
}

/** A stack in which the shop has other settings. */
export async function shopWith(stack: string, changes: Record<string, unknown>): Promise<Rendered> {
  const key = "plumbline:ecommerce";
  const given = record((await stackConfig(stack))[key]);
  const ecommerce = Object.entries(changes).reduce(
    (value, [path, replacement]) => record(withValue(value, path.split("."), replacement)),
    given,
  );
  return render(stack, { config: { [key]: ecommerce } });
}
