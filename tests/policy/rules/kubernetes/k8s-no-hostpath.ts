import { inPod } from "../../lib/cases.ts";

export default [
  ...inPod("an emptyDir", {}),
  ...inPod("no volumes", { "/volumes": undefined }),
  ...inPod("a path of the node", { "/volumes/-": { name: "host", hostPath: { path: "/var/run" } } }, [
    'POD.volumes[1].hostPath: expected no hostPath volume, found {"path":"/var/run"}',
  ]),
];
