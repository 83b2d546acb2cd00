import { resource } from "../../lib/cases.ts";

const path = "spec.behavior.scaleDown.stabilizationWindowSeconds";
const hpa = resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", {
  metadata: { name: "a", namespace: "app" },
  spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } },
});

export default [
  ...hpa("five minutes", {}),
  ...hpa("a minute, where that is enough", { [`/${path.replaceAll(".", "/")}`]: 60 }, [], { config: { seconds: 60 } }),
  ...hpa("no wait", { [`/${path.replaceAll(".", "/")}`]: 0 }, [`${path}: expected 300 or more, found 0; write 300`]),
  ...hpa("not said", { "/spec/behavior": undefined }, [`${path}: expected 300 or more, found nothing; write 300`]),
];
