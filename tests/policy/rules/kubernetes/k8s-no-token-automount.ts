import { inPod, resource } from "../../lib/cases.ts";

const field = "automountServiceAccountToken";
const account = resource("kubernetes:core/v1:ServiceAccount", {
  metadata: { name: "app", namespace: "app" },
  [field]: false,
});

export default [
  ...inPod("no token", {}),
  ...inPod("a token for an account that is listed", { [`/${field}`]: true }, [], { config: { needToken: ["app"] } }),
  ...inPod("a token", { [`/${field}`]: true }, [`POD.${field}: expected false, found true`]),
  ...inPod(
    "a token for another account than is listed",
    { [`/${field}`]: true },
    [`POD.${field}: expected false, found true`],
    {
      config: { needToken: ["operator"] },
    },
  ),
  ...inPod("not said", { [`/${field}`]: undefined }, [`POD.${field}: expected false, found nothing`]),
  ...account("an account that hands out none", {}),
  ...account("an account that says nothing", { [`/${field}`]: undefined }, [`${field}: expected false, found nothing`]),
  ...account("an account that hands out tokens", { [`/${field}`]: true }, [`${field}: expected false, found true`]),
];
