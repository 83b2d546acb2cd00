import { inContainer } from "../../lib/cases.ts";

const path = "CONTAINER.securityContext.allowPrivilegeEscalation";

export default [
  ...inContainer("escalation off", {}),
  ...inContainer("escalation on", { "/securityContext/allowPrivilegeEscalation": true }, [
    `${path}: expected false, found true`,
  ]),
  ...inContainer("not said", { "/securityContext/allowPrivilegeEscalation": undefined }, [
    `${path}: expected false, found nothing`,
  ]),
  ...inContainer("no securityContext", { "/securityContext": undefined }, [`${path}: expected false, found nothing`]),
];
