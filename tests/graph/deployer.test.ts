import assert from "node:assert/strict";
import { render, type Rendered } from "../../cli/lib/render.ts";
import { parseConfig } from "../../config/parse.ts";
import { systems } from "../../config/schema.ts";
import { clusterGraphOf, graphOf, type KubernetesObject, objectsOf, rawConfig, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

/** What a rule allows: `verb group/resource`. */
function rights(role: KubernetesObject): string[] {
  return list(at(role.body, "rules")).flatMap((rule) =>
    list(at(rule, "verbs")).flatMap((verb) =>
      list(at(rule, "apiGroups")).flatMap((group) =>
        list(at(rule, "resources")).map((resource) => `${String(verb)} ${String(group)}/${String(resource)}`),
      ),
    ),
  );
}

function clusterRole(graph: Rendered, name: string): KubernetesObject {
  const found = objectsOf(graph).find((object) => object.kind === "ClusterRole" && object.name === name);
  assert.ok(found, name);
  return found;
}

/** The path of a kind in the API, as `group/resource`. */
function resourceOf({ kind, body }: KubernetesObject): string {
  const [group = "", version] = String(at(body, "apiVersion")).split("/");
  const lower = kind.toLowerCase();
  const plural = lower === "mongodbcommunity" ? lower : lower.replace(/([^aeiou])y$/, "$1ie") + "s";
  return `${version === undefined ? "" : group}/${plural}`;
}

/** Objects in the namespaces of a stack's systems. */
function systemObjects(graph: Rendered): KubernetesObject[] {
  const all = objectsOf(graph);
  const own = all.filter(
    ({ kind, labels }) =>
      kind === "Namespace" && systems.some((system) => labels["app.kubernetes.io/part-of"] === system),
  );
  assert.notEqual(own.length, 0);
  return all.filter(({ namespace }) => own.some(({ name }) => name === namespace));
}

/** Rights over others, which an administrator gives. */
const reserved = ["rbac.authorization.k8s.io/rolebindings", "rbac.authorization.k8s.io/roles"];

describe("a deployer's rights (REC-055)", () => {
  const written = (graph: Rendered) =>
    rights(clusterRole(graph, "plumbline-deployer"))
      .filter((right) => right.startsWith("create "))
      .map((right) => right.slice("create ".length))
      .sort();

  it("cover what the systems of all stacks consist of, and nothing else but what a mesh adds", async () => {
    const used = new Set<string>();
    for (const stack of stacks) {
      // In a region of the stack's own, and on a cluster that is given.
      for (const graph of [await graphOf(stack), await clusterGraphOf(stack)]) {
        for (const object of systemObjects(graph)) used.add(resourceOf(object));
      }
    }
    const cluster = { ...record((await rawConfig("dev")).cluster), mesh: "istio" };
    const everything = { "plumbline:cluster": cluster, "plumbline:systems": [...systems] };
    for (const object of systemObjects(await render("dev", { config: everything }))) used.add(resourceOf(object));
    assert.deepEqual(
      [...used].filter((resource) => !reserved.includes(resource)).sort(),
      written(await clusterGraphOf("dev")),
    );
  });

  it("have no wildcard, give nobody rights, and reach nothing of the cluster's but names of namespaces", async () => {
    for (const stack of stacks) {
      const graph = await clusterGraphOf(stack);
      const all = rights(clusterRole(graph, "plumbline-deployer"));
      assert.deepEqual(
        all.filter((right) =>
          /\*|\b(escalate|bind|impersonate|deletecollection)\b|\/(nodes|namespaces|customres)/.test(right),
        ),
        [],
      );
      const others = all.filter((right) => reserved.some((resource) => right.endsWith(` ${resource}`)));
      assert.deepEqual(new Set(others.map((right) => right.split(" ")[0])), new Set(["get", "list", "watch"]));
      assert.deepEqual(rights(clusterRole(graph, "plumbline-deployer-namespaces")), [
        "get /namespaces",
        "list /namespaces",
        "watch /namespaces",
      ]);
      const bindings = objectsOf(graph).filter(({ kind }) => kind === "ClusterRoleBinding");
      const wide = bindings.filter(({ body }) => JSON.stringify(body).includes("plumbline:deployers"));
      assert.deepEqual(
        wide.map(({ body }) => [at(body, "roleRef", "name"), at(body, "subjects")]),
        [
          [
            "plumbline-deployer-namespaces",
            [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "plumbline:deployers" }],
          ],
        ],
      );
    }
  });

  it("hold in the namespaces of their own system alone", async () => {
    for (const stack of stacks) {
      const deployed = parseConfig(stack, await rawConfig(stack)).systems;
      const bindings = systemObjects(await clusterGraphOf(stack)).filter(
        ({ kind, body }) => kind === "RoleBinding" && at(body, "roleRef", "name") === "plumbline-deployer",
      );
      assert.deepEqual(
        bindings
          .map(({ name, labels, body }) => [name, labels["app.kubernetes.io/part-of"], at(body, "subjects")])
          .sort(),
        deployed
          .map((system) => [
            "deployer",
            system,
            [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: `plumbline:deployers:${system}` }],
          ])
          .sort(),
      );
    }
  });
});
