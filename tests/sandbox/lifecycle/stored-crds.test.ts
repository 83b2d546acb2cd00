import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";
import { layout } from "../../../sandbox/lib/control-plane/parts.ts";
import { startControlPlane } from "../../../sandbox/lib/controlplane.ts";
import type { ControlPlane } from "../../../sandbox/lib/controlplane.ts";
import { keepCrds, restoreCrds, storedFile } from "../../../sandbox/lib/control-plane/stored-crds.ts";
import { toolPath } from "../../../sandbox/lib/tools.ts";
import { temporaryFolder } from "./temporary.ts";

const names = ["gadgets.example.org", "widgets.example.org"];

function crd(name: string): object {
  const [plural = ""] = name.split(".");
  const kind = `${plural.charAt(0).toUpperCase()}${plural.slice(1, -1)}`;
  const spec = { type: "object", properties: { size: { type: "integer", minimum: 1 } } };
  const schema = { openAPIV3Schema: { type: "object", properties: { spec } } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name },
    spec: {
      group: "example.org",
      scope: "Namespaced",
      names: { kind, plural, singular: plural.slice(0, -1) },
      versions: [{ name: "v1", served: true, storage: true, schema }],
    },
  };
}

const widget = (spec: object) =>
  JSON.stringify({
    apiVersion: "example.org/v1",
    kind: "Widget",
    metadata: { name: "one", namespace: "default" },
    spec,
  });

async function kubectl(plane: ControlPlane, args: string[], input = ""): Promise<string> {
  return (await execa(toolPath("kubectl"), [`--kubeconfig=${plane.kubeconfig}`, ...args], { input })).stdout;
}

async function uids(plane: ControlPlane): Promise<string[]> {
  const path = "{range .items[*]}{.metadata.name} {.metadata.uid}{'\\n'}{end}";
  return (await kubectl(plane, ["get", "crd", "-o", `jsonpath=${path}`])).split("\n");
}

describe("CRDs that a control plane has stored", () => {
  const cache = temporaryFolder("stored-crds");
  const crds = join(cache, "crds-of-the-test");
  const started: ControlPlane[] = [];

  async function start(name: string): Promise<{ plane: ControlPlane; said: string[] }> {
    const said: string[] = [];
    const plane = await startControlPlane({ name, dir: join(cache, name), crds, report: (line) => said.push(line) });
    started.push(plane);
    return { plane, said };
  }

  before(() => {
    mkdirSync(join(crds, "operator"), { recursive: true });
    for (const name of names) writeFileSync(join(crds, "operator", `${name}.yaml`), JSON.stringify(crd(name)));
  });
  after(() => Promise.all(started.map((plane) => plane.stop())));

  it("are the next one's from its first start; a damaged file is made anew", async () => {
    writeFileSync(storedFile(crds), '[{"key": "'); // as if it had been cut off
    const first = await start("first");
    assert.deepEqual(first.said, ["Starting the control plane first", "Applying the CRDs of the pinned operators"]);
    const second = await start("second");
    assert.deepEqual(second.said, ["Starting the control plane second"]);
    assert.deepEqual(await uids(second.plane), await uids(first.plane));
    assert.equal((await uids(second.plane)).filter((line) => line !== "").length, names.length);

    const apply = ["apply", "--server-side", "-f", "-"];
    await kubectl(second.plane, apply, widget({ size: 2 }));
    assert.equal(await kubectl(second.plane, ["get", "widgets", "-A", "-o", "name"]), "widget.example.org/one");
    await assert.rejects(kubectl(second.plane, apply, widget({ size: 0 })), /spec\.size: Invalid value: 0/);
    await assert.rejects(
      kubectl(second.plane, apply, widget({ sise: 2 })),
      /\.spec\.sise: field not declared in schema/,
    );
    assert.equal(await kubectl(first.plane, ["get", "widgets", "-A", "-o", "name"]), "");
  });

  it("hold nothing else of the cluster that they come from", () => {
    const entries = JSON.parse(readFileSync(storedFile(crds), "utf8")) as { key: string; value: string }[];
    const text = (base64: string) => Buffer.from(base64, "base64").toString("utf8");
    assert.deepEqual(
      entries.map(({ key }) => text(key)),
      names.map((name) => `/registry/apiextensions.k8s.io/customresourcedefinitions/${name}`),
    );
    for (const { value } of entries) {
      assert.deepEqual(Object.keys(JSON.parse(text(value)) as object), [
        "kind",
        "apiVersion",
        "metadata",
        "spec",
        "status",
      ]);
      assert.doesNotMatch(text(value), /caBundle|127\.0\.0\.1|BEGIN/);
    }
    assert.deepEqual(readdirSync(cache).sort(), ["crds-of-the-test", basename(storedFile(crds)), "first", "second"]);
  });

  it("are not kept where there are others beside or somebody changed them", async () => {
    const [first] = started;
    assert.ok(first);
    const isKept = () => existsSync(storedFile(others));
    const others = join(cache, "others");
    mkdirSync(others);
    writeFileSync(join(others, "gadgets.example.org.yaml"), "");
    await keepCrds(layout(first.dir), first.ports, others);
    assert.equal(isKept(), false);
    writeFileSync(join(others, "widgets.example.org.yaml"), "");
    await keepCrds(layout(first.dir), first.ports, others);
    assert.equal(isKept(), true);
    assert.equal(await restoreCrds(layout(first.dir), first.ports, others), false); // there are some already
    rmSync(storedFile(others));
    const change = [
      {
        op: "replace",
        path: "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size/minimum",
        value: 2,
      },
    ];
    await kubectl(first, ["patch", "crd", "widgets.example.org", "--type=json", "-p", JSON.stringify(change)]);
    await keepCrds(layout(first.dir), first.ports, others);
    assert.equal(isKept(), false);
  });
});
