import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { reveal, secret, unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { kubectl } from "../lib/provider-cluster.ts";
import { InitError, Plugin } from "../lib/provider-plugin.ts";
import { Workbench, configMap, service, urn, workload } from "../lib/provider-workbench.ts";

describe("kubernetes provider: objects", () => {
  let bench: Workbench;
  let plugin: Plugin;
  let kubeconfig: string;

  before(async () => {
    bench = await Workbench.open("objects");
    ({ plugin, kubeconfig } = bench);
  });
  after(() => plugin.stop());

  /** Returns once the provider has told this. */
  const said = async (text: RegExp) => {
    for (let tries = 0; tries < 80 && !plugin.logs.some(({ message }) => text.test(message)); tries++) await sleep(100);
  };
  const get = (kind: string, name: string, path: string) =>
    kubectl("-n", "objects", "get", kind, name, "-o", `jsonpath=${path}`);

  describe("create", () => {
    it("shows what a preview can know, and leaves the rest unknown", async () => {
      const { inputs } = await plugin.check(urn("core/v1:Service", "planned"), service({}));
      const { id, outputs } = await plugin.create(urn("core/v1:Service", "planned"), inputs, { preview: true });
      assert.equal(id, "");
      const { metadata, spec, status } = outputs as { metadata: JsonObject; spec: JsonObject; status?: JsonObject };
      assert.deepEqual(
        [metadata["uid"], metadata["resourceVersion"], spec["clusterIP"], status],
        [unknown, unknown, unknown, undefined],
      );
      assert.deepEqual(
        [metadata["namespace"], spec["type"], spec["sessionAffinity"]],
        ["objects", "ClusterIP", "None"],
      );
      assert.equal(await kubectl("-n", "objects", "get", "svc", "svc", "--ignore-not-found"), "");
    });

    it("carries on with an object that this resource was making when it was cut short", async () => {
      const made = await bench.make("core/v1:ConfigMap", "cut", configMap("cut", { a: "1" }));
      const after = await Plugin.start("kubernetes");
      await after.configure({ kubeconfig, namespace: "objects" });
      const { inputs, failures } = await after.check(urn("core/v1:ConfigMap", "cut"), configMap("cut", { a: "2" }));
      assert.deepEqual(failures, []);
      const { outputs } = await after.create(urn("core/v1:ConfigMap", "cut"), inputs);
      await after.stop();
      assert.deepEqual(outputs["data"], { a: "2" });
      const uid = (state: JsonObject) => (state["metadata"] as JsonObject)["uid"];
      assert.equal(uid(outputs), uid(made.outputs));
    });

    it("does not take an object that another resource made, unless that is wanted", async () => {
      await bench.make("core/v1:ConfigMap", "theirs", configMap("theirs", { a: "1" }));
      const inputs = { ...configMap("theirs", { b: "1" }), metadata: { name: "theirs", namespace: "objects" } };
      await assert.rejects(
        plugin.create(urn("core/v1:ConfigMap", "mine"), inputs),
        /^Error: ConfigMap objects\/theirs already exists in the cluster; import it, /,
      );
      const upserting = await Plugin.start("kubernetes", { PULUMI_K8S_UPSERT_EXISTING_OBJECTS: "true" });
      await upserting.configure({ kubeconfig });
      const { outputs } = await upserting.create(urn("core/v1:ConfigMap", "mine"), inputs);
      await upserting.stop();
      assert.deepEqual(outputs["data"], { a: "1", b: "1" });
    });

    it("waits for the service account of a pod, which may come a moment after it", async () => {
      const spec = { serviceAccountName: "late", containers: [{ name: "app", image: "app:1" }] };
      const pod: JsonObject = { apiVersion: "v1", kind: "Pod", metadata: { name: "first" }, spec };
      const made = bench.make("core/v1:Pod", "first", pod);
      await said(/^waiting: pods "first" is forbidden: .*serviceaccount "late" not found/);
      await kubectl("-n", "objects", "create", "serviceaccount", "late");
      assert.equal(((await made).outputs["status"] as JsonObject)["phase"], "Running");
    });

    it("owns its fields under a name of its own, or the one that an annotation gives", async () => {
      const owners = (name: string) => get("configmap", name, "{.metadata.managedFields[*].manager}");
      const { outputs } = await bench.make("core/v1:ConfigMap", "owned", configMap("owned", { a: "1" }));
      assert.match(await owners("owned"), /^pulumi-kubernetes-[0-9a-f]{8}$/);
      assert.equal(outputs["__fieldManager"], await owners("owned"));
      await bench.make(
        "core/v1:ConfigMap",
        "named",
        configMap("named", {}, { "pulumi.com/patchFieldManager": "team" }),
      );
      assert.equal(await owners("named"), "team");
    });

    it("keeps a secret that the cluster repeats elsewhere", async () => {
      const word = "a-long-password";
      const login: JsonObject = {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "login" },
        stringData: { word: secret(word) },
      };
      const { outputs } = await bench.make("core/v1:Secret", "login", login);
      const { value, secrets } = reveal(outputs);
      assert.deepEqual(value["data"], { word: Buffer.from(word).toString("base64") });
      assert.deepEqual(secrets, [["data"]]);
      const inline = { containers: [{ name: "app", image: "app:1", env: [{ name: "WORD", value: secret(word) }] }] };
      const web = await bench.make("apps/v1:Deployment", "inline", workload("inline", {}, inline));
      assert.deepEqual(reveal(web.outputs).secrets, [["spec", "template", "spec", "containers", 0, "env", 0, "value"]]);
    });

    it("tells how far it is, and says what is wrong when the time is over", async () => {
      const { inputs } = await plugin.check(
        urn("apps/v1:Deployment", "stuck"),
        workload("stuck", {}, { nodeSelector: { disk: "none" } }),
      );
      const failed = plugin.create(urn("apps/v1:Deployment", "stuck"), inputs, { timeout: 1 });
      await assert.rejects(failed, (error) => {
        assert.ok(error instanceof InitError);
        assert.equal(error.state.id, "objects/stuck");
        assert.equal(
          error.reasons[0],
          "deployment objects/stuck: not ready after 1 s: [2/2] waiting for 1 of 1 replica to be available",
        );
        assert.match(error.reasons.join("\n"), /pod stuck-\S+: 0\/\d nodes are available/);
        return true;
      });
      const told = plugin.logs
        .filter(({ ephemeral, urn: of }) => ephemeral && of.endsWith("::stuck"))
        .map(({ message }) => message);
      assert.ok(told.includes("[2/2] waiting for 1 of 1 replica to be available"), told.join("\n"));
    });

    it("does not wait for what asks not to be waited for", async () => {
      const news = workload("unawaited", {}, { nodeSelector: { disk: "none" } });
      const metadata = { name: "unawaited", annotations: { "pulumi.com/skipAwait": "true" } };
      assert.equal(
        (await bench.make("apps/v1:Deployment", "unawaited", { ...news, metadata })).id,
        "objects/unawaited",
      );
    });

    it("waits for what a waitFor annotation names", async () => {
      const annotations = { "pulumi.com/waitFor": "jsonpath={.data.b}", "pulumi.com/timeoutSeconds": "20" };
      const made = bench.make("core/v1:ConfigMap", "awaited", configMap("awaited", { a: "1" }, annotations));
      await said(/\{\.data\.b\}/);
      await kubectl("-n", "objects", "patch", "configmap", "awaited", "--type=merge", "-p", `{"data":{"b":"2"}}`);
      assert.deepEqual((await made).outputs["data"], { a: "1", b: "2" });
    });

    it("ends a wait when it is cancelled, and keeps the object", async () => {
      const cancelled = await Plugin.start("kubernetes");
      await cancelled.configure({ kubeconfig, namespace: "objects" });
      const { inputs } = await cancelled.check(
        urn("apps/v1:Deployment", "ended"),
        workload("ended", {}, { nodeSelector: { disk: "none" } }),
      );
      const failed = cancelled.create(urn("apps/v1:Deployment", "ended"), inputs).catch((error: unknown) => error);
      for (let tries = 0; tries < 50 && !cancelled.logs.some(({ ephemeral }) => ephemeral); tries++) await sleep(100);
      await cancelled.cancel();
      const error = await failed;
      assert.ok(error instanceof InitError);
      assert.deepEqual(error.state.id, "objects/ended");
      assert.match(error.reasons[0] ?? "", /^deployment objects\/ended: cancelled/);
      await cancelled.stop();
    });
  });

  describe("patches", () => {
    it("own some fields of an object, and give them back", async () => {
      await kubectl("-n", "objects", "create", "configmap", "shared", "--from-literal=theirs=1");
      const patch = configMap("shared", { mine: "1" });
      const state = await bench.make("core/v1:ConfigMapPatch", "patch", patch);
      assert.equal(await get("configmap", "shared", "{.data}"), `{"mine":"1","theirs":"1"}`);
      await plugin.delete(urn("core/v1:ConfigMapPatch", "patch"), state);
      assert.equal(await get("configmap", "shared", "{.data}"), `{"theirs":"1"}`);
    });
  });

  describe("read", () => {
    it("says what others changed, and that an object is gone", async () => {
      const old = await bench.make("core/v1:ConfigMap", "drift", configMap("drift", { a: "1", b: "1" }));
      assert.deepEqual(await plugin.read(urn("core/v1:ConfigMap", "drift"), old.id, old), old);
      await kubectl(
        "-n",
        "objects",
        "patch",
        "configmap",
        "drift",
        "--type=merge",
        "-p",
        `{"data":{"a":"2","b":null,"c":"3"}}`,
      );
      const drifted = await plugin.read(urn("core/v1:ConfigMap", "drift"), old.id, old);
      assert.deepEqual(drifted?.inputs["data"], { a: "2" });
      await kubectl("-n", "objects", "delete", "configmap", "drift");
      assert.equal(await plugin.read(urn("core/v1:ConfigMap", "drift"), old.id, old), undefined);
    });

    it("says that a workload is not what it should be", async () => {
      const old = await bench.make("apps/v1:Deployment", "ailing", workload("ailing"));
      await kubectl(
        "-n",
        "objects",
        "patch",
        "deploy",
        "ailing",
        "-p",
        `{"spec":{"template":{"spec":{"nodeSelector":{"disk":"none"}}}}}`,
      );
      await kubectl("-n", "objects", "wait", "--for=jsonpath={.status.updatedReplicas}=1", "deploy/ailing");
      await assert.rejects(plugin.read(urn("apps/v1:Deployment", "ailing"), old.id, old), (error) => {
        assert.ok(error instanceof InitError);
        assert.match(error.reasons[0] ?? "", /^deployment objects\/ailing: \[2\/2\] waiting for /);
        assert.deepEqual(error.state.inputs, old.inputs);
        return true;
      });
    });

    it("imports by namespace and name, so that nothing differs afterwards", async () => {
      await kubectl("-n", "objects", "create", "deployment", "foreign", "--image=app:1");
      const imported = await plugin.read(urn("apps/v1:Deployment", "foreign"), "objects/foreign");
      assert.equal(imported?.id, "objects/foreign");
      assert.deepEqual(Object.keys(imported.inputs).sort(), ["apiVersion", "kind", "metadata", "spec"]);
      assert.deepEqual((await bench.change("apps/v1:Deployment", "foreign", imported, imported.inputs)).changes, {});
      const brief = workload("foreign", { replicas: 1 }, { containers: [{ name: "app", image: "app:1" }] });
      assert.deepEqual((await bench.change("apps/v1:Deployment", "foreign", imported, brief)).changes, {});
    });

    it("finds nothing where there is nothing", async () => {
      assert.equal(await plugin.read(urn("apps/v1:Deployment", "none"), "objects/none"), undefined);
      assert.equal(await plugin.read(urn("none.example.com/v1:None", "none"), "objects/none"), undefined);
    });
  });

  describe("delete", () => {
    it("waits until the object and what it owns are gone, and does not mind if they are", async () => {
      const old = await bench.make("apps/v1:Deployment", "leaving", workload("leaving", { replicas: 2 }));
      await plugin.delete(urn("apps/v1:Deployment", "leaving"), old);
      assert.equal(
        await kubectl(
          "-n",
          "objects",
          "get",
          "deploy,rs,pods",
          "-l",
          "app=leaving",
          "--no-headers",
          "--ignore-not-found",
        ),
        "",
      );
      await plugin.delete(urn("apps/v1:Deployment", "leaving"), old);
    });

    it("says what holds an object that does not go", async () => {
      const news = { ...configMap("held", {}), metadata: { name: "held", finalizers: ["example.com/hold"] } };
      const old = await bench.make("core/v1:ConfigMap", "held", news);
      await assert.rejects(
        plugin.delete(urn("core/v1:ConfigMap", "held"), old, 1),
        /^Error: configmap objects\/held is not gone after 1 s: finalizers example\.com\/hold$/,
      );
      await kubectl(
        "-n",
        "objects",
        "patch",
        "configmap",
        "held",
        "--type=merge",
        "-p",
        `{"metadata":{"finalizers":null}}`,
      );
    });
  });
});
