import { servingTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { changed, inPod, type RuleCase } from "../../lib/cases.ts";

const labels = { "app.kubernetes.io/part-of": "firefly", "app.kubernetes.io/name": "transactional-engine" };
const size = (cpu: string, memory: string) => ({ "/containers/0/resources": { requests: { cpu, memory } } });
const engine = (cases: readonly RuleCase[]): RuleCase[] =>
  cases.map((one) => ({ ...one, props: changed(one.props, { "/metadata/labels": labels }) }));
const where = { types: servingTypes };

export default [
  ...engine(inPod("the guide's size", size("2000m", "4Gi"), [], where)),
  ...engine(inPod("more than that", size("4", "8192Mi"), [], where)),
  ...engine(inPod("a small helper", { ...size("2", "4Gi"), "/containers/-": { name: "helper" } }, [], where)),
  ...engine(
    inPod(
      "too little memory",
      size("2", "2Gi"),
      ['POD.containers[0].resources.requests.memory: expected 4Gi or more, found "2Gi"; write "4Gi"'],
      where,
    ),
  ),
  ...engine(
    inPod(
      "no CPU",
      { "/containers/0/resources": { requests: { memory: "4Gi" } } },
      ['POD.containers[0].resources.requests.cpu: expected 2 or more, found nothing; write "2"'],
      where,
    ),
  ),
];
