import { inPod } from "../../lib/cases.ts";

export default [
  ...inPod("a pod with namespaces of its own", { "/hostNetwork": false }),
  ...inPod("a pod in the node's process namespace", { "/hostPID": true }, ["POD.hostPID: expected false, found true"]),
  ...inPod("a pod in the node's IPC namespace", { "/hostIPC": true }, ["POD.hostIPC: expected false, found true"]),
  ...inPod("a pod in the node's network", { "/hostNetwork": true }, ["POD.hostNetwork: expected false, found true"]),
];
