import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import { execa } from "execa";
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestsOf } from "../../../cli/lib/manifests.ts";
import { pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";
import { renderComponents } from "../../lib/component.ts";
import { graphOf } from "../../lib/graph.ts";
import * as pulumi from "@pulumi/pulumi";

class Group extends pulumi.ComponentResource {
  constructor(opts: pulumi.ComponentResourceOptions) {
    super("plumbline:test:Group", "shop", {}, opts);
    const parent = { parent: this };
    const metadata = { name: "api", namespace: "shop" };
    new Secret("shop-key", { metadata, stringData: { key: "value" } }, parent);
    new Secret("shop-tls", { metadata: { ...metadata, name: "tls" }, data: { crt: "eA==" } }, parent);
    new ConfigMap("shop-config", { data: { on: "yes", long: "x ".repeat(100) }, metadata }, parent);
    new Namespace("shop-namespace", { metadata: { name: "shop" } }, parent);
    new CustomResource(
      "shop-web",
      { apiVersion: "shop.example.com/v1", kind: "Web", metadata, spec: { a: 1 } },
      parent,
    );
    new Release("shop-chart", { chart: "redis" }, parent);
    this.registerOutputs({});
  }
}

describe("manifests", () => {
  it("are one file for each object, by cluster and namespace, sorted", async () => {
    const manifests = manifestsOf(await renderComponents((opts) => new Group(opts)));
    assert.deepEqual(
      manifests.map(({ path }) => path),
      [
        "cluster/_cluster/namespace-shop.yaml",
        "cluster/shop/configmap-api.yaml",
        "cluster/shop/secret-api.yaml",
        "cluster/shop/secret-tls.yaml",
        "cluster/shop/web-api.yaml",
      ],
    );
    const text = new Map(manifests.map((each) => [each.path, each.text]));
    assert.equal(
      text.get("cluster/shop/web-api.yaml"),
      "apiVersion: shop.example.com/v1\nkind: Web\nmetadata:\n  name: api\n  namespace: shop\nspec:\n  a: 1\n",
    );
    // A bare on or yes is a boolean for readers of YAML 1.1, and no line is folded.
    assert.match(text.get("cluster/shop/configmap-api.yaml") ?? "", /\n {2}long: "?(x ){100}"?\n {2}"on": "yes"\n/);
  });

  it("of a wrong configuration are one line, and no trace of the program", async () => {
    const script = [
      `import { fail } from ${JSON.stringify(join(projectRoot, "cli/lib/fail.ts"))};`,
      `import { render } from ${JSON.stringify(join(projectRoot, "cli/lib/render.ts"))};`,
      `await render("prod", { config: { "plumbline:stage": "test" } }).catch(fail);`,
    ].join("\n");
    const { stderr, exitCode } = await execa(pinnedNode, ["--input-type=module", "--eval", script], { reject: false });
    assert.deepEqual(
      { stderr, exitCode },
      { stderr: 'stack prod: plumbline:stage: expected one of dev, staging, prod, got "test"', exitCode: 1 },
    );
  });

  it("are refused where two resources stand for one object", async () => {
    class Twice extends pulumi.ComponentResource {
      constructor(opts: pulumi.ComponentResourceOptions) {
        super("plumbline:test:Twice", "twice", {}, opts);
        const metadata = { name: "api", namespace: "shop" };
        new ConfigMap("twice-a", { metadata }, { parent: this });
        new ConfigMap("twice-b", { metadata }, { parent: this });
        this.registerOutputs({});
      }
    }
    const rendered = await renderComponents((opts) => new Twice(opts));
    assert.throws(
      () => manifestsOf(rendered),
      /: cluster\/shop\/configmap-api\.yaml is the file of two resources: \S+::twice-a and \S+::twice-b$/,
    );
  });

  it("show no value of a Secret, and stay valid for the API server", async () => {
    const manifests = manifestsOf(await renderComponents((opts) => new Group(opts)));
    const marker = Buffer.from("[secret]").toString("base64");
    const tls = manifests.find(({ path }) => path.endsWith("secret-tls.yaml"));
    assert.equal(
      tls?.text,
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: tls\n  namespace: shop\ndata:\n  crt: ${marker}\n`,
    );
    const key = manifests.find(({ path }) => path.endsWith("secret-api.yaml"));
    assert.doesNotMatch(key?.text ?? "", /value/);
  });
});

describe("npm run -s manifests", () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "manifests-"));
  });
  after(() => rm(dir, { recursive: true }));
  const run = (...args: string[]) =>
    execa(pinnedNode, [join(projectRoot, "cli/manifests.ts"), ...args], { reject: false, cwd: dir });

  it("writes them all, in place of those of an earlier run and of nothing else", async () => {
    await mkdir(join(dir, "out/cluster/gone"), { recursive: true });
    await writeFile(join(dir, "out/cluster/gone/service-gone.yaml"), "");
    await writeFile(join(dir, "out/mine.yaml"), "");
    const expected = manifestsOf(await graphOf("dev"));
    const { exitCode, stdout } = await run("dev", "out");
    assert.deepEqual({ exitCode, stdout }, { exitCode: 0, stdout: `${expected.length} objects of dev in out` });
    const written = await readdir(join(dir, "out"), { recursive: true, withFileTypes: true });
    const files = written.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const paths = [...expected.map(({ path }) => join(dir, "out", path)), join(dir, "out/mine.yaml")];
    assert.deepEqual(files.sort(), paths.sort());
    for (const { path, text } of expected.slice(0, 3))
      assert.equal(await readFile(join(dir, "out", path), "utf8"), text);
  });

  it("lists them as JSON for programs", async () => {
    const { exitCode, stdout } = await run("dev", "listed", "--json");
    assert.equal(exitCode, 0);
    const expected = manifestsOf(await graphOf("dev")).map(({ path, object: { apiVersion, kind, metadata } }) => {
      const namespace = metadata.namespace === undefined ? {} : { namespace: metadata.namespace };
      return { cluster: "cluster", ...namespace, apiVersion, kind, name: metadata.name, file: path };
    });
    assert.deepEqual(JSON.parse(stdout), { stack: "dev", dir: "listed", objects: expected });
  });

  it("fails in one line where it cannot write", async () => {
    await writeFile(join(dir, "file"), "");
    const { exitCode, stdout, stderr } = await run("dev", "file");
    assert.deepEqual({ exitCode, stdout }, { exitCode: 1, stdout: "" });
    assert.match(stderr, /^ENOTDIR: not a directory, mkdir '.*file\/cluster\/_cluster'$/);
  });

  it("names the stacks where one is not known, and writes nothing", async () => {
    const { exitCode, stderr } = await run("qa", "other");
    assert.equal(exitCode, 1);
    assert.equal(stderr, "no stack qa: there is no Pulumi.qa.yaml; the stacks are dev, prod, prod-azure, staging");
    assert.deepEqual((await readdir(dir)).includes("other"), false);
  });

  it("says how it is used", async () => {
    const { exitCode, stdout } = await run("--help");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: manifests \[--json\] STACK DIR\n/);
  });
});
