import assert from "node:assert/strict";
import { kubectl, sharedCluster } from "../lib/provider-cluster.ts";
import { Stack } from "../lib/provider-stack.ts";

/** A program's deployment; `rest` goes into its arguments. */
const deployment = (name: string, namespace: string, spec: string, options = "{ provider }") => `
  new k8s.apps.v1.Deployment("${name}", {
    metadata: { name: "${name}", namespace: "${namespace}" },
    spec: {
      selector: { matchLabels: { app: "${name}" } },
      template: { metadata: { labels: { app: "${name}" } }, spec: { containers: [{ name: "app", image: "app:1" }] } },
      ${spec}
    },
  }, ${options});`;

const kindsOf = (step: { detailedDiff: Readonly<Record<string, { kind: string }>> } | undefined) =>
  Object.fromEntries(Object.entries(step?.detailedDiff ?? {}).map(([path, { kind }]) => [path, kind]));

describe("kubernetes provider under the engine", () => {
  let kubeconfig: string;
  let stack: Stack;

  before(async () => {
    [{ kubeconfig }, stack] = await Promise.all([sharedCluster(), Stack.create()]);
  });
  after(async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    stack.remove();
  });

  it("previews and makes objects that depend on each other, and then finds nothing to do", async () => {
    stack.program(
      kubeconfig,
      `const space = new k8s.core.v1.Namespace("space", { metadata: { name: "engine" } }, { provider });
       const password = new random.RandomPassword("password", { length: 32 });
       const namespace = space.metadata.name;
       const secret = new k8s.core.v1.Secret("login", { metadata: { namespace }, stringData: { password: password.result } }, { provider });
       const labels = { app: "web" };
       const web = new k8s.apps.v1.Deployment("web", {
         metadata: { name: "web", namespace },
         spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [
           { name: "app", image: "app:1", env: [{ name: "KEY", value: password.result }], envFrom: [{ secretRef: { name: secret.metadata.name } }] } ] } } },
       }, { provider });
       new k8s.core.v1.Service("web", { metadata: { name: "web", namespace }, spec: { selector: labels, ports: [{ port: 80 }] } }, { provider, dependsOn: web });
       export const secretName = secret.metadata.name;`,
    );
    const planned = await stack.preview();
    assert.deepEqual(planned.map(({ op, name }) => `${op} ${name}`).sort(), [
      "create cluster",
      "create login",
      "create password",
      "create space",
      "create web",
      "create web",
    ]);
    await stack.up();
    assert.equal(
      await kubectl("-n", "engine", "get", "deploy", "web", "-o", "jsonpath={.status.readyReplicas}/{.spec.replicas}"),
      "2/2",
    );
    assert.deepEqual(await stack.preview(), []);
  });

  it("keeps a secret out of everything that the backend stores", async () => {
    const state = await stack.state();
    const { plaintext } = state["password"]?.outputs["result"] as { plaintext: string };
    const password = JSON.parse(plaintext) as string;
    const stored = await kubectl("-n", "engine", "get", "secret", "-o", "jsonpath={.items[0].data.password}");
    assert.equal(Buffer.from(stored, "base64").toString(), password);
    const leaks = stack
      .backendFiles()
      .filter((text) => text.includes(JSON.stringify(password).slice(1, -1)) || text.includes(stored));
    assert.deepEqual(leaks, []);
  });

  it("names an object after the resource, and keeps that name", async () => {
    const first = (await stack.state())["login"]?.id;
    assert.match(first ?? "", /^engine\/login-[0-9a-f]{8}$/);
    await stack.up();
    assert.equal((await stack.state())["login"]?.id, first);
  });
});

describe("kubernetes provider under the engine: changes", () => {
  let kubeconfig: string;
  let stack: Stack;
  const program = (body: string) =>
    stack.program(
      kubeconfig,
      `new k8s.core.v1.Namespace("space", { metadata: { name: "changes" } }, { provider });\n${body}`,
    );
  const web = (spec: string, options = "{ provider }") => deployment("web", "changes", spec, options);
  const field = (jsonpath: string) => kubectl("-n", "changes", "get", "deploy", "web", "-o", `jsonpath=${jsonpath}`);
  const uid = () => field("{.metadata.uid}");

  before(async () => {
    [{ kubeconfig }, stack] = await Promise.all([sharedCluster(), Stack.create()]);
    program("");
    await stack.up();
    program(web("replicas: 1,"));
    await stack.up();
  });
  after(async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    stack.remove();
  });

  it("ends a preview with the API server's own words, and the resource's name", async () => {
    program(deployment("bad", "changes", "replicas: -1,"));
    const { exitCode, text } = await stack.run("preview", "--color=never");
    assert.notEqual(exitCode, 0);
    assert.match(
      text,
      /error: kubernetes:apps\/v1:Deployment resource 'bad' has a problem: spec\.replicas: Invalid value: -1: must be greater than or equal to 0/,
    );
  });

  it("names the paths that change", async () => {
    program(web("replicas: 2,"));
    const [scaled] = await stack.preview();
    assert.deepEqual([scaled?.op, kindsOf(scaled)], ["update", { "spec.replicas": "update" }]);
  });

  it("replaces where a field can only be set once, and where the program says so", async () => {
    const before = await uid();
    program(web("replicas: 1,").replaceAll(`app: "web"`, `app: "web", tier: "front"`));
    const [relabelled] = await stack.preview();
    assert.equal(relabelled?.op, "replace");
    assert.deepEqual(kindsOf(relabelled), {
      "spec.selector.matchLabels.tier": "add-replace",
      "spec.template.metadata.labels.tier": "add",
    });
    program(web("replicas: 2,", `{ provider, replaceOnChanges: ["spec.replicas"] }`));
    assert.deepEqual(
      (await stack.preview()).map(({ op }) => op),
      ["replace"],
    );
    await stack.up();
    assert.notEqual(await uid(), before);
    assert.equal(await field("{.spec.replicas}"), "2");
  });

  it("leaves to others what the program ignores", async () => {
    await kubectl("-n", "changes", "scale", "deploy", "web", "--replicas=3");
    await stack.succeed("refresh", "--yes", "--skip-preview");
    program(web("replicas: 1, minReadySeconds: 1,", `{ provider, ignoreChanges: ["spec.replicas"] }`));
    const [step] = await stack.preview();
    assert.deepEqual([step?.op, kindsOf(step)], ["update", { "spec.minReadySeconds": "add" }]);
    await stack.up();
    assert.equal(await field("{.spec.replicas} {.spec.minReadySeconds}"), "3 1");
  });

  it("carries an object over to another resource name by an alias, and refuses without one", async () => {
    const before = await uid();
    const renamed = (options?: string) =>
      web("replicas: 3, minReadySeconds: 1,", options).replace(`Deployment("web"`, `Deployment("front"`);
    program(renamed());
    const refused = await stack.run("preview", "--color=never");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.text, /resource 'front' has a problem: Deployment changes\/web already exists in the cluster/);

    program(renamed(`{ provider, aliases: [{ name: "web" }] }`));
    assert.deepEqual(await stack.preview(), []);
    await stack.up();
    assert.equal(await uid(), before);
    assert.equal((await stack.state())["front"]?.id, "changes/web");
  });

  it("sees what others changed after a refresh, and takes it back", async () => {
    await kubectl("-n", "changes", "scale", "deploy", "web", "--replicas=2");
    await stack.succeed("refresh", "--yes", "--skip-preview");
    const [drifted] = await stack.preview();
    assert.deepEqual([drifted?.op, kindsOf(drifted)], ["update", { "spec.replicas": "update" }]);
    await stack.up();
    assert.equal(await field("{.spec.replicas}"), "3");
  });

  it("does not overrule another owner of a field without being told to", async () => {
    await kubectl("-n", "changes", "set", "image", "deploy/web", "app=app:2");
    const other = web("replicas: 1,").replace("app:1", "app:3").replace(`Deployment("web"`, `Deployment("front"`);
    program(other);
    const conflict = await stack.run("preview", "--color=never");
    assert.notEqual(conflict.exitCode, 0);
    assert.match(
      conflict.text,
      /deployment changes\/web: others own fields that this update changes: spec\.template\.spec\.containers\[name="app"\]\.image \(kubectl-set\)/,
    );
    program(other.replace(`name: "web"`, `name: "web", annotations: { "pulumi.com/patchForce": "true" }`));
    await stack.up();
    assert.equal(await field("{.spec.template.spec.containers[0].image}"), "app:3");
  });

  it("makes again what others deleted, and imports what others made, without a difference", async () => {
    await kubectl("-n", "changes", "create", "configmap", "made", "--from-literal=a=b");
    await kubectl("-n", "changes", "delete", "deploy", "web");
    await stack.succeed("refresh", "--yes", "--skip-preview");
    program(
      `${web("replicas: 1,")}
       new k8s.core.v1.ConfigMap("made", { metadata: { name: "made", namespace: "changes" }, data: { a: "b" } }, { provider, import: "changes/made" });`,
    );
    assert.deepEqual(
      Object.fromEntries((await stack.preview()).map(({ op, name, detailedDiff }) => [`${op} ${name}`, detailedDiff])),
      { "create web": {}, "import made": {} },
    );
    await stack.up();
    assert.deepEqual(await stack.preview(), []);
  });
});

describe("kubernetes provider under the engine: what goes wrong", () => {
  let kubeconfig: string;
  let stack: Stack;

  before(async () => {
    [{ kubeconfig }, stack] = await Promise.all([sharedCluster(), Stack.create()]);
  });
  after(async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    stack.remove();
  });

  it("keeps an object that does not get ready in the state, says why, and repairs it", async () => {
    const program = (selector: string) =>
      stack.program(
        kubeconfig,
        `const space = new k8s.core.v1.Namespace("space", { metadata: { name: "wrong" } }, { provider });
         const labels = { app: "stuck" };
         new k8s.apps.v1.Deployment("stuck", {
           metadata: { name: "stuck", namespace: space.metadata.name },
           spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: "app", image: "app:1" }], ${selector} } } },
         }, { provider, customTimeouts: { create: "2s", update: "30s" } });`,
      );
    program(`nodeSelector: { disk: "none" }`);
    const { exitCode, text } = await stack.run("up", "--yes", "--skip-preview", "--color=never");
    assert.notEqual(exitCode, 0);
    assert.match(
      text,
      /deployment wrong\/stuck: not ready after 2 s: \[2\/2\] waiting for 1 of 1 replica to be available/,
    );
    assert.match(text, /pod stuck-\S+: .*didn't match Pod's node affinity\/selector/);
    const stuck = (await stack.state())["stuck"];
    assert.equal(stuck?.id, "wrong/stuck");
    assert.equal(stuck.initErrors?.length, 4);

    program("");
    await stack.up();
    assert.equal((await stack.state())["stuck"]?.initErrors, undefined);
  });

  it("makes a CRD, its first object and the namespace of that in one update", async () => {
    stack.program(
      kubeconfig,
      `const space = new k8s.core.v1.Namespace("space", { metadata: { name: "wrong" } }, { provider });
       const own = new k8s.core.v1.Namespace("own", {}, { provider });
       const crd = new k8s.apiextensions.v1.CustomResourceDefinition("widgets", {
         metadata: { name: "widgets.plumbline.test" },
         spec: { group: "plumbline.test", scope: "Namespaced", names: { kind: "Widget", plural: "widgets", singular: "widget", listKind: "WidgetList" },
           versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object", properties: { spec: { type: "object", properties: { size: { type: "integer" } } } } } } }] },
       }, { provider });
       new k8s.apiextensions.CustomResource("widget", { apiVersion: "plumbline.test/v1", kind: "Widget", metadata: { namespace: own.metadata.name }, spec: { size: 1 } }, { provider, dependsOn: crd });`,
    );
    assert.deepEqual((await stack.preview()).map(({ op, name }) => `${op} ${name}`).sort(), [
      "create own",
      "create widget",
      "create widgets",
      "delete stuck",
    ]);
    await stack.up();
    assert.match(await kubectl("get", "widgets", "-A", "--no-headers"), /^own-[0-9a-f]{8} +widget-[0-9a-f]{8} /);
    assert.deepEqual(await stack.preview(), []);
  });
});
