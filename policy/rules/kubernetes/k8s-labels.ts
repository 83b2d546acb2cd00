import { objects } from "../../lib/kubernetes/objects.ts";
import { rule } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { entry, show } from "../../lib/violation.ts";

/** Labels, with what each tells, and the value to write where there is one for every object. */
const wanted: readonly (readonly [label: string, tells: string, fix?: string])[] = [
  ["app.kubernetes.io/name", "the component that the object belongs to"],
  ["app.kubernetes.io/part-of", "the system that the component belongs to"],
  ["app.kubernetes.io/managed-by", "what manages it", "plumbline"],
  ["plumbline.dev/owner", "the team that answers for it"],
];

export default rule({
  name: "k8s-labels",
  severity: "low",
  level: "R",
  description: "An object must carry the recommended labels, and the label of its owner.",
  remediationSteps: `Set metadata.labels: ${wanted.map(([label]) => label).join(", ")}.`,
  framework: kubernetesDocs("Recommended labels", "concepts/overview/working-with-objects/common-labels/"),
  tags: [
    "compliance-policies:kubernetes-core-v1-configure-recommended-labels",
    "gatekeeper:requiredlabels",
    "kube-score:label-values",
  ],
  requirements: ["FTE-063", "REC-055"],
  on: objects,
  check: ({ metadata }: { metadata?: { labels?: Readonly<Record<string, string>> } }) =>
    collect(wanted, ([label, tells, fix]) =>
      metadata?.labels?.[label]
        ? []
        : [
            {
              path: entry("metadata.labels", label),
              expected: tells,
              found: show(metadata?.labels?.[label]),
              ...(fix !== undefined && { fix }),
            },
          ],
    ),
});
