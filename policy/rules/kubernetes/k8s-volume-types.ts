import { podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const allowed = new Set([
  "name",
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

export default podRule({
  name: "k8s-volume-types",
  severity: "high",
  level: "M!",
  description: "A pod may mount only the volume types of the restricted Pod Security Standard.",
  remediationSteps:
    "Use a configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected or secret volume.",
  framework: podSecurity("restricted", "Volume Types"),
  tags: ["pss:restricted", "trivy:KSV-0028"],
  requirements: ["FTE-063", "REC-056"],
  check: ({ spec, path }) =>
    collect(spec.volumes, (volume, index) =>
      Object.keys(volume)
        .filter((key) => !allowed.has(key))
        .map((key) => ({
          path: `${path}.volumes[${index}].${key}`,
          expected: "a volume type of the restricted standard",
          found: show(key),
        })),
    ),
});
