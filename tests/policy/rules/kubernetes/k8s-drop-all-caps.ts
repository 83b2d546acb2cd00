import { inContainer } from "../../lib/cases.ts";

const path = "CONTAINER.securityContext.capabilities";

export default [
  ...inContainer("all dropped", {}),
  ...inContainer("all dropped, one allowed", { "/securityContext/capabilities/add": ["NET_BIND_SERVICE"] }),
  ...inContainer("some dropped", { "/securityContext/capabilities/drop": ["NET_RAW"] }, [
    `${path}.drop: expected ["ALL"], found ["NET_RAW"]`,
  ]),
  ...inContainer("none dropped", { "/securityContext/capabilities": undefined }, [
    `${path}.drop: expected ["ALL"], found nothing`,
  ]),
  ...inContainer("one added", { "/securityContext/capabilities/add": ["NET_BIND_SERVICE", "SYS_ADMIN"] }, [
    `${path}.add[1]: expected none but NET_BIND_SERVICE, found "SYS_ADMIN"`,
  ]),
];
