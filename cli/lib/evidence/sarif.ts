import { createHash } from "node:crypto";
import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from "sarif";
import type { Check, PolicyEvidence, Report, ResourceEvidence } from "./report.ts";

/** Numbers by which GitHub sorts findings of a tool: from 9.0 critical, 7.0 high, 4.0 medium, above 0 low. */
const securitySeverity = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" } as const;

interface Subject {
  readonly report: Report;
  readonly policy: PolicyEvidence;
  readonly ruleIndex: number;
  readonly resources: ReadonlyMap<string, ResourceEvidence>;
}

/**
 * The report as SARIF 2.1.0: a result for each violation, a suppressed one where it is exempt, and a notification for
 * each policy that could not be decided. What passed is no finding, and is left to the other formats.
 */
export function sarif(report: Report): Log {
  const resources = new Map(report.resources.map((resource) => [resource.urn, resource]));
  const subjects = report.policies.map((policy, ruleIndex): Subject => ({ report, policy, ruleIndex, resources }));
  const each = <T>(make: (subject: Subject, check: Check) => readonly T[]): T[] =>
    subjects.flatMap((subject) => subject.policy.checks.flatMap((check) => make(subject, check)));
  const run: Run = {
    tool: {
      driver: { name: report.pack.name, semanticVersion: report.pack.version, rules: report.policies.map(descriptor) },
    },
    automationDetails: { id: `${report.pack.name}/${report.environment}/` },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the project." } } },
    invocations: [
      {
        executionSuccessful: true,
        exitCode: report.ok ? 0 : 1,
        endTimeUtc: report.generatedAt,
        toolExecutionNotifications: each(notifications),
      },
    ],
    results: each(results),
  };
  return { version: "2.1.0", $schema: "https://json.schemastore.org/sarif-2.1.0.json", runs: [run] };
}

function descriptor(policy: PolicyEvidence): ReportingDescriptor {
  const { name, description, remediationSteps, severity, enforcement, tags, requirements, framework } = policy;
  const source = `${framework.name} ${framework.version}, ${framework.reference}`;
  return {
    id: name,
    shortDescription: { text: description },
    fullDescription: { text: `${description} From ${source}.` },
    help: {
      text: `${remediationSteps} Requirements: ${requirements.join(", ") || "none"}. From ${source}.`,
      markdown: `${remediationSteps}\n\nRequirements: ${requirements.join(", ") || "none"}. From ${source}.`,
    },
    ...(framework.specification.startsWith("https:") && { helpUri: framework.specification }),
    defaultConfiguration: {
      level: enforcement === "advisory" ? "warning" : "error",
      enabled: enforcement !== "disabled",
    },
    properties: {
      tags: ["security", ...tags, ...requirements],
      precision: "very-high",
      "security-severity": securitySeverity[severity],
    },
  };
}

function results(subject: Subject, check: Check): Result[] {
  const { policy, ruleIndex } = subject;
  const { verdict, enforcement, violations = [] } = check;
  if (verdict !== "failed" && verdict !== "exempt") return [];
  return violations.map(({ message, path, exemption, resource = check.resource }): Result => ({
    ruleId: policy.name,
    ruleIndex,
    kind: "fail",
    level: enforcement === "advisory" ? "warning" : "error",
    message: { text: message },
    locations: [location(subject, resource)],
    partialFingerprints: { "policyResourcePath/v1": fingerprint(policy.name, resource, path) },
    ...(exemption && {
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: `${exemption.reason} (${exemption.owner}, until ${exemption.expires})`,
        },
      ],
    }),
  }));
}

function notifications(subject: Subject, { verdict, reason = "", resource }: Check): Notification[] {
  if (verdict !== "undecided") return [];
  const { policy, ruleIndex } = subject;
  return [
    {
      level: "note",
      message: { text: reason },
      associatedRule: { id: policy.name, index: ruleIndex },
      locations: [location(subject, resource)],
    },
  ];
}

/** The line of the program that asks for the resource; where it is not known, the stack's file. */
function location({ report, resources }: Subject, urn: string): Location {
  const resource = resources.get(urn);
  const { file, line } = resource?.source ?? { file: `Pulumi.${report.environment}.yaml`, line: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: "%SRCROOT%" },
      region: { startLine: line },
    },
    logicalLocations: [{ name: resource?.name ?? urn, fullyQualifiedName: urn, kind: "resource" }],
  };
}

/** Stays the same while the violation does, wherever its line moves. */
function fingerprint(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
