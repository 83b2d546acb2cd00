import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { type Listener, listenerId, listenersOf, routesOf } from "../lib/gateways.ts";
import { clusterGraphOf, objectsOf, stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";

/** Listeners that one proxy for all Gateways of a class cannot tell apart: the newer ones are refused. */
function clashes(listeners: readonly Listener[]): string[] {
  const places = Map.groupBy(listeners, (each) => `${each.class} ${each.port} ${each.hostname ?? "*"}`);
  return [...places].flatMap(([place, { length }]) => (length > 1 ? [place] : []));
}

/** Listeners that the routes of a stack are attached to, by what the route does. */
function attached(graph: Rendered): { redirects: string[]; serves: string[] } {
  const of = (redirects: boolean) =>
    routesOf(graph).flatMap((route) => (route.redirects === redirects ? route.listeners : []));
  return { redirects: [...new Set(of(true))].sort(), serves: [...new Set(of(false))].sort() };
}

const ids = (listeners: readonly Listener[], protocol: string) =>
  listeners.flatMap((each) => (each.protocol === protocol ? [each.id] : [])).sort();

describe("the gateways of all systems behind one proxy", () => {
  for (const stack of stacks) {
    it(`have no two listeners for one port and host in ${stack}, and none without a host`, async () => {
      const listeners = listenersOf(await clusterGraphOf(stack));
      assert.ok(new Set(listeners.map(({ id }) => id.split("/")[0])).size >= 4, "gateways of several systems");
      assert.deepEqual(clashes(listeners), []);
      assert.deepEqual(
        listeners.filter(({ hostname }) => hostname === undefined),
        [],
      );
    });

    it(`redirect plain HTTP in ${stack}, and serve over TLS alone, at every host`, async () => {
      const graph = await clusterGraphOf(stack);
      const listeners = listenersOf(graph);
      assert.deepEqual(attached(graph), { redirects: ids(listeners, "HTTP"), serves: ids(listeners, "HTTPS") });
    });

    it(`ask for TLS 1.2 at each listener for TLS in ${stack}, and have no policy on a shared plain one`, async () => {
      const graph = await clusterGraphOf(stack);
      const policies = objectsOf(graph).filter(({ kind }) => kind === "ClientTrafficPolicy");
      const targets = policies.flatMap(({ namespace, body }) => {
        assert.equal(at(body, "spec", "tls", "minVersion"), "1.2");
        return list(at(body, "spec", "targetRefs")).map((ref) => listenerId(namespace, ref));
      });
      assert.deepEqual(targets.sort(), ids(listenersOf(graph), "HTTPS"));
    });
  }

  it("would clash without their hosts, or with another's", async () => {
    const listeners = listenersOf(await clusterGraphOf("prod"));
    const open = listeners.map((each) => (each.protocol === "HTTP" ? { ...each, hostname: undefined } : each));
    assert.deepEqual(clashes(open), ["envoy 80 *"]);
    const [first] = listeners;
    assert.ok(first);
    assert.equal(clashes([...listeners, { ...first, id: "other/public/x" }]).length, 1);
  });
});
