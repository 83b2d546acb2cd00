import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubernetesApi } from "../../operations/cluster/api.ts";
import { Authority } from "../../sandbox/lib/certificates.ts";
import { loopback } from "../../sandbox/lib/ports.ts";

const authority = await Authority.create("authority");
const serving = await authority.server("api", [], [loopback]);
const client = await authority.client({ user: "drill" });
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Asks a server that refuses the first requests with a status, and counts how often it was asked. */
async function ask(status: number, refusals: number, act: (api: KubernetesApi) => Promise<unknown>) {
  let asked = 0;
  const server = createServer({ cert: serving.cert, key: serving.key }, (_request, response) => {
    asked += 1;
    response.statusCode = asked > refusals ? 200 : status;
    response.end(JSON.stringify({ message: asked > refusals ? "done" : "storage is (re)initializing" }));
  });
  const dir = mkdtempSync(join(tmpdir(), "plumbline-api-"));
  try {
    await once(server.listen(0, loopback), "listening");
    const { port } = server.address() as AddressInfo;
    const file = join(dir, "kubeconfig.yaml");
    const config = {
      clusters: [
        {
          cluster: {
            server: `https://${loopback}:${String(port)}`,
            "certificate-authority-data": base64(authority.cert),
          },
        },
      ],
      users: [{ user: { "client-certificate-data": base64(client.cert), "client-key-data": base64(client.key) } }],
    };
    writeFileSync(file, JSON.stringify(config));
    const outcome = await act(KubernetesApi.fromKubeconfig(file)).then(
      () => "done",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return { asked, outcome };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true });
  }
}

const path = "/apis/kafka.strimzi.io/v1beta2/namespaces/shop/kafkas";

describe("an API server, as backups of a cluster ask it", () => {
  it("is asked again while it has just been told of a kind, or has too much to do", async () => {
    assert.deepEqual(await ask(429, 1, (api) => api.get(path)), { asked: 2, outcome: "done" });
    assert.deepEqual(await ask(429, 1, (api) => api.create(path, {})), { asked: 2, outcome: "done" });
    assert.deepEqual(await ask(503, 1, (api) => api.get(path)), { asked: 2, outcome: "done" });
  });

  it("is asked once for what may have been done, and for what it does not have", async () => {
    const { asked, outcome } = await ask(503, 1, (api) => api.create(path, {}));
    assert.deepEqual([asked, outcome], [1, `POST ${path}: storage is (re)initializing (status 503)`]);
    assert.equal((await ask(404, 1, (api) => api.get(path))).asked, 1);
  });
});
