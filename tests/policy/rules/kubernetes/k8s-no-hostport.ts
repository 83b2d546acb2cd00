import { inContainer } from "../../lib/cases.ts";

export default [
  ...inContainer("a port of the pod", { "/ports": [{ containerPort: 8080 }] }),
  ...inContainer("a port that says 0", { "/ports": [{ containerPort: 8080, hostPort: 0 }] }),
  ...inContainer("a port of the node", { "/ports": [{ containerPort: 1 }, { containerPort: 2, hostPort: 80 }] }, [
    "CONTAINER.ports[1].hostPort: expected no hostPort, found 80",
  ]),
];
