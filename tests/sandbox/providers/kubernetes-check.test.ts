import assert from "node:assert/strict";
import { reveal, secret, unknown } from "../../../sandbox/providers/lib/values.ts";
import type { Json, JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { kubectl, sharedCluster } from "../lib/provider-cluster.ts";
import { Plugin } from "../lib/provider-plugin.ts";

const urn = (type: string, name: string) => `urn:pulumi:dev::app::kubernetes:${type}::${name}`;
const configMap = (metadata: Json, rest: JsonObject = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata,
  ...rest,
});
const workload = (metadata: JsonObject, container: JsonObject = {}, spec: JsonObject = {}): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata,
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "app", image: "app:1", ...container }] },
    },
    ...spec,
  },
});

describe("kubernetes provider: check", () => {
  let plugin: Plugin;
  let kubeconfig: string;

  before(async () => {
    [{ kubeconfig }, plugin] = await Promise.all([sharedCluster(), Plugin.start("kubernetes")]);
    await plugin.configure({ kubeconfig, namespace: "check" });
    await kubectl("create", "namespace", "check");
  });
  after(() => plugin.stop());

  it("gives a name and a namespace to what has none", async () => {
    const { inputs, failures } = await plugin.check(urn("core/v1:ConfigMap", "settings"), configMap(null));
    assert.deepEqual(failures, []);
    const { name } = inputs["metadata"] as { name: string };
    assert.match(name, /^settings-[0-9a-f]{8}$/);
    const annotations = { "pulumi.com/autonamed": "true" };
    assert.deepEqual(inputs, configMap({ name, annotations, namespace: "check" }));
    const again = await plugin.check(
      urn("core/v1:ConfigMap", "settings"),
      configMap(null),
      inputs,
      Buffer.from("another"),
    );
    assert.deepEqual(again.inputs, inputs);
  });

  it("gives no namespace to what belongs to the cluster, and leaves a given name alone", async () => {
    const role = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "check" },
      rules: [],
    };
    const { inputs } = await plugin.check(urn("rbac.authorization.k8s.io/v1:ClusterRole", "role"), role);
    assert.deepEqual(inputs, role);
  });

  it("passes the API server's words on, a line for each field", async () => {
    const bad = workload({ name: "bad" }, { image: "", ports: [{ containerPort: 70000 }] }, { replicas: -1 });
    const { failures } = await plugin.check(urn("apps/v1:Deployment", "bad"), bad);
    assert.deepEqual(failures, [
      "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
      "spec.template.spec.containers[0].image: Required value",
      "spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
    ]);
  });

  it("refuses a field that the API server does not know", async () => {
    const { failures } = await plugin.check(
      urn("apps/v1:Deployment", "odd"),
      workload({ name: "odd" }, {}, { replica: 1 }),
    );
    assert.deepEqual(failures, [
      `Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica"`,
    ]);
  });

  it("validates a change of an object, but leaves fields that can only be set once to the diff", async () => {
    const old = await plugin.check(urn("apps/v1:Deployment", "web"), workload({ name: "web" }));
    await plugin.create(urn("apps/v1:Deployment", "web"), old.inputs);
    const bad = await plugin.check(
      urn("apps/v1:Deployment", "web"),
      workload({ name: "web" }, { image: "" }),
      old.inputs,
    );
    assert.deepEqual(bad.failures, ["spec.template.spec.containers[0].image: Required value"]);
    const selector = { matchLabels: { app: "web", tier: "front" } };
    const template = {
      metadata: { labels: selector.matchLabels },
      spec: { containers: [{ name: "app", image: "app:1" }] },
    };
    const moved = workload({ name: "web" }, {}, { selector, template });
    assert.deepEqual((await plugin.check(urn("apps/v1:Deployment", "web"), moved, old.inputs)).failures, []);
  });

  it("does not ask about what is not known yet, and keeps it", async () => {
    const news = workload({ name: "later" }, { image: unknown }, { replicas: -1 });
    const { inputs, failures } = await plugin.check(urn("apps/v1:Deployment", "later"), news);
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, workload({ name: "later", namespace: "check" }, { image: unknown }, { replicas: -1 }));
  });

  it("accepts what goes into a namespace, or is of a kind, that does not exist yet", async () => {
    const later = configMap({ name: "early", namespace: "not-yet" });
    assert.deepEqual((await plugin.check(urn("core/v1:ConfigMap", "early"), later)).failures, []);
    const custom = { apiVersion: "later.example.com/v1", kind: "Later", metadata: { name: "x" }, spec: { any: 1 } };
    const { inputs, failures } = await plugin.check(urn("later.example.com/v1:Later", "x"), custom);
    assert.deepEqual([inputs, failures], [custom, []]);
  });

  it("passes on what the API server remarks", async () => {
    const labels = { "pod-security.kubernetes.io/warn": "restricted" };
    await plugin.create(urn("core/v1:Namespace", "warn"), {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "warn", labels },
    });
    await plugin.check(urn("apps/v1:Deployment", "root"), workload({ name: "root", namespace: "warn" }));
    const warnings = plugin.logs.filter(({ severity, urn: of }) => severity === 2 && of.endsWith("::root"));
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0]?.message ?? "",
      /^would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false/,
    );
  });

  it("keeps secrets secret, and a Secret's data whatever the program says", async () => {
    const news = configMap({ name: "mixed" }, { data: { open: "1", hidden: secret("2") } });
    const { inputs } = await plugin.check(urn("core/v1:ConfigMap", "mixed"), news);
    assert.deepEqual(reveal(inputs).secrets, [["data", "hidden"]]);
    const login = { apiVersion: "v1", kind: "Secret", metadata: { name: "login" }, stringData: { word: "plain" } };
    assert.deepEqual(reveal((await plugin.check(urn("core/v1:Secret", "login"), login)).inputs).secrets, [
      ["stringData"],
    ]);
  });

  it("refuses what is no object, by name", async () => {
    await assert.rejects(
      plugin.check(urn("helm.sh/v4:Chart", "chart"), {}),
      /^Error: kubernetes:helm\.sh\/v4:Chart is not supported: of Helm, the sandbox has the Release alone$/,
    );
    await assert.rejects(
      plugin.invoke("kubernetes:helm:template", {}),
      /^Error: kubernetes: function kubernetes:helm:template is not supported by the sandbox$/,
    );
  });

  it("refuses a generated name of the API server's", async () => {
    const { failures } = await plugin.check(urn("core/v1:ConfigMap", "x"), configMap({ generateName: "x-" }));
    assert.deepEqual(failures, [
      "metadata.generateName does not go with server-side apply; leave it out for a generated name",
    ]);
  });

  it("refuses a name that somebody else's object has", async () => {
    await kubectl("-n", "check", "create", "configmap", "taken", "--from-literal=a=b");
    const { failures } = await plugin.check(urn("core/v1:ConfigMap", "taken"), configMap({ name: "taken" }));
    assert.deepEqual(failures, [
      "ConfigMap check/taken already exists in the cluster; import it, give the resource an alias if it was renamed, or set upsertExistingObjects on the provider",
    ]);
  });
});

describe("kubernetes provider: configuration", () => {
  let plugin: Plugin;
  let kubeconfig: string;

  before(async () => {
    [{ kubeconfig }, plugin] = await Promise.all([
      sharedCluster(),
      Plugin.start("kubernetes", { KUBECONFIG: "", HOME: "/nonexistent" }),
    ]);
  });
  after(() => plugin.stop());

  it("refuses what it cannot do, and a kubeconfig without the context", async () => {
    assert.deepEqual(await plugin.checkConfig({ kubeconfig, enableServerSideApply: "false" }), [
      "enableServerSideApply: client-side apply is not supported by the sandbox; leave server-side apply on",
    ]);
    assert.deepEqual(await plugin.checkConfig({ kubeconfig, context: "elsewhere" }), [
      `kubeconfig: ${kubeconfig} has no context elsewhere; it has providers`,
    ]);
    assert.deepEqual(await plugin.checkConfig({ kubeconfig: "/no/such/file" }), [
      "kubeconfig: no kubeconfig: /no/such/file does not exist; set the provider's kubeconfig, or $KUBECONFIG",
    ]);
    assert.deepEqual(await plugin.checkConfig({ kubeconfig: unknown }), []);
  });

  it("means another cluster only where the server is another", async () => {
    const file = await kubectl("config", "view", "--raw", "-o", "json");
    assert.deepEqual((await plugin.diffConfig({ kubeconfig }, { kubeconfig: file })).changes, { kubeconfig: "UPDATE" });
    const moved = file.replace(/"server": "[^"]+"/, `"server": "https://127.0.0.1:1"`);
    assert.deepEqual((await plugin.diffConfig({ kubeconfig }, { kubeconfig: moved })).changes, {
      kubeconfig: "UPDATE_REPLACE",
    });
    const named = { kubeconfig: moved, clusterIdentifier: "main" };
    assert.deepEqual((await plugin.diffConfig({ kubeconfig, clusterIdentifier: "main" }, named)).changes, {
      kubeconfig: "UPDATE",
    });
  });

  it("previews without a cluster, with a warning, and does nothing else", async () => {
    const unreachable = (await kubectl("config", "view", "--raw", "-o", "json")).replace(
      /"server": "[^"]+"/,
      `"server": "https://127.0.0.1:1"`,
    );
    await plugin.configure({ kubeconfig: unreachable });
    const { inputs, failures } = await plugin.check(urn("core/v1:ConfigMap", "a"), configMap({ name: "a" }));
    assert.deepEqual(failures, []);
    await plugin.create(urn("core/v1:ConfigMap", "a"), inputs, { preview: true });
    assert.deepEqual(
      plugin.logs.map(({ message }) => message),
      [
        "the Kubernetes cluster https://127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1; this preview does without the API server's checks",
      ],
    );
    await assert.rejects(
      plugin.create(urn("core/v1:ConfigMap", "a"), inputs),
      /^Error: the Kubernetes cluster https:\/\/127\.0\.0\.1:1 cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:1$/,
    );
  });

  it("says where it looked when there is no kubeconfig", async () => {
    await plugin.configure({});
    await assert.rejects(
      plugin.read(urn("core/v1:ConfigMap", "a"), "default/a"),
      /^Error: no kubeconfig: \/nonexistent\/\.kube\/config does not exist; set the provider's kubeconfig, or \$KUBECONFIG$/,
    );
  });
});
