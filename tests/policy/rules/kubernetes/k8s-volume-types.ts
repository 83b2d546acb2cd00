import type { Json } from "../../../../policy/lib/violation.ts";
import { inPod } from "../../lib/cases.ts";

const good: Record<string, Json>[] = [
  { name: "a", configMap: { name: "a" } },
  { name: "b", secret: { secretName: "b" } },
  { name: "c", persistentVolumeClaim: { claimName: "c" } },
  { name: "d", projected: { sources: [] } },
  { name: "e", csi: { driver: "e" } },
  { name: "f", downwardAPI: { items: [] } },
  { name: "g", ephemeral: {} },
];

export default [
  ...inPod("every allowed type", { "/volumes": good }),
  ...inPod("a path of the node", { "/volumes/-": { name: "host", hostPath: { path: "/" } } }, [
    'POD.volumes[1].hostPath: expected a volume type of the restricted standard, found "hostPath"',
  ]),
  ...inPod("a share", { "/volumes": [...good, { name: "share", nfs: { server: "nas", path: "/" } }] }, [
    'POD.volumes[7].nfs: expected a volume type of the restricted standard, found "nfs"',
  ]),
];
