import { inContainer, inPod } from "../../lib/cases.ts";

const pod = "POD.securityContext";
const container = "CONTAINER.securityContext";
const each = (path: string, text: string): string[] =>
  ["containers[0]", "initContainers[0]", "ephemeralContainers[0]"].map((name) => `POD.${name}.${path}: ${text}`);

export default [
  ...inPod("said by the pod", {}),
  ...inContainer("said by the pod, with a user of the container's own", { "/securityContext/runAsUser": 70 }),
  ...inPod(
    "said by nobody",
    { "/securityContext/runAsNonRoot": undefined },
    each("securityContext.runAsNonRoot", "expected true, found nothing"),
  ),
  ...inPod(
    "no securityContext at all",
    { "/securityContext": undefined },
    each("securityContext.runAsNonRoot", "expected true, found nothing"),
  ),
  ...inPod(
    "denied by the pod",
    { "/securityContext/runAsNonRoot": false },
    Array<string>(3).fill(`${pod}.runAsNonRoot: expected true, found false`),
  ),
  ...inContainer("denied by one container", { "/securityContext/runAsNonRoot": false }, [
    `${container}.runAsNonRoot: expected true, found false`,
  ]),
  ...inContainer("root by number in one container", { "/securityContext/runAsUser": 0 }, [
    `${container}.runAsUser: expected a user other than 0, found 0`,
  ]),
  ...inPod(
    "root by number for all",
    { "/securityContext/runAsUser": 0 },
    Array<string>(3).fill(`${pod}.runAsUser: expected a user other than 0, found 0`),
  ),
];
