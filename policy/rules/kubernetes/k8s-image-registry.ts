import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

/** The team's own registry, and the publishers whose images the platform runs, each with its digest. */
const known = [
  "registry.example.com/",
  "docker.io/curlimages/",
  "docker.io/library/",
  "docker.io/otel/",
  "docker.io/victoriametrics/",
  "ghcr.io/cloudnative-pg/",
  "ghcr.io/versity/",
];

export default podRule({
  name: "k8s-image-registry",
  severity: "high",
  level: "M",
  description: "A container's image must come from a registry and publisher that is listed.",
  remediationSteps:
    "Mirror the image into the team's registry, or have its publisher reviewed and added to the list of this rule.",
  framework: guides("ECO-032"),
  tags: ["trivy:KSV-0125", "gatekeeper:allowedrepos"],
  requirements: ["ECO-032"],
  thresholds: {
    allowed: threshold<readonly string[]>({
      description: "What an image's name may start with; a name without a registry is Docker Hub's.",
      type: "array",
      values: { dev: known, staging: known, prod: known, "prod-azure": known },
    }),
  },
  check: (pod, { config }) =>
    eachContainer(pod, ({ image }, path) =>
      image && config.allowed.some((prefix) => fullName(image).startsWith(prefix))
        ? []
        : [{ path: `${path}.image`, expected: "an image of a listed registry", found: show(image) }],
    ),
});

/** An image's name with its registry, as container runtimes complete it. */
function fullName(image: string): string {
  const [first = "", ...rest] = image.split("/");
  if (rest.length > 0 && (/[.:]/.test(first) || first === "localhost")) return image;
  return rest.length > 0 ? `docker.io/${image}` : `docker.io/library/${image}`;
}
