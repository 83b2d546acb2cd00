import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";
import { Cluster } from "../../../sandbox/providers/kubernetes/cluster.ts";
import { text } from "../../../sandbox/providers/kubernetes/objects.ts";

describe("an API server that is too busy", () => {
  /** Asks a server that answers in time from that attempt on, and counts how often it was asked. */
  async function ask(method: "PATCH" | "POST", answersAt: number): Promise<{ asked: number; outcome: string }> {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.statusCode = asked < answersAt ? 504 : 200;
      response.end(JSON.stringify({ message: asked < answersAt ? "Timeout: request did not complete" : "done" }));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: "busy", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "me" },
    );
    try {
      const asking = new Cluster(config, new AbortController().signal).request({ method, path: "/", body: {} });
      const outcome = await asking.then(
        ({ body }) => text(body, "message"),
        (error: unknown) => String(error),
      );
      return { asked, outcome };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("is asked again for what can be asked again", async () => {
    assert.deepEqual(await ask("PATCH", 3), { asked: 3, outcome: "done" });
  });

  it("is asked three times", async () => {
    const { asked, outcome } = await ask("PATCH", 9);
    assert.match(outcome, /Timeout: request did not complete/);
    assert.equal(asked, 3);
  });

  it("is asked once to make something that it names itself", async () => {
    const { asked, outcome } = await ask("POST", 2);
    assert.match(outcome, /Timeout: request did not complete/);
    assert.equal(asked, 1);
  });
});
