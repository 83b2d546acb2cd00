import type { Exemption } from "../../../../policy/lib/exemptions.ts";
import { type ExemptionCase, type StackCase } from "../../lib/stack-cases.ts";

const web = { type: "kubernetes:apps/v1:Deployment", name: "web", props: { spec: { replicas: 1 } } };
const found = { path: "spec.replicas", expected: "3", found: "1" };
const entry: Exemption = {
  policy: "k8s-replicas",
  resource: "kubernetes:apps/v1:Deployment::web",
  stacks: ["test"],
  reason: "The licence is for one replica until the new contract.",
  owner: "shop@example.com",
  expires: "2026-12-31",
};
const at = "plumbline-test: policy/exemptions.yaml: entry 1 (k8s-replicas for";
const used: ExemptionCase["looked"] = [{ policy: "k8s-replicas", at: "web", found }];

function exempt(
  title: string,
  change: Partial<Exemption>,
  says: readonly string[] = [],
  more: Partial<ExemptionCase> = {},
): StackCase {
  return { title, resources: [web], says, exemptions: { entries: [{ ...entry, ...change }], looked: used, ...more } };
}

const refused = (why: string): string =>
  `${at} kubernetes:apps/v1:Deployment::web): expected an exemption in force, found ${why}`;
const unused = (why: string, resource = "kubernetes:apps/v1:Deployment::web"): string =>
  `${at} ${resource}): expected an exemption that excuses something, found ${why}`;

export default [
  { title: "nothing exempt", resources: [web], says: [] },
  exempt("in use, on its last day", {}, [], { today: "2026-12-31" }),
  exempt("by the whole URN", { resource: "urn:pulumi:test::plumbline::kubernetes:apps/v1:Deployment::web" }),
  exempt("for the one property that is wrong", { path: "spec.replicas" }),
  exempt("for another stack", { stacks: ["prod"] }),
  exempt("of a resource that a targeted update leaves out", {}, [], { looked: [] }),
  exempt("expired", {}, [refused("it expired on 2026-12-31")], { today: "2027-01-01" }),
  exempt("without a reason", { reason: "" }, [refused("it gives no reason")]),
  exempt("without an owner", { owner: "" }, [refused("nobody answers for it: it has no owner")]),
  exempt("of an absolute rule", {}, [refused("this policy has no exemptions here")], { absolute: ["k8s-replicas"] }),
  exempt(
    "expired and without a reason",
    { reason: undefined },
    [refused("it expired on 2026-12-31; it gives no reason")],
    {
      today: "2027-06-01",
    },
  ),
  exempt("for a property that is right", { path: "spec.strategy" }, [unused("a resource without such a violation")]),
  exempt("for a resource that is right", {}, [unused("a resource without such a violation")], {
    looked: [{ policy: "k8s-replicas", at: "web" }],
  }),
  exempt(
    "for a resource that is gone",
    { resource: "kubernetes:apps/v1:Deployment::old" },
    [unused("a resource that the stack does not have", "kubernetes:apps/v1:Deployment::old")],
    { looked: [] },
  ),
] satisfies StackCase[];
