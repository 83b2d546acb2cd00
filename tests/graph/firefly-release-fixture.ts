import type { Rendered } from "../../cli/lib/render.ts";
import { at, list, record } from "../lib/json.ts";
import { engine, type releases, spec } from "./firefly-fixture.ts";

/** Labels that select the engine's pods in a mode of release. */
export const selectorIn = (mode: keyof typeof releases) => ({
  "app.kubernetes.io/name": engine,
  "app.kubernetes.io/part-of": "firefly",
  app: engine,
  region: "primary",
  "plumbline.dev/release": mode,
});

/** What an autoscaler of the engine scales, how far and by what. */
export const autoscaled = (rendered: Rendered, name: string) => {
  const { scaleTargetRef, minReplicas, maxReplicas, metrics } = record(spec(rendered, "HorizontalPodAutoscaler", name));
  return { scaleTargetRef, minReplicas, maxReplicas, by: list(metrics).map((each) => at(each, "resource", "name")) };
};
