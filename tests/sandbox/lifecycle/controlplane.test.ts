import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { execa } from "execa";
import { partNames } from "../../../sandbox/lib/control-plane/parts.ts";
import { inspectControlPlane, startControlPlane } from "../../../sandbox/lib/controlplane.ts";
import type { ControlPlane } from "../../../sandbox/lib/controlplane.ts";
import { toolPath } from "../../../sandbox/lib/tools.ts";
import { processesMentioning, temporaryFolder } from "./temporary.ts";

const restricted = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  container: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

function statefulSet(privileged: boolean): object {
  const security = privileged ? { privileged: true } : restricted.container;
  const mounts = [{ name: "data", mountPath: "/data" }];
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "store", namespace: "guarded" },
    spec: {
      serviceName: "store",
      selector: { matchLabels: { app: "store" } },
      template: {
        metadata: { labels: { app: "store" } },
        spec: {
          securityContext: restricted.securityContext,
          containers: [{ name: "store", image: "store", securityContext: security, volumeMounts: mounts }],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      ],
    },
  };
}

const guarded = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "guarded", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
};

async function kubectl(plane: ControlPlane, args: string[], input?: object): Promise<string> {
  const all = [`--kubeconfig=${plane.kubeconfig}`, `--cache-dir=${join(plane.dir, "kubectl-cache")}`, ...args];
  return (await execa(toolPath("kubectl"), all, { input: JSON.stringify(input ?? {}) })).stdout;
}

const apply = (plane: ControlPlane, object: object) => kubectl(plane, ["apply", "--server-side", "-f", "-"], object);

/** The status of an answer to somebody without a certificate. */
async function statusOfAnonymous(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    // The test is about who the client is, not about who the server is.
    const asked = request({ host: "127.0.0.1", port, path, rejectUnauthorized: false, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Local addresses, in the kernel's hexadecimal form, on which a process listens. */
function listeningAddresses(pid: number): string[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return []; // closed meanwhile
    }
  });
  const listening = "0A";
  return ["tcp", "tcp6"].flatMap((protocol) =>
    readFileSync(`/proc/net/${protocol}`, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === listening && sockets.includes(fields[9] ?? ""))
      .map((fields) => fields[1]?.split(":")[0] ?? ""),
  );
}

describe("the control plane", () => {
  const dir = temporaryFolder("plane");
  const start = () => startControlPlane({ name: "tested", dir });
  let plane: ControlPlane;

  before(async () => {
    plane = await start();
    await apply(plane, guarded);
  });

  it("answers nobody without a certificate", async () => {
    assert.equal(await statusOfAnonymous(plane.ports.apiserver, "/api"), 401);
    assert.equal(await statusOfAnonymous(plane.ports.apiserver, "/healthz"), 401);
    assert.equal(await statusOfAnonymous(plane.ports.apiserver, "/version"), 401);
  });

  it("keeps its store to itself", async () => {
    const socket = connect({ host: "127.0.0.1", port: plane.ports.etcd, rejectUnauthorized: false });
    socket.write("GET /version HTTP/1.1\r\nHost: etcd\r\n\r\n");
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    assert.match(String(error.code), /CERTIFICATE_REQUIRED|ECONNRESET/);
  });

  it("listens on the loopback interface only", () => {
    const loopback = "0100007F";
    const addresses = partNames.map((part) => listeningAddresses(plane.pids[part]));
    assert.deepEqual(addresses, [[loopback, loopback], [loopback], [], [], []]);
  });

  it("shows keys and kubeconfig to their owner only", () => {
    const files = readdirSync(join(dir, "pki")).map((name) => join(dir, "pki", name));
    const modes = [...files, plane.kubeconfig].map((file) => statSync(file).mode & 0o777);
    assert.ok(files.length >= 14);
    assert.deepEqual(new Set(modes), new Set([0o600]));
  });

  it("names the context of its kubeconfig after the cluster", async () => {
    assert.equal(await kubectl(plane, ["config", "current-context"]), "tested");
  });

  it("has Ready nodes in three zones", async () => {
    const path = "{range .items[*]}{.metadata.labels['topology\\.kubernetes\\.io/zone']}{'\\n'}{end}";
    await kubectl(plane, ["wait", "--for=condition=Ready", "nodes", "--all", "--timeout=30s"]);
    const zones = (await kubectl(plane, ["get", "nodes", "-o", `jsonpath=${path}`])).split("\n");
    assert.deepEqual(zones, ["local-1a", "local-1a", "local-1b", "local-1b", "local-1c", "local-1c"]);
  });

  it("binds claims and brings pods to Ready", async () => {
    await apply(plane, statefulSet(false));
    await kubectl(plane, ["-n", "guarded", "rollout", "status", "statefulset/store", "--timeout=60s"]);
    const phase = await kubectl(plane, [
      "-n",
      "guarded",
      "get",
      "pvc",
      "data-store-0",
      "-o",
      "jsonpath={.status.phase}",
    ]);
    assert.equal(phase, "Bound");
  });

  it("refuses pods that the Pod Security level of their namespace forbids", async () => {
    const template = { ...statefulSet(true), metadata: { name: "privileged", namespace: "guarded" } };
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "bad", namespace: "guarded" },
      spec: podSpec(template),
    };
    await assert.rejects(apply(plane, pod), /violates PodSecurity "restricted:latest": privileged/);
  });

  it("gives its controllers no more rights than they need", async () => {
    const can = (client: string, ...what: string[]) =>
      kubectl(plane, ["auth", "can-i", ...what, `--as=${client}`]).catch(() => "no");
    assert.equal(await can("kwok-controller", "get", "secrets"), "no");
    assert.equal(await can("kwok-controller", "patch", "nodes", "--subresource=status"), "yes");
  });

  it("is left alone by a second start", async () => {
    const again = await start();
    assert.equal(again.started, false);
    assert.deepEqual(again.pids, plane.pids);
  });

  for (const part of partNames) {
    it(`gets ${part} back after it was killed, and keeps everything else`, async () => {
      const before = { ...plane.pids };
      process.kill(before[part], "SIGKILL");
      while (inspectControlPlane(dir).pids.has(part)) await sleep(20);
      plane = await start();
      assert.equal(plane.started, true);
      assert.notEqual(plane.pids[part], before[part]);
      assert.deepEqual({ ...plane.pids, [part]: 0 }, { ...before, [part]: 0 });
      assert.match(await kubectl(plane, ["-n", "guarded", "get", "pvc"]), /data-store-0 +Bound/);
    });
  }

  it("does not disturb another one, nor is disturbed by it", async () => {
    const other = await startControlPlane({ name: "other", dir: temporaryFolder("other-plane") });
    await kubectl(other, ["create", "namespace", "elsewhere"]);
    assert.doesNotMatch(await kubectl(plane, ["get", "namespaces"]), /elsewhere/);
    const stranger = ["--kubeconfig", other.kubeconfig, `--server=https://127.0.0.1:${plane.ports.apiserver}`];
    await assert.rejects(execa(toolPath("kubectl"), [...stranger, "get", "namespaces"]), /x509|Unauthorized/);
    await other.stop();
    assert.deepEqual(processesMentioning(other.dir), new Map());
    assert.match(await kubectl(plane, ["get", "namespaces"]), /guarded/);
  });

  it("ends with every one of its processes, and comes back on other ports if its own are taken", async () => {
    await plane.stop();
    assert.deepEqual(processesMentioning(dir), new Map());
    const squatter = createServer().listen(plane.ports.apiserver, "127.0.0.1");
    await once(squatter, "listening");
    const taken = plane.ports.apiserver;
    try {
      plane = await start();
    } finally {
      squatter.close();
    }
    assert.notEqual(plane.ports.apiserver, taken);
    assert.match(await kubectl(plane, ["-n", "guarded", "get", "pvc"]), /data-store-0 +Bound/);
    await plane.stop();
    assert.deepEqual(processesMentioning(dir), new Map());
  });

  it("says which part cannot start and where its log is, and leaves nothing running", async () => {
    const broken = temporaryFolder("broken-plane");
    writeFileSync(join(broken, "etcd"), "not a folder");
    const line = /^etcd ended while it was starting: .* \(its log is .*etcd\.log\)$/;
    await assert.rejects(startControlPlane({ name: "broken", dir: broken }), (error: Error) =>
      line.test(error.message),
    );
    assert.deepEqual(processesMentioning(broken), new Map());
  });
});

/** The pod template's spec of a stateful set, with the volume that its claims would give. */
function podSpec(set: object): object {
  const { spec } = set as { spec: { template: { spec: object } } };
  return { ...spec.template.spec, volumes: [{ name: "data", emptyDir: {} }] };
}
