import assert from "node:assert/strict";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { allocatable } from "../../components/cluster/instances.ts";
import { platformDemand } from "../../components/platform/settings.ts";
import { type Demand, podSizes } from "../lib/demand.ts";
import { graphOf, objectsOf } from "../lib/graph.ts";
import { at, record, withValue } from "../lib/json.ts";
import { warm } from "./ecommerce-fixture.ts";

type Size = Demand["requests"];

/** A region: the objects of its cluster, and the most nodes of its groups. */
interface Region {
  readonly cluster: Rendered;
  readonly most: number;
}

const machine = "m7i.2xlarge";

/** The regions of a stack, by what their providers' names end in. */
function regionsOf(graph: Rendered): Map<string, Region> {
  const endings = graph.resources.flatMap(({ type, name }) =>
    type === "pulumi:providers:kubernetes" ? [name.slice("cluster".length)] : [],
  );
  return new Map(
    endings.map((ending) => {
      const of = (provider: string) => graph.resources.filter((each) => each.provider === provider + ending);
      const groups = of("aws").filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
      assert.equal(groups.length, 3);
      for (const { inputs } of groups) assert.deepEqual(inputs["instanceTypes"], [machine]);
      const most = groups.reduce((sum, { inputs }) => sum + Number(at(inputs, "scalingConfig", "maxSize")), 0);
      return [ending, { cluster: { ...graph, resources: of("cluster") }, most }];
    }),
  );
}

/** Pods of the systems at their most, and those of the platform in equal parts. */
function podsIn({ cluster }: Region): Size[] {
  const systems = [...new Set(objectsOf(cluster).flatMap(({ namespace }) => namespace ?? []))];
  const parts = 40;
  const part = { cpu: platformDemand.millicores / parts, memory: platformDemand.mebibytes / parts };
  return [
    ...systems.flatMap((namespace) => podSizes(cluster, namespace)),
    ...Array.from({ length: parts }, () => part),
  ];
}

/** Nodes that pods take, each put onto the first that has room for it, the largest pods first. */
function nodesTaken(pods: readonly Size[]): number {
  const room = allocatable(machine);
  const nodes: { cpu: number; memory: number }[] = [];
  for (const pod of pods.toSorted((a, b) => b.cpu - a.cpu)) {
    const node = nodes.find(({ cpu, memory }) => cpu >= pod.cpu && memory >= pod.memory);
    if (node) [node.cpu, node.memory] = [node.cpu - pod.cpu, node.memory - pod.memory];
    else nodes.push({ cpu: room.millicores - pod.cpu, memory: room.mebibytes - pod.memory });
  }
  return nodes.length;
}

const tooMany = (graph: Rendered) =>
  [...regionsOf(graph)].flatMap(([ending, region]) => {
    const taken = nodesTaken(podsIn(region));
    return taken <= region.most ? [] : [`${ending}: ${taken} of ${region.most}`];
  });

/** A stack in which the shop has other settings. */
async function shop(stack: string, changes: Record<string, unknown>): Promise<Rendered> {
  const key = "plumbline:ecommerce";
  const given = record((await stackConfig(stack))[key]);
  const ecommerce = Object.entries(changes).reduce(
    (value, [path, replacement]) => record(withValue(value, path.split("."), replacement)),
    given,
  );
  return render(stack, { config: { [key]: ecommerce } });
}

describe("the nodes of a region may become as many as its pods take (ECO-060)", function () {
  this.timeout(300_000);

  for (const stack of ["staging", "prod"]) {
    it(`in ${stack}, with every autoscaler at its most`, async () => {
      assert.deepEqual(tooMany(await graphOf(stack)), []);
    });
  }

  it("in prod in the season of the flash sales, with both colours of every service, in each region by its own role", async () => {
    const season = await shop("prod", { season: "flash-sales", ...warm });
    assert.deepEqual(tooMany(season), []);
    const most = (graph: Rendered) => [...regionsOf(graph)].map(([ending, region]) => [ending, region.most]);
    assert.deepEqual(most(season), [
      ["", 114],
      // Where stores are copies, nobody backs them up.
      ["-us-west-2", 108],
      ["-eu-central-1", 108],
    ]);
    assert.deepEqual(most(await graphOf("prod")), [
      ["", 54],
      ["-us-west-2", 51],
      ["-eu-central-1", 51],
    ]);
    const classes = (graph: Rendered) =>
      graph.resources.flatMap(({ type, name, inputs }) =>
        type === "aws:docdb/clusterInstance:ClusterInstance" && name === "ecommerce-mongodb-instance-1"
          ? [inputs["instanceClass"]]
          : [],
      );
    assert.deepEqual([classes(await graphOf("prod")), classes(season)], [["db.r6g.large"], ["db.r6g.xlarge"]]);
    // The pods of the season on the nodes of every day: that this finds a fault.
    const pods = [...regionsOf(season).values()].map((region) => nodesTaken(podsIn(region)));
    assert.ok(
      pods.every((taken) => taken > 54),
      pods.join(),
    );
  });
});
