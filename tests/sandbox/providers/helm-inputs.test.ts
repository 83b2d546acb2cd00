import assert from "node:assert/strict";
import { unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { release, releaseType, repo } from "../lib/helm-release.ts";
import { Plugin } from "../lib/provider-plugin.ts";
import { urn } from "../lib/provider-workbench.ts";

/** What every release has that says nothing else. */
const defaults = {
  allowNullValues: false,
  atomic: false,
  cleanupOnFail: false,
  createNamespace: false,
  dependencyUpdate: false,
  description: "",
  devel: false,
  disableCRDHooks: false,
  disableOpenapiValidation: false,
  disableWebhooks: false,
  forceUpdate: false,
  keyring: "",
  lint: false,
  postrender: "",
  recreatePods: false,
  renderSubchartNotes: false,
  replace: false,
  resetValues: false,
  reuseValues: false,
  skipAwait: false,
  skipCrds: false,
  takeOwnership: false,
  timeout: 300,
  verify: false,
  waitForJobs: false,
};

const without = (object: JsonObject, ...keys: string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

describe("kubernetes provider: inputs of releases", () => {
  let plugin: Plugin;

  before(async () => {
    plugin = await Plugin.start("kubernetes");
    await plugin.configure({ kubeconfig: "/nowhere/kubeconfig", namespace: "charts" });
  });
  after(() => plugin.stop());

  const check = (news: JsonObject, olds?: JsonObject) => plugin.check(urn(releaseType, "barman"), news, olds);

  it("fills in what the official provider fills in, and keeps secrets concealed", async () => {
    const { inputs, failures } = await check(release());
    assert.deepEqual(failures, []);
    const options = { caFile: "", certFile: "", keyFile: "", password: "", username: "", repo };
    assert.deepEqual(inputs, { ...defaults, ...without(release(), "compat"), repositoryOpts: options });
  });

  it("takes the provider's namespace and a name of its own where none are given, and keeps the name", async () => {
    const unnamed = without(release(), "name", "namespace");
    const { inputs } = await check(unnamed);
    const { name = "" } = inputs as { name?: string };
    assert.match(name, /^barman-[0-9a-f]{8}$/);
    assert.equal(inputs["namespace"], "charts");
    const again = await plugin.check(urn(releaseType, "barman"), unnamed, inputs, Buffer.from("another seed"));
    assert.equal(again.inputs["name"], name);
  });

  it("waits for nothing where it is told so", async () => {
    assert.equal((await check(release({ skipAwait: true }))).inputs["timeout"], undefined);
    assert.equal((await check(release({ timeout: 600 }))).inputs["timeout"], 600);
  });

  it("resolves a version with or without its v, and none to the pinned one", async () => {
    const chart = { chart: "cert-manager", repositoryOpts: { repo: "https://charts.jetstack.io" } };
    for (const version of ["1.21.2", "v1.21.2", ""]) {
      const { inputs, failures } = await check(release({ ...chart, version }));
      assert.deepEqual([inputs["version"], failures], ["v1.21.2", []]);
    }
  });

  const wrong: readonly (readonly [title: string, changes: JsonObject, reason: RegExp])[] = [
    ["no chart", { chart: null }, /^chart is required: a text$/],
    ["an empty chart", { chart: "" }, /^chart is required: the name of a chart$/],
    [
      "a chart that is not in the table",
      { chart: "nginx" },
      /^chart "nginx" is not in any repository that the sandbox knows; it knows gateway-helm, kube-prometheus-stack, /,
    ],
    [
      "a chart of another repository",
      { repositoryOpts: { repo: "https://example.org/charts" } },
      /^chart "plugin-barman-cloud" is not in https:\/\/example\.org\/charts; it is in https:\/\/cloudnative-pg/,
    ],
    [
      "another version",
      { version: "0.7.0" },
      /^chart "plugin-barman-cloud" is pinned to 0\.8\.0 in the sandbox, which has no "0\.7\.0"$/,
    ],
    ["a range of versions", { version: ">=0.8.0" }, /which has no ">=0\.8\.0"$/],
    ["a switch that is a text", { atomic: "yes" }, /^atomic has to be true or false, not "yes"$/],
    ["a wait that is none", { timeout: -1 }, /^timeout has to be at least 0, not -1$/],
    ["values that are no map", { values: "x" }, /^values has to be a map, not "x"$/],
    ["a field that there is not", { skipCrd: true }, /^skipCrd is no input; the inputs are /],
    ["such a field of the repository", { repositoryOpts: { url: repo } }, /^repositoryOpts\.url is no input; /],
    ["files of values", { valueYamlFiles: [] }, /^valueYamlFiles is not supported by the sandbox; use values$/],
  ];
  for (const [title, changes, reason] of wrong) {
    it(`refuses ${title}`, async () => {
      const { failures } = await check(release(changes));
      assert.equal(failures.length, 1, failures.join("\n"));
      assert.match(failures[0] ?? "", reason);
    });
  }

  it("judges nothing that only the update will tell", async () => {
    assert.deepEqual((await check(release({ version: unknown }))).failures, []);
  });
});
