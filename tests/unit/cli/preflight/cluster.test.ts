import assert from "node:assert/strict";
import {
  clusterFindings,
  type ClusterNeeds,
  type ClusterView,
  type NodeView,
  type Right,
} from "../../../../cli/lib/preflight/cluster.ts";

const size = { cpu: "8", memory: "32Gi", "ephemeral-storage": "103079844Ki" };
const node = (name: string, zone?: string, capacity: NodeView["capacity"] = size) => ({ name, zone, capacity });

/** A cluster that has everything, with some of it changed. */
function view(changes: Partial<ClusterView> = {}): ClusterView {
  return {
    version: () => Promise.resolve("1.36"),
    allowed: () => Promise.resolve(true),
    nodes: () => Promise.resolve([node("a", "1"), node("b", "2"), node("c", "3")]),
    logRotation: () => Promise.resolve({ containerLogMaxSize: "10Mi", containerLogMaxFiles: 3 }),
    hasVolumeDriver: () => Promise.resolve(true),
    issuerIsReady: () => Promise.resolve(true),
    ...changes,
  };
}

const owner: ClusterNeeds = { ownsPlatform: true, rights: [], zones: 3, volumeDriver: "csi.example.org" };
const right: Right = { verb: "create", group: "apps", resource: "deployments", namespace: "cap" };
const guest: ClusterNeeds = { ownsPlatform: false, rights: [right], zones: 1, publicIssuer: "letsencrypt-prod" };

const lines = async (cluster: ClusterView, needs: ClusterNeeds) =>
  (await clusterFindings(cluster, needs)).map(({ check, verdict, message }) => `${verdict} ${check}: ${message}`);
/** What is said of one check alone. */
const said = async (check: string, changes: Partial<ClusterView>, needs = owner) =>
  (await lines(view(changes), needs)).filter((line) => line.split(" ").slice(1).join(" ").startsWith(`${check}:`));

describe("what a cluster has to bring (REC-002)", () => {
  it("is all there in a good one, for who makes the platform and for who does not", async () => {
    assert.deepEqual(await lines(view(), owner), [
      "ok cluster: Kubernetes 1.36",
      "ok rights: an administrator's, which the platform takes",
      "ok zones: 3 nodes in 3 zones",
      "ok capacity: 24 cores, 96 GiB of memory and 294 GiB of disks",
      "ok log rotation: 10Mi and 3 files at most on 3 nodes",
      "ok volumes: the driver csi.example.org",
    ]);
    assert.deepEqual(await lines(view(), guest), [
      "ok cluster: Kubernetes 1.36",
      "ok rights: all 1 that the systems take",
      "ok zones: 3 nodes in 3 zones",
      "ok capacity: 24 cores, 96 GiB of memory and 294 GiB of disks",
      "ok log rotation: 10Mi and 3 files at most on 3 nodes",
      "ok certificates: the issuer letsencrypt-prod is ready",
    ]);
  });

  it("is not asked for further where the cluster does not answer, or is too old", async () => {
    const refused = () => Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:6443"));
    assert.deepEqual(await lines(view({ version: refused }), owner), [
      "failed cluster: the cluster does not answer: connect ECONNREFUSED 127.0.0.1:6443",
    ]);
    for (const old of ["1.33", "nonsense"]) {
      assert.deepEqual(await lines(view({ version: () => Promise.resolve(old) }), owner), [
        `failed cluster: Kubernetes ${old}; 1.34 or newer is needed`,
      ]);
    }
    assert.equal((await lines(view({ version: () => Promise.resolve("1.34+") }), owner)).length, 6);
  });

  it("includes an administrator's rights for the platform, and the systems' own without", async () => {
    const asked: Right[] = [];
    const allowed = (given: Right) => {
      asked.push(given);
      return Promise.resolve(false);
    };
    assert.deepEqual(await said("rights", { allowed }), [
      "failed rights: the platform takes an administrator's; sign in as one, or set plumbline:platform to mode shared",
    ]);
    assert.deepEqual(await said("rights", { allowed }, guest), [
      "failed rights: missing: create deployments.apps in cap; an administrator gives them by the role plumbline-deployer",
    ]);
    assert.deepEqual(asked, [{ verb: "*", group: "*", resource: "*" }, right]);
  });

  it("includes as many zones as replicas must be in", async () => {
    const nodes = () => Promise.resolve([node("a", "1"), node("b", "1"), node("c")]);
    assert.deepEqual(await said("zones", { nodes }), [
      "failed zones: 3 nodes in 1 zones, and replicas must be in 3; label the nodes with topology.kubernetes.io/zone",
    ]);
    assert.deepEqual(await said("zones", { nodes }, guest), ["ok zones: 3 nodes in 1 zones"]);
    assert.deepEqual(await said("zones", { nodes: () => Promise.resolve([]) }, { ...guest, zones: 0 }), [
      "failed zones: no node; pods have nowhere to run",
    ]);
  });

  it("includes the driver of volumes, and the issuer that another stack makes", async () => {
    assert.deepEqual(await said("volumes", { hasVolumeDriver: () => Promise.resolve(false) }), [
      "failed volumes: no driver csi.example.org; install it, or name the cluster's in plumbline:platform.volumeDriver",
    ]);
    const local = { ...owner, volumeDriver: "example.org/local-path" };
    assert.deepEqual(await said("volumes", { hasVolumeDriver: () => Promise.resolve(false) }, local), [
      "unknown volumes: nothing says whether there is a driver example.org/local-path; " +
        "if not, install it, or name the cluster's in plumbline:platform.volumeDriver",
    ]);
    for (const [answer, words] of [
      [undefined, "no ClusterIssuer letsencrypt-prod"],
      [false, "the issuer letsencrypt-prod is not ready"],
    ] as const) {
      assert.deepEqual(await said("certificates", { issuerIsReady: () => Promise.resolve(answer) }, guest), [
        `failed certificates: ${words}; the stack with the platform makes it`,
      ]);
    }
  });

  it("says what could not be asked, and asks the rest all the same", async () => {
    const found = await lines(view({ nodes: () => Promise.reject(new Error("forbidden\nmore")) }), owner);
    assert.deepEqual(found, [
      "ok cluster: Kubernetes 1.36",
      "ok rights: an administrator's, which the platform takes",
      "failed zones: the cluster does not answer: forbidden",
      "failed capacity: the cluster does not answer: forbidden",
      "failed log rotation: the cluster does not answer: forbidden",
      "ok volumes: the driver csi.example.org",
    ]);
  });

  it("is four cores, 8 GiB of memory and 50 GiB of disks at the least, together (REC-003)", async () => {
    const nodes = (capacity: NodeView["capacity"]) => () =>
      Promise.resolve([node("a", "1", capacity), node("b", "2", capacity)]);
    const least = { cpu: "2000m", memory: "4Gi", "ephemeral-storage": "25Gi" };
    assert.deepEqual(await said("capacity", { nodes: nodes(least) }), [
      "ok capacity: 4 cores, 8 GiB of memory and 50 GiB of disks",
    ]);
    const asked = "the guides ask for 4 cores, 8 GiB of memory and 50 GiB of disks at the least: add nodes";
    for (const [change, found] of [
      [{ cpu: "1" }, "2 cores, 8 GiB of memory and 50 GiB of disks"],
      [{ memory: "4095Mi" }, "4 cores, 7 GiB of memory and 50 GiB of disks"],
      [{ "ephemeral-storage": undefined }, "4 cores, 8 GiB of memory and 0 GiB of disks"],
    ] as const) {
      assert.deepEqual(await said("capacity", { nodes: nodes({ ...least, ...change }) }), [
        `failed capacity: ${found}; ${asked}`,
      ]);
    }
    assert.deepEqual(await said("capacity", { nodes: () => Promise.resolve([]) }), []);
  });
});

describe("how nodes turn logs over (CAP-064)", () => {
  const rotation = (containerLogMaxSize: string, containerLogMaxFiles: number) => () =>
    Promise.resolve({ containerLogMaxSize, containerLogMaxFiles });

  it("is at most 10 MB and 3 files, in whatever unit", async () => {
    for (const size of ["10Mi", "10M", "10485760", "5000k", "10240Ki"]) {
      assert.deepEqual(await said("log rotation", { logRotation: rotation(size, 3) }), [
        "ok log rotation: 10Mi and 3 files at most on 3 nodes",
      ]);
    }
    for (const [size, files] of [
      ["10Mi", 5],
      ["50Mi", 3],
      ["1Gi", 2],
      ["10485761", 3],
      ["ten", 3],
    ] as const) {
      const wrong = ["a", "b", "c"].map((name) => `${name} (${size}, ${files} files)`).join(", ");
      assert.deepEqual(await said("log rotation", { logRotation: rotation(size, files) }), [
        `failed log rotation: set containerLogMaxSize 10Mi and containerLogMaxFiles 3 on ${wrong}`,
      ]);
    }
  });

  it("is not known where a node does not say", async () => {
    const logRotation = (name: string) =>
      Promise.resolve(name === "b" ? undefined : { containerLogMaxSize: "10Mi", containerLogMaxFiles: 3 });
    assert.deepEqual(await said("log rotation", { logRotation }), [
      "unknown log rotation: b did not say; see the nodes' kubelet configuration",
    ]);
  });
});
