import { inPod } from "../../lib/cases.ts";

const path = "POD.serviceAccountName";

export default [
  ...inPod("an account of its own", {}),
  ...inPod("none", { "/serviceAccountName": undefined }, [`${path}: expected a ServiceAccount, found nothing`]),
  ...inPod("an empty name", { "/serviceAccountName": "" }, [`${path}: expected a ServiceAccount, found ""`]),
  ...inPod("the default one", { "/serviceAccountName": "default" }, [
    `${path}: expected a ServiceAccount, found "default"`,
  ]),
];
