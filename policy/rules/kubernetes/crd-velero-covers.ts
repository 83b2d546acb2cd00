import { clusterOf, type KubernetesObject, nameOf } from "../../lib/kubernetes/places.ts";
import { podTypes } from "../../lib/kubernetes/pods.ts";
import { inNamespace } from "../../lib/kubernetes/places.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

export interface Schedule extends KubernetesObject {
  readonly spec?: {
    readonly paused?: boolean;
    readonly template?: { readonly includedNamespaces?: readonly string[] };
  };
}
const schedule = "kubernetes:velero.io/v1:Schedule" as ResourceType<Schedule>;
const owner = "plumbline.dev/owner";

/** Parts of the platform are made anew by the program, and hold nothing that it does not know. */
const remade = ["platform", "backup-store"];

export default stackRule({
  name: "crd-velero-covers",
  severity: "high",
  level: "M",
  description: "The objects of every system must be in a backup of the cluster: each namespace is in a schedule.",
  remediationSteps: "Name the namespace in spec.template.includedNamespaces of a velero Schedule that is not paused.",
  framework: guides("REC-062"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-054", "REC-062"],
  on: ["kubernetes:core/v1:Namespace"],
  thresholds: {
    remade: threshold<readonly string[]>({
      description: "Owners of namespaces that are made anew and not restored.",
      type: "array",
      values: { dev: remade, staging: remade, prod: remade, "prod-azure": remade },
    }),
  },
  check: (subject: Resource<KubernetesObject>, stack, { config, notApplicable }) => {
    const name = nameOf(subject);
    const cluster = clusterOf(subject);
    if (config.remade.includes(subject.props.metadata?.labels?.[owner] ?? "")) {
      return notApplicable("what is in it is made anew by the program");
    }
    if (inNamespace<KubernetesObject>(stack, cluster, name, ...podTypes).length === 0) {
      return notApplicable("no workload is in it");
    }
    const isIn = stack
      .all(schedule)
      .filter((each) => clusterOf(each) === cluster && each.props.spec?.paused !== true)
      .some(({ props }) => props.spec?.template?.includedNamespaces?.includes(name) ?? false);
    return isIn ? [] : [missing(schedule, `one that includes the namespace ${name}`)];
  },
});
