import assert from "node:assert/strict";
import { charts } from "../../components/platform/catalogue.ts";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import {
  clusterGraphOf,
  dependencies,
  identity,
  isComponent,
  objectsOf,
  onOneCluster,
  podOwners,
  resource,
  stacks,
} from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

/** Everything below a component that has no parent. */
function roots({ resources }: Rendered): Map<string, string> {
  const parents = new Map(resources.map(({ urn, parent, name }) => [urn, { parent, name }]));
  const rootOf = (urn: string): string => {
    const entry = parents.get(urn);
    return entry?.parent !== undefined && parents.has(entry.parent) ? rootOf(entry.parent) : (entry?.name ?? urn);
  };
  return new Map(resources.map((each) => [identity(each), rootOf(each.urn)]));
}

const ground = ["platform", "backup-store", "backup-store-velero-access"];

/** What comes with the ground, and nothing waits for. */
const besides = ["cluster-backups"];

const stackWith = async (stack: string, systems: readonly string[], platform: object): Promise<Rendered> => {
  const own = record((await stackConfig(stack))["plumbline:platform"]);
  const shared = "mode" in platform;
  return render(stack, {
    config: {
      ...(await onOneCluster(stack)),
      "plumbline:systems": systems,
      "plumbline:platform": shared ? platform : { ...own, ...platform },
    },
  });
};

/** The inputs of every resource but components and providers, by identity. */
const inputsOf = ({ resources }: Rendered) =>
  new Map(
    resources
      .filter((each) => !isComponent(each) && !each.type.startsWith("pulumi:"))
      .map((each) => [identity(each), JSON.stringify(each.inputs)]),
  );

describe("what the systems of a stack stand on", () => {
  for (const stack of stacks) {
    it(`is made before them in ${stack}: the platform, then the backup store, then Velero's way to it`, async () => {
      const { resources } = await clusterGraphOf(stack);
      const systems = resources.filter(({ type }) => type.startsWith("plumbline:systems:"));
      assert.ok(systems.length > 0);
      for (const system of systems) assert.deepEqual(await dependencies(system), ground, system.name);
      const before = (name: string) => {
        const found = resources.filter((each) => isComponent(each) && each.name === name);
        assert.equal(found.length, 1, name);
        return found[0] ? dependencies(found[0]) : [];
      };
      assert.deepEqual(await before("platform"), []);
      assert.deepEqual(await before("backup-store"), ["platform"]);
      assert.deepEqual(await before("backup-store-velero-access"), ["backup-store"]);
    });

    it(`has cert-manager and Velero in ${stack}, each by its pinned chart in a namespace that is there before it`, async () => {
      const rendered = await clusterGraphOf(stack);
      for (const [chart, { version, repository }] of Object.entries({
        "cert-manager": charts["cert-manager"],
        velero: charts.velero,
      })) {
        const { inputs, ...release } = resource(rendered, "Release", `platform-${chart}`);
        assert.deepEqual(
          [inputs["chart"], inputs["version"], inputs["repositoryOpts"], inputs["namespace"], inputs["skipCrds"]],
          [chart, version, { repo: repository }, chart, false],
        );
        const made = await dependencies({ inputs, ...release });
        assert.ok(made.includes(`platform-${chart}`), `${chart} comes after its namespace`);
        assert.ok(objectsOf(rendered).some(({ kind, name }) => kind === "Namespace" && name === chart));
      }
      const plugins = at(resource(rendered, "Release", "platform-velero").inputs, "values", "initContainers");
      assert.deepEqual(
        list(plugins).map((each) => at(each, "image")),
        ["velero/velero-plugin-for-aws:v1.14.3"],
      );
    });

    it(`has no Service in ${stack} that is waited for by the pods it waits for`, async () => {
      const rendered = await clusterGraphOf(stack);
      const owners = podOwners(rendered);
      for (const { resource: service, name, namespace, body } of objectsOf(rendered).filter(
        ({ kind }) => kind === "Service",
      )) {
        const selector = Object.entries(record(at(body, "spec", "selector")));
        const awaited = at(body, "metadata", "annotations", "pulumi.com/skipAwait") !== "true";
        if (!awaited || selector.length === 0 || at(body, "spec", "clusterIP") === "None") continue;
        const behind = owners.filter(
          (each) =>
            each.namespace === namespace &&
            selector.every(([key, value]) => at(each.template, "metadata", "labels", key) === value),
        );
        const before = await dependencies(service);
        assert.ok(behind.length > 0, `${stack}: nothing of the program is behind ${namespace ?? ""}/${name}`);
        assert.ok(
          behind.some((each) => before.includes(each.resource.name)),
          `${stack}: ${namespace ?? ""}/${name} comes after its pods`,
        );
      }
    });
  }

  it("is left to another stack where the stack says so, and nothing of the systems is another thing for it", async () => {
    const [own, shared] = [
      await clusterGraphOf("dev"),
      await render("dev", { config: { "plumbline:platform": { mode: "shared" } } }),
    ];
    const rootOf = roots(own);
    const systems = new Map(
      [...inputsOf(own)].filter(([name]) => ![...ground, ...besides].includes(rootOf.get(name) ?? "")),
    );
    assert.deepEqual(inputsOf(shared), systems);
    for (const system of shared.resources.filter(({ type }) => type.startsWith("plumbline:systems:"))) {
      assert.deepEqual(await dependencies(system), []);
    }
  });

  it("is the same, whether one stack deploys two systems or two stacks share the cluster", async () => {
    for (const stack of ["dev", "prod"]) {
      const together = await stackWith(stack, ["reconciliation", "firefly"], {});
      const first = await stackWith(stack, ["reconciliation"], { guests: ["firefly"] });
      const second = await stackWith(stack, ["firefly"], { mode: "shared" });
      assert.deepEqual(new Map([...inputsOf(first), ...inputsOf(second)]), inputsOf(together), stack);
    }
  });

  it("gives a bucket and an account to a system that has backups, and to no other", async () => {
    const accounts = async (systems: readonly string[], guests: readonly string[]) =>
      objectsOf(await stackWith("dev", systems, { guests }))
        .filter(
          ({ kind, namespace, name }) => kind === "Secret" && namespace === "backup-store" && /^account-/.test(name),
        )
        .map(({ name }) => name);
    assert.deepEqual(await accounts([], []), ["account-velero"]);
    assert.deepEqual(await accounts(["cap", "firefly"], ["onboarding"]), [
      "account-velero",
      "account-cap",
      "account-firefly",
      "account-onboarding",
    ]);
  });
});
