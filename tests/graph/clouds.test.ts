import assert from "node:assert/strict";
import { type CloudDifference, isBetween, readCloudDifferences } from "../../cli/lib/clouds/table.ts";
import type { Rendered } from "../../cli/lib/render.ts";
import type { Cloud } from "../../components/core/cloud.ts";
import { type RegionRole, regionRoles } from "../../components/core/place.ts";
import { type SystemName, systems } from "../../config/schema.ts";
import { stackOutputs, type SystemOutputs } from "../../contract/schema.ts";
import { type Difference, differences } from "../lib/clouds/compare.ts";
import { type CloudGraphs, graphsByCloud, pairs, regionsByCloud } from "../lib/clouds/graphs.ts";
import { type Objects, systemObjects } from "../lib/clouds/objects.ts";
import { at, list, withValue } from "../lib/json.ts";

const regions = await regionsByCloud();
const table = readCloudDifferences();

/** What app teams rely on, without the values that they read from it: addresses, and names of Secrets, which operators may give. */
const shapeOf = ({ namespace, endpoints, secrets, topics, objectives }: SystemOutputs) => ({
  namespace,
  endpoints: Object.fromEntries(Object.entries(endpoints).map(([name, { scope }]) => [name, scope])),
  secrets: Object.fromEntries(
    Object.entries(secrets).map(([purpose, reference]) => [
      purpose,
      [reference.namespace, ...reference.keys].join(" "),
    ]),
  ),
  topics,
  objectives,
});

/** What the stack tells of a system in a region, in the form of its contract. */
function outputsOf({ outputs }: Rendered, role: RegionRole, system: SystemName): SystemOutputs {
  const { systems: primary, regions: others = {} } = stackOutputs.parse(outputs);
  const told = role === "primary" ? primary : Object.values(others).find((each) => each.role === role)?.systems;
  assert.ok(told?.[system], `${system} in the ${role} region`);
  return told[system];
}

/** A system in the region of a role: the objects of its namespace, and its outputs as another one. */
function partsOf(graphs: CloudGraphs, cloud: Cloud, role: RegionRole, system: SystemName): Objects | undefined {
  const own = regions[cloud].find((region) => region.role === role);
  if (!own) return undefined;
  const outputs = outputsOf(graphs[cloud], role, system);
  const objects = systemObjects(graphs[cloud], outputs.namespace, { own, regions: regions[cloud] });
  return new Map([...objects, [`${outputs.namespace}/Outputs/${system}`, shapeOf(outputs)]]);
}

interface Found extends Difference {
  readonly pair: readonly [Cloud, Cloud];
}

/** In what a system differs between any two clouds, in regions of the same role; a cluster that is given is a primary one. */
function foundIn(graphs: CloudGraphs, system: SystemName): Found[] {
  return regionRoles.flatMap((role) =>
    pairs.flatMap((pair) => {
      const [one, other] = pair.map((cloud) => partsOf(graphs, cloud, role, system));
      return one && other ? differences(one, other).map((difference) => ({ ...difference, pair })) : [];
    }),
  );
}

const matches = (pattern: string, text: string) =>
  new RegExp(`^${pattern.split("*").map(RegExp.escape).join(".*")}$`, "s").test(text);
const isAbout = (entry: CloudDifference, { object, path, pair }: Found) =>
  isBetween(entry, pair) &&
  entry.objects.some((pattern) => matches(pattern, object)) &&
  (entry.paths ?? [""]).some((pattern) => matches(pattern, path));

/** Differences that no entry of the table explains, or more than one. */
function faultsOf(found: readonly Found[]): string[] {
  return found.flatMap((each) => {
    const entries = table.filter((entry) => isAbout(entry, each));
    if (entries.length === 1) return [];
    const by = entries.length === 0 ? "nothing" : entries.map(({ what }) => what).join(", and ");
    return [`${each.pair.join(" and ")}: ${each.object} ${each.path}: explained by ${by}`];
  });
}

describe("every system on every cloud", () => {
  for (const system of systems) {
    it(`tells app teams the same of ${system} and has the same objects of it, but for what the table says`, async () => {
      const graphs = await graphsByCloud();
      assert.deepEqual(faultsOf(foundIn(graphs, system)), []);
    });
  }

  it("needs every line of the table", async () => {
    const graphs = await graphsByCloud();
    const found = systems.flatMap((system) => foundIn(graphs, system));
    const idle = table.flatMap((entry) => {
      const own = found.filter((each) => isAbout(entry, each));
      return [
        ...entry.objects.filter((pattern) => !own.some(({ object }) => matches(pattern, object))),
        ...(entry.paths ?? []).filter((pattern) => !own.some(({ path }) => matches(pattern, path))),
      ].map((pattern) => `${entry.what}: ${pattern}`);
    });
    assert.deepEqual(idle, []);
  });

  it("is told apart by a field, by an item of a list, by an object and by an output", async () => {
    const graphs = await graphsByCloud();
    const { resources, outputs } = graphs.azure;
    const changed = resources.flatMap((resource) => {
      if (resource.name === "cap-app-cp-budget") return [];
      if (resource.name !== "cap-app-cp") return [resource];
      const path = ["spec", "template", "spec", "containers"];
      const [container, ...others] = list(at(resource.inputs, ...path));
      const ports = [...list(at(container, "ports")), { name: "azure", containerPort: 5003 }];
      const slower = withValue(withValue(container, ["ports"], ports), ["livenessProbe", "periodSeconds"], 60);
      return [{ ...resource, inputs: withValue(resource.inputs, path, [slower, ...others]) }];
    });
    const told = withValue(outputs, ["systems", "cap", "objectives", "rtoSeconds"], 1);
    const azure = { ...graphs.azure, resources: changed, outputs: told };
    const container = "/spec/template/spec/containers/app-cp";
    const faults = faultsOf(foundIn({ ...graphs, azure }, "cap"));
    assert.deepEqual(
      faults.filter((fault) => fault.startsWith("aws and azure")),
      [
        `cap/Deployment/app-cp ${container}/ports/azure`,
        `cap/Deployment/app-cp ${container}/livenessProbe/periodSeconds`,
        "cap/Outputs/cap /objectives/rtoSeconds",
        "cap/PodDisruptionBudget/app-cp ",
      ].map((what) => `aws and azure: ${what}: explained by nothing`),
    );
    assert.equal(faults.length, 8);
  });
});
