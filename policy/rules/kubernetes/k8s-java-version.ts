import { podRule, servingTypes } from "../../lib/kubernetes/pods.ts";
import { threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { entry, show } from "../../lib/violation.ts";

/** Where a workload declares the major version of the OpenJDK in its image. */
const annotation = "plumbline.dev/openjdk";
const components = ["onboarding/onboarding-workflow"];

interface Labelled {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
}

export default podRule({
  name: "k8s-java-version",
  severity: "medium",
  level: "M!",
  description: "A component that runs on OpenJDK must declare its version, and that must be one that is asked for.",
  remediationSteps: "Build the image on a newer OpenJDK, and declare its major version for the component.",
  framework: guides("ONB-005"),
  tags: [],
  requirements: ["ONB-005"],
  on: servingTypes,
  thresholds: {
    components: threshold<readonly string[]>({
      description: "SYSTEM/COMPONENT of each whose guide asks for a version of OpenJDK.",
      type: "array",
      values: { dev: components, staging: components, prod: components, "prod-azure": components },
    }),
    least: threshold<number>({
      description: "The least major version of OpenJDK.",
      type: "integer",
      values: { dev: 17, staging: 17, prod: 17, "prod-azure": 17 },
    }),
  },
  check({ annotations, annotationsPath }, { config, notApplicable }, { metadata }: Labelled) {
    const labels = metadata?.labels;
    const component = `${labels?.["app.kubernetes.io/part-of"] ?? ""}/${labels?.["app.kubernetes.io/name"] ?? ""}`;
    const found = annotations[annotation];
    if (found === undefined && !config.components.includes(component)) {
      return notApplicable("no version of OpenJDK is asked of its component");
    }
    if (/^\d+$/.test(found ?? "") && Number(found) >= config.least) return [];
    return [{ path: entry(annotationsPath, annotation), expected: `${config.least} or more`, found: show(found) }];
  },
});
