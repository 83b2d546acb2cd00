import assert from "node:assert/strict";
import { kubectl, sharedCluster } from "../lib/provider-cluster.ts";
import { Stack } from "../lib/provider-stack.ts";

/** A program with a namespace, a release with a secret value, and an object of a kind that the chart brings. */
const program = (name: string, replicas: number) => `
  const space = new k8s.core.v1.Namespace("space", { metadata: { name: "helm-engine" } }, { provider });
  const password = new random.RandomPassword("password", { length: 40, special: false });
  const release = new k8s.helm.v3.Release("store", {
    name: "${name}",
    namespace: space.metadata.name,
    chart: "plugin-barman-cloud",
    version: "0.8.0",
    repositoryOpts: { repo: "https://cloudnative-pg.github.io/charts" },
    values: { replicaCount: ${String(replicas)}, token: password.result },
  }, { provider });
  new k8s.apiextensions.CustomResource("objects", {
    apiVersion: "barmancloud.cnpg.io/v1",
    kind: "ObjectStore",
    metadata: { name: "objects", namespace: space.metadata.name },
    spec: { configuration: { destinationPath: "s3://bucket/folder" } },
  }, { provider, dependsOn: [release] });
  export const status = release.status;`;

describe("releases under the engine", () => {
  let kubeconfig: string;
  let stack: Stack;

  before(async () => {
    [{ kubeconfig }, stack] = await Promise.all([sharedCluster(), Stack.create()]);
    // Kinds stay when their release goes, and the tests of providers share a cluster.
    await kubectl("delete", "crd", "objectstores.barmancloud.cnpg.io", "--ignore-not-found");
  });
  after(async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    stack.remove();
  });

  it("come with their kinds, before the objects of these, and then nothing is to do", async () => {
    stack.program(kubeconfig, program("store", 1));
    assert.deepEqual((await stack.preview()).map(({ op, name }) => `${op} ${name}`).sort(), [
      "create cluster",
      "create objects",
      "create password",
      "create space",
      "create store",
    ]);
    await stack.up();
    assert.deepEqual(await stack.preview(), []);
    assert.equal(
      await kubectl("-n", "helm-engine", "get", "objectstore", "-o", "name"),
      "objectstore.barmancloud.cnpg.io/objects",
    );
    assert.deepEqual((await stack.state())["store"]?.outputs["status"], {
      name: "store",
      namespace: "helm-engine",
      chart: "plugin-barman-cloud",
      version: "0.8.0",
      appVersion: "v0.15.0",
      revision: 1,
      status: "deployed",
    });
  });

  it("keep a secret value out of everything that the backend stores", async () => {
    const { result } = (await stack.state())["password"]?.outputs ?? {};
    const { plaintext } = result as { plaintext: string };
    const password: unknown = JSON.parse(plaintext);
    assert.ok(typeof password === "string" && password.length === 40);
    assert.deepEqual(
      stack.backendFiles().filter((text) => text.includes(password)),
      [],
    );
  });

  it("are upgraded in place for a value, and installed anew under another name", async () => {
    stack.program(kubeconfig, program("store", 2));
    const [changed, ...others] = await stack.preview();
    assert.deepEqual(
      [changed?.op, Object.keys(changed?.detailedDiff ?? {}), others],
      ["update", ["values.replicaCount"], []],
    );
    await stack.up();
    const versions = [
      "-n",
      "helm-engine",
      "get",
      "secrets",
      "-l",
      "owner=helm",
      "-o",
      "jsonpath={.items[*].metadata.name}",
    ];
    assert.equal(await kubectl(...versions), "sh.helm.release.v1.store.v1 sh.helm.release.v1.store.v2");
    stack.program(kubeconfig, program("renamed", 2));
    await stack.up();
    assert.equal(await kubectl(...versions), "sh.helm.release.v1.renamed.v1");
    assert.deepEqual(await stack.preview(), []);
  });
});
