import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ensureCrds } from "../../../sandbox/crds/crds.ts";
import { silent } from "../../../sandbox/lib/failure.ts";
import { reveal, secret, unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { release, releaseType } from "../lib/helm-release.ts";
import { kubectl } from "../lib/provider-cluster.ts";
import { Plugin } from "../lib/provider-plugin.ts";
import type { State } from "../lib/provider-plugin.ts";
import { urn, Workbench } from "../lib/provider-workbench.ts";

const crd = "objectstores.barmancloud.cnpg.io";

describe("kubernetes provider: releases of charts", () => {
  let bench: Workbench;
  let plugin: Plugin;

  before(async () => {
    bench = await Workbench.open("charts");
    ({ plugin } = bench);
    // Kinds stay when their release goes, and the tests of providers share a cluster.
    await kubectl("delete", "crd", crd, "--ignore-not-found");
  });
  after(() => plugin.stop());

  const check = (news: JsonObject, olds?: JsonObject) => plugin.check(urn(releaseType, "barman"), news, olds);
  const make = (name: string, changes: JsonObject = {}) => bench.make(releaseType, name, release({ name, ...changes }));
  const statusOf = (state: State) => reveal(state.outputs).value["status"];
  const history = async (name: string) =>
    (await kubectl("-n", "charts", "get", "secrets", "-l", `owner=helm,name=${name}`, "-o", historyPath))
      .trim()
      .split(" ");
  const historyPath = "jsonpath={range .items[*]}{.metadata.labels.version}={.metadata.labels.status} {end}";

  it("previews without knowing what will become of it, and does nothing", async () => {
    const { inputs } = await check(release({ name: "planned" }));
    const { id, outputs } = await plugin.create(urn(releaseType, "planned"), inputs, { preview: true });
    assert.deepEqual([id, outputs["status"], outputs["resourceNames"]], ["", unknown, unknown]);
    assert.equal(await kubectl("get", "crd", crd, "--ignore-not-found"), "");
    assert.deepEqual(await history("planned"), [""]);
  });

  it("installs the chart's CRDs, and waits until they are served", async () => {
    const made = await make("barman");
    const { value, secrets } = reveal(made.outputs);
    assert.equal(made.id, "charts/barman");
    assert.deepEqual(value["status"], {
      name: "barman",
      namespace: "charts",
      chart: "plugin-barman-cloud",
      version: "0.8.0",
      appVersion: "v0.15.0",
      revision: 1,
      status: "deployed",
    });
    assert.deepEqual(value["resourceNames"], {
      "CustomResourceDefinition.apiextensions.k8s.io/apiextensions.k8s.io/v1": [crd],
    });
    assert.deepEqual(new Set(secrets), new Set([["__inputs"], ["values", "token"]]));
    const established = '{.status.conditions[?(@.type=="Established")].status}';
    assert.equal(await kubectl("get", "crd", crd, "-o", `jsonpath=${established}`), "True");
    const files = await readdir(join(await ensureCrds(silent), "barman-cloud"));
    assert.deepEqual(files, [`${crd}.yaml`]);
  });

  it("leaves a record in the cluster that Helm reads, and whose Secret alone has the secret value", async () => {
    const path = "jsonpath={.type} {.data.release}";
    const text = await kubectl("-n", "charts", "get", "secret", "sh.helm.release.v1.barman.v1", "-o", path);
    const [kind, data = ""] = text.split(" ");
    assert.equal(kind, "helm.sh/release.v1");
    const packed = Buffer.from(Buffer.from(data, "base64").toString(), "base64");
    const record = JSON.parse(gunzipSync(packed).toString()) as JsonObject;
    assert.deepEqual(
      [record["name"], record["version"], (record["info"] as JsonObject)["status"], record["config"]],
      ["barman", 1, "deployed", { replicaCount: 1, token: "a-long-secret-token" }],
    );
  });

  it("leaves CRDs that are there as they are", async () => {
    await kubectl("label", "crd", crd, "kept=yes");
    await make("second");
    assert.equal(await kubectl("get", "crd", crd, "-o", "jsonpath={.metadata.labels.kept}"), "yes");
  });

  it("installs none where it is told so", async () => {
    const eck = { chart: "eck-operator", version: "3.5.0", repositoryOpts: { repo: "https://helm.elastic.co" } };
    const made = await make("eck", { ...eck, skipCrds: true });
    assert.deepEqual(reveal(made.outputs).value["resourceNames"], {});
    assert.equal(await kubectl("get", "crd", "kibanas.kibana.k8s.elastic.co", "--ignore-not-found"), "");
  });

  it("announces the kinds that it will bring, so that objects of them can be previewed", async () => {
    const velero = {
      chart: "velero",
      version: "12.1.0",
      repositoryOpts: { repo: "https://vmware-tanzu.github.io/helm-charts" },
    };
    const location: JsonObject = {
      apiVersion: "velero.io/v1",
      kind: "BackupStorageLocation",
      metadata: { name: "default" },
      spec: { provider: "aws", objectStorage: { bucket: "b" } },
    };
    const place = urn("velero.io/v1:BackupStorageLocation", "default");
    const before = (await plugin.check(place, location)).inputs["metadata"];
    await check(release(velero));
    const after = (await plugin.check(place, location)).inputs["metadata"];
    assert.deepEqual([before, after], [{ name: "default" }, { name: "default", namespace: "charts" }]);
  });

  it("does not take over the name of another release, but goes on with its own that was cut short", async () => {
    const taken = await make("taken");
    const again = await plugin.check(urn(releaseType, "other"), release({ name: "taken" }));
    await assert.rejects(
      plugin.create(urn(releaseType, "other"), again.inputs),
      /^Error: cannot re-use a name that is still in use: the release charts\/taken exists$/,
    );
    const restarted = await Plugin.start("kubernetes");
    await restarted.configure({ kubeconfig: bench.kubeconfig, namespace: "charts" });
    const resumed = await restarted.create(urn(releaseType, "taken"), taken.inputs);
    await restarted.stop();
    assert.equal((statusOf(resumed) as JsonObject)["revision"], 1);
    assert.deepEqual(await history("taken"), ["1=deployed"]);
  });

  it("requires its namespace, unless it is to make it", async () => {
    const { inputs } = await check(release({ name: "far", namespace: "far" }));
    await assert.rejects(
      plugin.create(urn(releaseType, "far"), inputs),
      /^Error: create: failed to create: namespaces "far" not found; make it first, or set createNamespace$/,
    );
    await make("far", { namespace: "far", createNamespace: true });
    assert.match(await kubectl("get", "namespace", "far", "-o", "name"), /^namespace\/far/);
  });

  describe("changes", () => {
    const cases: readonly (readonly [title: string, changes: JsonObject, found: Record<string, string>])[] = [
      ["nothing", {}, {}],
      [
        "a value",
        { values: { replicaCount: 2, token: secret("a-long-secret-token") } },
        { "values.replicaCount": "UPDATE" },
      ],
      ["a value that goes", { values: { token: secret("a-long-secret-token") } }, { "values.replicaCount": "DELETE" }],
      ["the wait", { timeout: 60 }, { timeout: "UPDATE" }],
      ["the name", { name: "renamed" }, { name: "UPDATE_REPLACE" }],
      ["the namespace", { namespace: "elsewhere" }, { namespace: "UPDATE_REPLACE" }],
      ["a value that only the update tells", { description: unknown }, { description: "UPDATE" }],
    ];
    let state: State;
    before(async () => {
      state = await make("changing");
    });

    for (const [title, changed, found] of cases) {
      it(`of ${title}`, async () => {
        const { changes } = await bench.change(
          releaseType,
          "changing",
          state,
          release({ name: "changing", ...changed }),
        );
        assert.deepEqual(changes, found);
      });
    }

    it("but for those that are ignored", async () => {
      const news = release({ name: "changing", values: {}, timeout: 60 });
      const { changes } = await bench.change(releaseType, "changing", state, news, ["values", "timeout"]);
      assert.deepEqual(changes, {});
    });
  });

  it("counts revisions, and keeps as many of them as it is told", async () => {
    let state = await make("counted", { maxHistory: 2 });
    for (const replicaCount of [2, 3]) {
      const news = release({ name: "counted", maxHistory: 2, values: { replicaCount } });
      const { inputs } = await plugin.check(urn(releaseType, "counted"), news, state.inputs);
      const planned = await plugin.update(urn(releaseType, "counted"), state, inputs, { preview: true });
      assert.deepEqual(planned.outputs["status"], unknown);
      state = await plugin.update(urn(releaseType, "counted"), state, inputs);
    }
    assert.deepEqual(
      [(statusOf(state) as JsonObject)["revision"], (statusOf(state) as JsonObject)["status"]],
      [3, "deployed"],
    );
    assert.deepEqual(await history("counted"), ["2=superseded", "3=deployed"]);
  });

  it("reads what is there: a refresh changes nothing, an import finds it, a lost release is gone", async () => {
    const made = await make("read");
    const refreshed = await plugin.read(urn(releaseType, "read"), made.id, made);
    assert.deepEqual(refreshed, made);
    const imported = await plugin.read(urn(releaseType, "read"), "charts/read");
    assert.deepEqual(
      ["chart", "version", "name", "namespace", "timeout"].map((field) => imported?.inputs[field]),
      ["plugin-barman-cloud", "0.8.0", "read", "charts", 300],
    );
    assert.deepEqual(imported?.inputs["values"], secret({ replicaCount: 1, token: "a-long-secret-token" }));
    await kubectl("-n", "charts", "delete", "secret", "sh.helm.release.v1.read.v1");
    assert.equal(await plugin.read(urn(releaseType, "read"), made.id, made), undefined);
    await assert.rejects(
      plugin.update(urn(releaseType, "read"), made, made.inputs),
      /^Error: "read" has no deployed releases in charts; refresh to have it installed anew$/,
    );
  });

  it("deletes the release with its history, and leaves the CRDs", async () => {
    const made = await make("gone");
    await plugin.delete(urn(releaseType, "gone"), made);
    assert.deepEqual(await history("gone"), [""]);
    assert.match(await kubectl("get", "crd", crd, "-o", "name"), /objectstores/);
    await plugin.delete(urn(releaseType, "gone"), made);
  });
});
