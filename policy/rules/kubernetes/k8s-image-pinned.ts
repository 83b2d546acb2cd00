import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { threshold } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-image-pinned",
  severity: "high",
  level: "M",
  description: "A container's image must be pinned by a tag other than latest, or by a digest.",
  remediationSteps:
    "Write the image as name:version@sha256:…, the digest being the one that the registry shows for it.",
  framework: kubernetesDocs("Container images", "concepts/containers/images/"),
  tags: ["trivy:KSV-0013", "kube-linter:latest-tag", "gatekeeper:imagedigests"],
  requirements: ["ONB-042", "REC-015", "REC-016", "ECO-032"],
  thresholds: {
    digest: threshold<boolean>({
      description: "Whether an image must be pinned by its digest; a tag can be moved.",
      type: "boolean",
      values: { dev: false, staging: false, prod: true, "prod-azure": true },
    }),
  },
  check: (pod, { config }) =>
    eachContainer(pod, ({ image }, path) => {
      const pinned = pin(image ?? "");
      if (pinned === "digest" || (pinned === "tag" && !config.digest)) return [];
      const wanted = config.digest ? "an image with a digest, @sha256:…" : "an image with a version, not latest";
      return [{ path: `${path}.image`, expected: wanted, found: show(image) }];
    }),
});

/** How an image reference is pinned. A colon before the last slash is a registry's port, not a tag. */
function pin(image: string): "digest" | "tag" | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return "digest";
  const tag = /:([\w][\w.-]*)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest" ? undefined : "tag";
}
