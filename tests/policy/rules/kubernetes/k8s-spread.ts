import { servingTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { inPod } from "../../lib/cases.ts";

const zone = "topology.kubernetes.io/zone";
const labelSelector = { matchLabels: { app: "app" } };
const wrong = [`POD.topologySpreadConstraints: expected a constraint on ${zone}, found none`];
const where = { types: servingTypes };
const none = { "/topologySpreadConstraints": undefined };

export default [
  ...inPod("a constraint on zones", {}, [], where),
  ...inPod(
    "anti-affinity over zones",
    {
      ...none,
      "/affinity": {
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone, labelSelector }] },
      },
    },
    [],
    where,
  ),
  ...inPod(
    "anti-affinity over zones, as far as possible",
    {
      ...none,
      "/affinity": {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, podAffinityTerm: { topologyKey: zone, labelSelector } },
          ],
        },
      },
    },
    [],
    where,
  ),
  ...inPod("no constraint", none, wrong, where),
  ...inPod(
    "a constraint on nodes alone",
    { "/topologySpreadConstraints": [{ topologyKey: "kubernetes.io/hostname", labelSelector }] },
    wrong,
    where,
  ),
  ...inPod(
    "a constraint that selects nothing",
    { "/topologySpreadConstraints": [{ topologyKey: zone }] },
    wrong,
    where,
  ),
];
