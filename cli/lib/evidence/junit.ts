import { create } from "xmlbuilder2";
import type { Check, Counts, PolicyEvidence, Report, ResourceEvidence } from "./report.ts";

type Element = Readonly<Record<string, unknown>>;

/**
 * The report as JUnit XML: a suite for each policy, a case for each resource that it looked at. Only what stops an
 * update is a failure; whatever else did not pass is skipped, with its reason.
 */
export function junit(report: Report): string {
  const resources = new Map(report.resources.map((resource) => [resource.urn, resource]));
  const policies = report.policies.filter(({ checks }) => checks.length > 0);
  const failures = report.summary.mandatory;
  const document: Element = {
    testsuites: {
      "@name": `${report.pack.name} ${report.environment}`,
      "@tests": total(report.summary.checks),
      "@failures": failures,
      "@errors": 0,
      "@skipped": total(report.summary.checks) - report.summary.checks.passed - failures,
      testsuite: policies.map((policy) => suite(policy, report, resources)),
    },
  };
  return `${create({ version: "1.0", encoding: "UTF-8", invalidCharReplacement: "\uFFFD" }, document).end({ prettyPrint: true })}\n`;
}

function suite(policy: PolicyEvidence, report: Report, resources: ReadonlyMap<string, ResourceEvidence>): Element {
  const { name, checks, counts, severity, enforcement, requirements } = policy;
  const failures = checks.filter(stops).length;
  return {
    "@name": name,
    "@tests": checks.length,
    "@failures": failures,
    "@errors": 0,
    "@skipped": checks.length - counts.passed - failures,
    "@timestamp": report.generatedAt.slice(0, 19),
    properties: {
      property: Object.entries({ severity, enforcement, requirements: requirements.join(" ") }).map(([key, value]) => ({
        "@name": key,
        "@value": value,
      })),
    },
    testcase: checks.map((check) => testCase(policy, check, resources.get(check.resource))),
  };
}

function testCase(policy: PolicyEvidence, check: Check, resource: ResourceEvidence | undefined): Element {
  return {
    "@classname": policy.name,
    "@name": resource === undefined ? check.resource : `${resource.type} ${resource.name}`,
    ...(resource?.source && { "@file": resource.source.file, "@line": resource.source.line }),
    ...outcome(policy, check),
  };
}

function outcome(policy: PolicyEvidence, check: Check): Element {
  const { verdict, violations = [], reason = "", enforcement = "" } = check;
  const said = violations.filter(({ exemption }) => !exemption).map(({ message }) => message);
  const exempt = violations.flatMap(({ exemption }) => exemption?.reason ?? []);
  switch (verdict) {
    case "passed":
      return {};
    case "failed":
      if (!stops(check)) return { skipped: { "@message": `${enforcement}: ${said.join("; ")}` } };
      return {
        failure: {
          "@type": policy.name,
          "@message": said.join("; "),
          "#": [policy.description, ...said, policy.remediationSteps, check.resource].join("\n"),
        },
      };
    case "exempt":
      return { skipped: { "@message": `exempt: ${exempt.join("; ")}` } };
    case "undecided":
      return { skipped: { "@message": `undecided: ${reason}` } };
    case "notApplicable":
      return { skipped: { "@message": `not applicable: ${reason}` } };
  }
}

const stops = ({ verdict, enforcement }: Check): boolean => verdict === "failed" && enforcement === "mandatory";

const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
