import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf } from "./graph.ts";

/** Asserts that one graph has the cache of onboarding, and that nothing is left of it in the other, its engine included (ONB-004). */
export function assertCacheOrNone(having: Rendered, without: Rendered): void {
  const cache = ({ resources }: Rendered) => resources.filter(({ name }) => name.startsWith("onboarding-redis"));
  assert.notEqual(cache(having).length, 0);
  assert.deepEqual(cache(without), []);
  const [engine] = objectsOf(without).filter(
    ({ kind, namespace }) => kind === "Deployment" && namespace === "onboarding",
  );
  assert.ok(engine);
  assert.ok(!JSON.stringify(engine.body).includes("redis"));
}
