import { buildReport, type Subject } from "../../../../cli/lib/evidence/build.ts";
import type { EngineFindings } from "../../../../cli/lib/evidence/engine-events.ts";
import type { Observation } from "../../../../cli/lib/evidence/observation.ts";
import type { Report } from "../../../../cli/lib/evidence/report.ts";
import type { ObservedResource } from "../../../../cli/lib/evidence/resources.ts";
import type { Catalogue } from "../../../../cli/lib/requirements/catalogue.ts";
import type { Recorded } from "../../../../policy/lib/record.ts";
import { type About, rule } from "../../../../policy/lib/rule.ts";
import { stackRule, wholeStack } from "../../../../policy/lib/stack-rule.ts";
import { message } from "../../../../policy/lib/violation.ts";

const deployment = "kubernetes:apps/v1:Deployment";
const secret = "kubernetes:core/v1:Secret";

export function urn(type: string, name: string, component = "plumbline:systems:Cap"): string {
  return `urn:pulumi:dev::plumbline::${component}$${type}::${name}`;
}

export const urns = {
  stack: "urn:pulumi:dev::plumbline::pulumi:pulumi:Stack::plumbline-dev",
  cap: urn(deployment, "cap-app"),
  capKey: urn(secret, "cap-key"),
  password: urn("random:index/randomPassword:RandomPassword", "cap-password"),
  shop: urn(deployment, "shop-app", "plumbline:systems:Shop"),
  shared: urn(deployment, "gateway", "plumbline:platform:Platform"),
  queue: urn("aws:sqs/queue:Queue", "jobs", "plumbline:systems:Shop"),
};

function resource(address: string, system?: string, more: Partial<ObservedResource> = {}): ObservedResource {
  const [types = "", name = ""] = address.split("::").slice(2);
  return { urn: address, type: types.split("$").at(-1) ?? "", name, ...(system && { system }), madeOf: {}, ...more };
}

export const resources: readonly ObservedResource[] = [
  resource(urns.stack),
  resource(urns.shared, undefined, { source: { file: "systems/ground.ts", line: 7 } }),
  resource(urns.password, "cap"),
  resource(urns.capKey, "cap", { madeOf: { data: [urns.password] } }),
  resource(urns.cap, "cap", { source: { file: "systems/cap.ts", line: 12 } }),
  resource(urns.shop, "shop"),
  resource(urns.queue, "shop"),
];

export const catalogue: Catalogue = {
  systems: [
    { id: "cap", name: "CAP demonstration", guide: "Guide of cap", summary: "Two apps." },
    { id: "shop", name: "Shop", guide: "Guide of shop", summary: "Sells." },
  ],
  requirements: [
    { id: "CAP-001", system: "cap", section: "Security", realise: "policy", text: "No container is privileged." },
    { id: "CAP-002", system: "cap", section: "Security", realise: "policy", text: "No default password <survives>." },
    {
      id: "CAP-003",
      system: "cap",
      section: "Operations",
      realise: "workload",
      text: "Probes are there.",
      defect: "Both.",
    },
    { id: "CAP-004", system: "cap", section: "Operations", realise: "cloud", text: "Buckets are private." },
    { id: "SHO-001", system: "shop", section: "Security", realise: "policy", text: "No container is privileged." },
    { id: "SHO-002", system: "shop", section: "Security", realise: "policy", text: "Every workload may be disturbed." },
    { id: "SHO-003", system: "shop", section: "Security", realise: "runbook", text: "Somebody is called." },
  ],
  topics: [],
};

function about(name: string, requirements: readonly string[], more: Partial<About> = {}): About {
  return {
    name,
    severity: "high",
    level: "M",
    description: `What ${name} demands.`,
    remediationSteps: `How to mend ${name}.`,
    framework: { name: "Standard", version: "1", reference: name, specification: "https://example.com/standard" },
    tags: ["cis:1.1"],
    requirements,
    on: [deployment],
    ...more,
  };
}

const check = () => [];

export const rules = [
  rule({ ...about("k8s-no-privileged", ["CAP-001", "SHO-001"], { severity: "critical", level: "M!" }), check }),
  rule({ ...about("k8s-credentials", ["CAP-002"], { on: [secret] }), check }),
  rule({ ...about("k8s-probes", ["CAP-003"], { severity: "medium" }), check }),
  rule({ ...about("aws-bucket", ["CAP-004"], { on: ["aws:s3/bucket:Bucket"] }), check }),
  stackRule({ ...about("k8s-pdb", ["SHO-002"], { severity: "low" }), check }),
];

const privileged = { path: "spec.privileged", expected: "false", found: "true", fix: false };
const probe = { path: "spec.probe", expected: "a probe", found: "nothing" };
const budget = { path: "PodDisruptionBudget", expected: "one for it", found: "nothing" };
const exemption = {
  policy: "k8s-no-privileged",
  resource: "x",
  stacks: ["dev"],
  reason: "The gateway needs it & nothing else",
  owner: "ada",
  expires: "2027-01-31",
};
export const note = "string value at .data.key can't be known during preview";

export const record: readonly Recorded[] = [
  { policy: "k8s-no-privileged", urn: urns.cap, violations: [privileged] },
  { policy: "k8s-no-privileged", urn: urns.shop },
  { policy: "k8s-no-privileged", urn: urns.shared, exempt: [{ violation: privileged, exemption }] },
  { policy: "k8s-credentials", urn: urns.capKey, undecided: note },
  { policy: "k8s-probes", urn: urns.cap, remedied: [{ path: "spec.replicas", value: 2 }] },
  { policy: "k8s-probes", urn: urns.cap },
  { policy: "k8s-probes", urn: urns.shared, violations: [probe] },
  { policy: "k8s-probes", urn: urns.shop, notApplicable: "it listens on no port" },
  { policy: "k8s-pdb", urn: urns.cap },
  { policy: "k8s-pdb", urn: urns.shop, violations: [{ ...budget, urn: urns.queue }] },
];

export const findings: EngineFindings = {
  pack: { name: "plumbline", version: "0.1.0" },
  violations: [
    violation("k8s-no-privileged", urns.cap, message(privileged), "mandatory"),
    violation("k8s-probes", urns.shared, message(probe), "advisory"),
    violation("k8s-pdb", urns.queue, message(budget), "advisory"),
  ],
  undecided: [{ policy: "k8s-credentials", urn: urns.capKey, message: `can't run policy 'k8s-credentials': ${note}` }],
  remediations: [{ policy: "k8s-probes", urn: urns.cap }],
  passed: new Map([
    [urns.cap, ["k8s-probes"]],
    [urns.shop, ["k8s-no-privileged"]],
    [undefined, []],
  ]),
  stackAnalysed: true,
  errors: [],
};

function violation(
  policy: string,
  address: string,
  text: string,
  enforcement: "mandatory" | "advisory",
): EngineFindings["violations"][number] {
  return { policy, urn: address, message: `What ${policy} demands.\n${text}`, enforcement };
}

export const stackPolicies: ReadonlySet<string> = new Set(["k8s-pdb"]);

export const observation: Observation = {
  source: { kind: "preview", stack: "dev", project: "plumbline" },
  resources,
  record,
  findings,
};

export const subject: Subject = {
  environment: "dev",
  catalogue,
  rules,
  enforcement: (policy) => (policy === "k8s-no-privileged" ? "mandatory" : "advisory"),
  now: new Date("2026-11-21T20:00:00Z"),
};

/** A report in which every verdict occurs. */
export const report: Report = buildReport(observation, subject);

/** The same stack with nothing to say about it. */
export const quiet: Report = buildReport(
  {
    ...observation,
    record: [{ policy: "k8s-no-privileged", urn: urns.cap }],
    findings: { ...findings, violations: [] },
  },
  subject,
);

export { wholeStack };
