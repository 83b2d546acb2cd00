import { servingTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { type Changes, changed, inPod, type RuleCase } from "../../lib/cases.ts";

const workflow = { "app.kubernetes.io/part-of": "onboarding", "app.kubernetes.io/name": "onboarding-workflow" };
const path = 'spec.template.metadata.annotations["plumbline.dev/openjdk"]';

/** The same workload in each type that serves, with a component's labels and what its pods declare. */
function declaring(
  title: string,
  labels: Readonly<Record<string, string>>,
  version?: string,
  says: readonly string[] = [],
): RuleCase[] {
  const annotations: Record<string, string> = version === undefined ? {} : { "plumbline.dev/openjdk": version };
  const changes: Changes = { "/metadata/labels": labels, "/spec/template/metadata": { annotations } };
  return inPod(title, {}, says, { types: servingTypes }).map((one) => ({ ...one, props: changed(one.props, changes) }));
}

export default [
  ...declaring("the guide's version", workflow, "17"),
  ...declaring("a newer one", workflow, "21"),
  ...declaring("no version", workflow, undefined, [`${path}: expected 17 or more, found nothing`]),
  ...declaring("an older one", workflow, "11", [`${path}: expected 17 or more, found "11"`]),
  ...declaring("what is no version", workflow, "latest", [`${path}: expected 17 or more, found "latest"`]),
  ...declaring("an older one of another component", {}, "8", [`${path}: expected 17 or more, found "8"`]),
];
