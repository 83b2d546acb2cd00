import { servingTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { inContainer, inPod } from "../../lib/cases.ts";

const where = { types: servingTypes, lists: ["containers"] } as const;
const twice = "expected a probe that is more patient than the readiness probe, or asks less";

export default [
  ...inContainer("two probes that differ", {}, [], where),
  ...inPod("a helper that listens on no port", { "/containers/-": { name: "helper" } }, [], { types: servingTypes }),
  ...inContainer(
    "no probe, no port, but alone",
    { "/ports": undefined, "/readinessProbe": undefined },
    ["CONTAINER.readinessProbe: expected a probe, found nothing"],
    where,
  ),
  ...inPod(
    "a second container that listens",
    { "/containers/-": { name: "second", ports: [{ containerPort: 9000 }] } },
    [
      "POD.containers[1].readinessProbe: expected a probe, found nothing",
      "POD.containers[1].livenessProbe: expected a probe, found nothing",
    ],
    { types: servingTypes },
  ),
  ...inContainer(
    "no readiness probe",
    { "/readinessProbe": undefined },
    ["CONTAINER.readinessProbe: expected a probe, found nothing"],
    where,
  ),
  ...inContainer(
    "no liveness probe",
    { "/livenessProbe": undefined },
    ["CONTAINER.livenessProbe: expected a probe, found nothing"],
    where,
  ),
  ...inContainer(
    "the same probe twice",
    { "/livenessProbe": { httpGet: { port: "http", path: "/ready" } } },
    [`CONTAINER.livenessProbe: ${twice}, found the readiness probe once more`],
    where,
  ),
  ...inContainer(
    "the same request, with more patience",
    { "/livenessProbe": { httpGet: { path: "/ready", port: "http" }, failureThreshold: 6 } },
    [],
    where,
  ),
];
