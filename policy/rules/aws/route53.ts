import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck.js";
import type { RecordArgs } from "@pulumi/aws/route53/record.js";
import { atMost, type Given, is, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

const record = "aws:route53/record:Record";
const healthCheck = "aws:route53/healthCheck:HealthCheck";
type Record = Given<RecordArgs>;

const notFailover = "it is no record of a failover";
const fails = ({ failoverRoutingPolicies }: Record): boolean => (failoverRoutingPolicies?.length ?? 0) > 0;

export const failoverHealthCheck = rule({
  name: "aws-r53-failover-healthcheck",
  severity: "high",
  level: "M!",
  description: "A record of a failover must have a health check, by which the others take its place.",
  remediationSteps: "Set healthCheckId to a check of the place itself, and not of the host that moves.",
  framework: guides("FTE-051"),
  tags: [],
  requirements: ["FTE-051", "ECO-047", "ECO-049"],
  on: [record],
  check: (given: Record, { notApplicable }) => {
    if (!fails(given)) return notApplicable(notFailover);
    const evaluates = given.aliases?.some((alias) => alias?.evaluateTargetHealth === true) ?? false;
    return evaluates ? [] : isSet("healthCheckId", given.healthCheckId, "the id of a health check");
  },
});

export const failoverTtl = rule({
  name: "aws-r53-failover-ttl",
  severity: "high",
  level: "Mp",
  description: "A failover must be noticed within half a minute, and believed by clients within another.",
  remediationSteps: "Set ttl to 60 or less, requestInterval to 10 and failureThreshold to 3 or less.",
  framework: guides("FTE-048"),
  tags: [],
  requirements: ["FTE-048", "FTE-051", "CAP-067", "ECO-049"],
  on: [record, healthCheck],
  check: (given: Given<RecordArgs & HealthCheckArgs>, { type, notApplicable }) => {
    if (type === healthCheck) {
      return allOf(
        () => is("requestInterval", given.requestInterval, 10),
        () => atMost("failureThreshold", given.failureThreshold ?? 3, 3),
      );
    }
    if (!fails(given)) return notApplicable(notFailover);
    // An alias has the TTL of what it leads to.
    return (given.aliases?.length ?? 0) > 0 ? [] : atMost("ttl", given.ttl, 60);
  },
});

export default [failoverHealthCheck, failoverTtl];
