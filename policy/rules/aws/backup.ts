import type { PlanArgs } from "@pulumi/aws/backup/plan.js";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup.js";
import { atLeast, type Given, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

export const crossRegion = rule({
  name: "aws-backup-cross-region",
  severity: "high",
  level: "Mp",
  description: "Every backup of a plan must be copied to a vault of another region.",
  remediationSteps: "Add copyActions to each rule of the plan, with the vault of the other region.",
  framework: guides("FTE-046"),
  tags: ["fsbp:Backup.5"],
  requirements: ["FTE-046", "CAP-070", "ECO-046"],
  on: ["aws:backup/plan:Plan"],
  check: ({ rules }: Given<PlanArgs>) =>
    allOf(
      () => isSet("rules", rules, "a rule"),
      () =>
        collect(rules, ({ copyActions }, index) =>
          isSet(`rules[${index}].copyActions`, copyActions, "a copy in another region"),
        ),
    ),
});

/**
 * Logs of applications end after thirty days here (FTE-081) and those of services after ninety. What tells who did what is kept for a year at
 * the least; the archive keeps it for seven (FTE-079).
 */
export const logsRetention = rule({
  name: "aws-logs-retention",
  severity: "medium",
  level: "R",
  description: "A log group must have an end to its logs, late enough, and be encrypted with a key of ours.",
  remediationSteps: "Set retentionInDays and kmsKeyId.",
  framework: guides("FTE-081"),
  tags: ["fsbp:CloudWatch.16", "ckv:CKV_AWS_66", "ckv:CKV_AWS_338", "ckv:CKV_AWS_158"],
  requirements: ["FTE-019", "FTE-079", "FTE-081", "CAP-065"],
  on: ["aws:cloudwatch/logGroup:LogGroup"],
  thresholds: {
    days: threshold<number>({
      description: "Days that a service's logs are kept at least.",
      type: "integer",
      values: { dev: 1, staging: 30, prod: 90, "prod-azure": 90 },
    }),
    auditDays: threshold<number>({
      description: "Days that logs are kept at least which tell who did what.",
      type: "integer",
      values: { dev: 1, staging: 30, prod: 365, "prod-azure": 365 },
    }),
    audits: threshold<string>({
      description: "Names of groups with such logs, as a regular expression.",
      type: "string",
      values: {
        dev: "/audit$|^/aws/eks/|^aws-waf-logs",
        staging: "/audit$|^/aws/eks/|^aws-waf-logs",
        prod: "/audit$|^/aws/eks/|^aws-waf-logs",
        "prod-azure": "/audit$|^/aws/eks/|^aws-waf-logs",
      },
    }),
  },
  check: ({ name, retentionInDays, kmsKeyId }: Given<LogGroupArgs>, context) =>
    allOf(
      () => {
        const { days, auditDays, audits } = context.config;
        const audit = new RegExp(audits).test(name ?? context.name);
        // Zero is no end, which is kept long enough but for ever.
        return atLeast(
          "retentionInDays",
          retentionInDays === 0 ? undefined : retentionInDays,
          audit ? auditDays : days,
        );
      },
      () => isSet("kmsKeyId", kmsKeyId, "the ARN of a key of ours"),
    ),
});

export default [crossRegion, logsRetention];
