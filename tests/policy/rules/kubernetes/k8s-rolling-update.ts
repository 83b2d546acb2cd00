import { resource } from "../../lib/cases.ts";

const deployment = resource("kubernetes:apps/v1:Deployment", {
  metadata: { name: "a", namespace: "app" },
  spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } },
});
const path = "spec.strategy.rollingUpdate.maxUnavailable";

export default [
  ...deployment("one by one", {}),
  ...deployment("the API's default", { "/spec/strategy": undefined }),
  ...deployment("a quarter", { "/spec/strategy/rollingUpdate/maxUnavailable": "25%" }),
  ...deployment("all at once", { "/spec/strategy": { type: "Recreate" } }, [
    'spec.strategy.type: expected "RollingUpdate", found "Recreate"',
  ]),
  ...deployment("a half", { "/spec/strategy/rollingUpdate/maxUnavailable": "50%" }, [
    `${path}: expected 0, or less than 50%, found "50%"; write 0`,
  ]),
  ...deployment("one of who knows how many", { "/spec/strategy/rollingUpdate/maxUnavailable": 1 }, [
    `${path}: expected 0, or less than 50%, found 1; write 0`,
  ]),
];
