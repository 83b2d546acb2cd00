import { z } from "zod";
import { realiseKinds } from "../requirements/catalogue.ts";

/** What a policy says about a resource; the first of them that occurs is the verdict of a whole checklist item. */
export const verdicts = ["failed", "undecided", "exempt", "passed", "notApplicable"] as const;
export type Verdict = (typeof verdicts)[number];

/** The verdicts of a checklist item: `unchecked` where no policy names it. */
export const itemVerdicts = [...verdicts, "unchecked"] as const;
export type ItemVerdict = (typeof itemVerdicts)[number];

export const severities = ["critical", "high", "medium", "low"] as const;

const countsSchema = z.strictObject({
  failed: z.int(),
  undecided: z.int(),
  exempt: z.int(),
  passed: z.int(),
  notApplicable: z.int(),
});
export type Counts = z.infer<typeof countsSchema>;

const exemptionSchema = z.strictObject({
  reason: z.string(),
  owner: z.string(),
  expires: z.string().describe("the last day on which it holds"),
});

const violationSchema = z.strictObject({
  path: z.string().describe("where, as one would write it in the program"),
  expected: z.string().describe("what the policy wants to see there"),
  found: z.string().describe("what is there"),
  fix: z.json().optional().describe("the value to write there, where one value mends it"),
  message: z.string().describe("the line that the engine printed"),
  resource: z.string().optional().describe("URN of the resource that must change, where it is another one"),
  exemption: exemptionSchema.optional().describe("who answers for it, where it is exempt"),
});

const checkSchema = z.strictObject({
  resource: z.string().describe("URN of the resource that was looked at"),
  verdict: z.enum(verdicts),
  enforcement: z.enum(["mandatory", "advisory"]).optional().describe("of a failed check"),
  violations: z.array(violationSchema).optional().describe("of a failed or an exempt check"),
  reason: z.string().optional().describe("why the policy does not apply, or what is not known yet"),
  decidedBy: z
    .strictObject({
      value: z.string().optional().describe("path of the value that is not known in a preview"),
      from: z.array(z.string()).describe("URNs of the resources whose outputs it is made of"),
    })
    .optional()
    .describe("of an undecided check: what has to be known; an exported state has it"),
  remediated: z
    .array(z.strictObject({ path: z.string(), value: z.json().optional() }))
    .optional()
    .describe("what the policy wrote into the resource before it was checked"),
});
export type Check = z.infer<typeof checkSchema>;

const policySchema = z.strictObject({
  name: z.string(),
  scope: z.enum(["resource", "stack"]),
  enforcement: z.enum(["mandatory", "advisory", "remediate", "disabled"]).describe("in the environment at hand"),
  severity: z.enum(severities),
  description: z.string(),
  remediationSteps: z.string(),
  framework: z.strictObject({
    name: z.string(),
    version: z.string(),
    reference: z.string(),
    specification: z.string(),
  }),
  tags: z.array(z.string()).describe("ids of other standards"),
  requirements: z.array(z.string()).describe("ids of the checklist items that it enforces"),
  looksAt: z.string().describe("the types of resources that it looks at"),
  counts: countsSchema,
  checks: z.array(checkSchema).describe("one for each resource of these types"),
});
export type PolicyEvidence = z.infer<typeof policySchema>;

const requirementSchema = z.strictObject({
  id: z.string(),
  system: z.string(),
  section: z.string(),
  realise: z.enum(realiseKinds),
  text: z.string(),
  defect: z.string().optional().describe("what the guide gets wrong, and the form that holds instead"),
  verdict: z.enum(itemVerdicts),
  mandatory: z.boolean().describe("whether a mandatory check of it failed"),
  policies: z.array(z.string()),
  counts: countsSchema.describe(
    "checks of its policies, over the resources of its system and those that systems share",
  ),
});
export type RequirementEvidence = z.infer<typeof requirementSchema>;

const resourceSchema = z.strictObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  system: z.string().optional().describe("the system that it belongs to; absent for what systems share"),
  source: z
    .strictObject({ file: z.string(), line: z.int() })
    .optional()
    .describe("where the program declares it, from the project's root"),
});
export type ResourceEvidence = z.infer<typeof resourceSchema>;

/** What `--format json` prints. Fields are added, never renamed or removed, while `version` stays. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  ok: z.boolean().describe("whether no mandatory policy failed; the command then exits with 0"),
  environment: z.string().describe("the stack whose levels and thresholds were applied"),
  generatedAt: z.iso.datetime(),
  source: z.strictObject({
    kind: z.enum(["preview", "state"]),
    stack: z.string().describe("the stack that the resources belong to"),
    project: z.string(),
    file: z.string().optional().describe("the exported state"),
  }),
  pack: z.strictObject({ name: z.string(), version: z.string() }),
  summary: z.strictObject({
    requirements: countsSchema.extend({ unchecked: z.int() }),
    checks: countsSchema,
    mandatory: z.int().describe("failed checks of mandatory policies"),
    advisory: z.int().describe("failed checks of advisory policies"),
    resources: z.int().describe("resources of the stack"),
    unseen: z.array(z.string()).describe("types of resources that no policy looks at"),
  }),
  systems: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  requirements: z.array(requirementSchema),
  policies: z.array(policySchema),
  resources: z.array(resourceSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** Counts checks by verdict. */
export function countChecks(checks: readonly Pick<Check, "verdict">[]): Counts {
  const counts = { failed: 0, undecided: 0, exempt: 0, passed: 0, notApplicable: 0 };
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

/** The verdict over several: the worst that occurs. */
export function overall(counts: Counts): Verdict | undefined {
  return verdicts.find((verdict) => counts[verdict] > 0);
}
