import { inContainer, inPod } from "../../lib/cases.ts";

const wanted = 'expected "RuntimeDefault" or "Localhost"';
const each = (found: string): string[] =>
  ["containers[0]", "initContainers[0]", "ephemeralContainers[0]"].map(
    (name) => `POD.${name}.securityContext.seccompProfile.type: ${wanted}, found ${found}; write "RuntimeDefault"`,
  );

export default [
  ...inPod("the runtime's profile for the pod", {}),
  ...inContainer("a profile of the container's own", {
    "/securityContext/seccompProfile": { type: "Localhost", localhostProfile: "app.json" },
  }),
  ...inPod("none", { "/securityContext/seccompProfile": undefined }, each("nothing")),
  ...inPod(
    "unconfined by the pod",
    { "/securityContext/seccompProfile/type": "Unconfined" },
    Array<string>(3).fill(
      `POD.securityContext.seccompProfile.type: ${wanted}, found "Unconfined"; write "RuntimeDefault"`,
    ),
  ),
  ...inContainer("unconfined by one container", { "/securityContext/seccompProfile": { type: "Unconfined" } }, [
    `CONTAINER.securityContext.seccompProfile.type: ${wanted}, found "Unconfined"; write "RuntimeDefault"`,
  ]),
];
