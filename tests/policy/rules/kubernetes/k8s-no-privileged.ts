import { inContainer } from "../../lib/cases.ts";

export default [
  ...inContainer("a container that says so", { "/securityContext/privileged": false }),
  ...inContainer("a container that says nothing", { "/securityContext": undefined }),
  ...inContainer("a privileged container", { "/securityContext/privileged": true }, [
    "CONTAINER.securityContext.privileged: expected false, found true",
  ]),
];
