import { levels } from "../../../policy/lib/levels.ts";
import { appliesTo, looksAt } from "../../../policy/lib/rule.ts";
import { type AnyRule, isStackRule } from "../../../policy/lib/table.ts";
import type { Catalogue, Requirement } from "../requirements/catalogue.ts";
import { checksOf } from "./checks.ts";
import type { Observation } from "./observation.ts";
import {
  type Check,
  countChecks,
  type Counts,
  type ItemVerdict,
  overall,
  type PolicyEvidence,
  type Report,
  type RequirementEvidence,
} from "./report.ts";

/** What a run is reported against. */
export interface Subject {
  /** The stack whose levels and thresholds were applied. */
  readonly environment: string;
  readonly catalogue: Catalogue;
  readonly rules: readonly AnyRule[];
  /** How strict the environment's file makes a policy; undefined where it does not name it. */
  readonly enforcement: (policy: string) => PolicyEvidence["enforcement"] | undefined;
  readonly now: Date;
}

/** Makes the report: every checklist item, its policies, and what they say about each resource. */
export function buildReport(observation: Observation, subject: Subject): Report {
  const { catalogue, rules, environment, now } = subject;
  const { source, findings, resources } = observation;
  const policies = rules.map((rule) => policyEvidence(rule, observation, subject));
  const requirements = requirementsEvidence(catalogue, policies, observation);
  const failed = policies.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict === "failed"));
  const mandatory = failed.filter(({ enforcement }) => enforcement === "mandatory").length;
  const types = new Set(resources.map(({ type }) => type).filter(isManaged));
  return {
    version: 1,
    ok: mandatory === 0,
    environment,
    generatedAt: now.toISOString(),
    source,
    pack: findings.pack ?? { name: "plumbline", version: "" },
    summary: {
      requirements: countItems(requirements),
      checks: countChecks(policies.flatMap(({ checks }) => checks)),
      mandatory,
      advisory: failed.length - mandatory,
      resources: resources.length,
      unseen: [...types].filter((type) => !rules.some((rule) => appliesTo(rule, type))).sort(),
    },
    systems: catalogue.systems.map(({ id, name }) => ({ id, name })),
    requirements,
    policies,
    resources: resources.map(({ urn, type, name, system, source: place }) => ({
      urn,
      type,
      name,
      ...(system !== undefined && { system }),
      ...(place !== undefined && { source: place }),
    })),
  };
}

/** Components, providers and the stack itself are nothing that exists in a cloud. */
function isManaged(type: string): boolean {
  return !/^(pulumi|plumbline):/.test(type);
}

function policyEvidence(rule: AnyRule, observation: Observation, { enforcement }: Subject): PolicyEvidence {
  const checks = checksOf(rule, observation);
  return {
    name: rule.name,
    scope: isStackRule(rule) ? "stack" : "resource",
    // what the pack itself says where the file says nothing
    enforcement: enforcement(rule.name) ?? levels[rule.level].prod,
    severity: rule.severity,
    description: rule.description,
    remediationSteps: rule.remediationSteps,
    framework: pick(rule.framework),
    tags: [...rule.tags],
    requirements: [...rule.requirements],
    looksAt: looksAt(rule),
    counts: countChecks(checks),
    checks,
  };
}

function pick({ name, version, reference, specification }: AnyRule["framework"]): PolicyEvidence["framework"] {
  return { name, version, reference, specification };
}

function requirementsEvidence(
  { requirements }: Catalogue,
  policies: readonly PolicyEvidence[],
  { resources }: Observation,
): RequirementEvidence[] {
  const systemOf = new Map(resources.map(({ urn, system }) => [urn, system]));
  return requirements.map((requirement) => {
    const own = policies.filter((policy) => policy.requirements.includes(requirement.id));
    const checks = own.flatMap((policy) => policy.checks).filter((check) => concerns(requirement, check, systemOf));
    const counts = countChecks(checks);
    return {
      ...requirement,
      verdict: itemVerdict(own.length, counts),
      mandatory: checks.some(({ verdict, enforcement }) => verdict === "failed" && enforcement === "mandatory"),
      policies: own.map(({ name }) => name),
      counts,
    };
  });
}

/** A system's item is about the system's own resources, and about what the systems share. */
function concerns(
  { system }: Requirement,
  { resource }: Check,
  systemOf: ReadonlyMap<string, string | undefined>,
): boolean {
  return (systemOf.get(resource) ?? system) === system;
}

function itemVerdict(policies: number, counts: Counts): ItemVerdict {
  if (policies === 0) return "unchecked";
  return overall(counts) ?? "notApplicable";
}

function countItems(items: readonly { readonly verdict: ItemVerdict }[]): Report["summary"]["requirements"] {
  const counts = { failed: 0, undecided: 0, exempt: 0, passed: 0, notApplicable: 0, unchecked: 0 };
  for (const { verdict } of items) counts[verdict] += 1;
  return counts;
}
