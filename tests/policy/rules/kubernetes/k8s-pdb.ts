import { elsewhere, object, selector, servers } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const budget = (name: string, of: string) =>
  object("policy/v1:PodDisruptionBudget", name, { maxUnavailable: 1, selector: selector(of) });
const at = stack([...servers({ replicas: 3 }), budget("a", "web"), budget("b", "db"), budget("c", "api")]);
const none = (name: string) => `${name}: PodDisruptionBudget: expected one that selects the pods, found nothing`;
const stuck = (field: string, found: string) => [
  `a: spec.${field}: expected one of 3 pods at least to go, found ${found}`,
];

export default [
  at("a budget each", {}),
  at("two of three stay", { a: { props: { "/spec/maxUnavailable": undefined, "/spec/minAvailable": 2 } } }),
  at("half of them stay", { a: { props: { "/spec/maxUnavailable": undefined, "/spec/minAvailable": "50%" } } }),
  at("no budget", { b: "removed" }, [none("db")]),
  at("a budget of another cluster", { c: elsewhere }, [none("api")]),
  at("two budgets", { b: { props: { "/spec/selector/matchLabels/app": "web" } } }, [
    "web: PodDisruptionBudget: expected one that selects the pods, found 2",
    none("db"),
  ]),
  at("nobody may go", { a: { props: { "/spec/maxUnavailable": 0 } } }, stuck("maxUnavailable", "0")),
  at(
    "all must stay",
    { a: { props: { "/spec/maxUnavailable": undefined, "/spec/minAvailable": "100%" } } },
    stuck("minAvailable", '"100%"'),
  ),
  at(
    "single pods",
    Object.fromEntries(["web", "db", "api"].map((name) => [name, { props: { "/spec/replicas": 1 } }])),
    [],
    {
      notApplicable: "a budget of a single pod either stops every drain or says nothing",
    },
  ),
];
