import { inContainer } from "../../lib/cases.ts";

const path = "CONTAINER.securityContext.readOnlyRootFilesystem";

export default [
  ...inContainer("read-only", {}),
  ...inContainer("writable", { "/securityContext/readOnlyRootFilesystem": false }, [
    `${path}: expected true, found false`,
  ]),
  ...inContainer("not said", { "/securityContext/readOnlyRootFilesystem": undefined }, [
    `${path}: expected true, found nothing`,
  ]),
];
