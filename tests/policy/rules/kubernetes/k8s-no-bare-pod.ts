import { resource } from "../../lib/cases.ts";

const pod = resource("kubernetes:core/v1:Pod", {
  metadata: { name: "a", namespace: "app", ownerReferences: [{ kind: "ReplicaSet", name: "a" }] },
});
const wrong = ["metadata.ownerReferences: expected a controller that the pod belongs to, found nothing"];

export default [
  ...pod("a pod of a controller", {}),
  ...pod("a pod of nobody", { "/metadata/ownerReferences": undefined }, wrong),
  ...pod("a pod with an empty list of owners", { "/metadata/ownerReferences": [] }, wrong),
];
