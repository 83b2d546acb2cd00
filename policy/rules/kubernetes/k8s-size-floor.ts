import { eachContainer, podRule, serves, servingTypes } from "../../lib/kubernetes/pods.ts";
import { quantity } from "../../lib/kubernetes/quantity.ts";
import { threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const floors = ["firefly/transactional-engine: cpu 2, memory 4Gi"];

interface Labelled {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
}

export default podRule({
  name: "k8s-size-floor",
  severity: "medium",
  level: "Mp",
  description: "A component whose guide names a least size in production must request that much CPU and memory.",
  remediationSteps: "Raise resources.requests.cpu and resources.requests.memory to the guide's size.",
  framework: guides("FTE-001"),
  tags: [],
  requirements: ["FTE-001"],
  on: servingTypes,
  thresholds: {
    floors: threshold<readonly string[]>({
      description:
        "SYSTEM/COMPONENT: RESOURCE QUANTITY, …; what a container of the component that serves must request.",
      type: "array",
      values: { dev: [], staging: [], prod: floors, "prod-azure": floors },
    }),
  },
  check: (pod, { config, notApplicable }, { metadata }: Labelled) => {
    const labels = metadata?.labels;
    const component = `${labels?.["app.kubernetes.io/part-of"] ?? ""}/${labels?.["app.kubernetes.io/name"] ?? ""}`;
    const [, floor] = config.floors.map((line) => line.split(": ")).find(([name]) => name === component) ?? [];
    if (floor === undefined) return notApplicable("no least size is set for its component");
    return eachContainer(
      pod,
      (container, path) =>
        serves(pod, container)
          ? collect(floor.split(", "), (each) => {
              const [resource = "", least = ""] = each.split(" ");
              const found = container.resources?.requests?.[resource];
              if ((quantity(found) ?? 0) >= (quantity(least) ?? 0)) return [];
              const where = `${path}.resources.requests.${resource}`;
              return [{ path: where, expected: `${least} or more`, found: show(found), fix: least }];
            })
          : [],
      ["containers"],
    );
  },
});
