import { servingTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { inContainer } from "../../lib/cases.ts";

const where = { types: servingTypes, lists: ["containers"] } as const;
const twice = "expected a probe that is more patient than the readiness probe, or asks less";

export default [
  ...inContainer("two probes that differ", {}, [], where),
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
