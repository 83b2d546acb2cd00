import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { HealthCheck } from "@pulumi/aws/route53/healthCheck.js";
import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import type * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import {
  type FailoverOutputs,
  type FailoverSpec,
  type FailoverTarget,
  type HostedZone,
  regionalHost,
  worstFailoverSeconds,
} from "./spec.ts";

/** Route 53 has its metrics in this region alone, wherever the places are. */
export const metricsRegion = "us-east-1";

/** How long an alarm looks back; one bad minute is enough, since the health check has asked three times by then. */
const alarmPeriodSeconds = 60;

/** What the backend has to know of where it is. */
type DnsPlace = Pick<AwsPlace, "partition" | "accountId">;

/**
 * A host that Route 53 answers with the primary place as long as its health check passes, and with the standby otherwise. Each
 * place has a name of its own besides, which the health checkers ask: the host itself would lead them to whichever is active.
 *
 * The switch moves reads and writes alike, and by itself promotes no database: the standby serves what it can from its copy
 * until the runbook makes it the primary.
 *
 * Each health check costs a few dollars a month, with HTTPS and the short interval.
 *
 * @throws InvalidInput when a topic is none that an alarm of Route 53 can tell.
 */
export function awsFailover(
  parent: pulumi.Resource,
  name: string,
  spec: FailoverSpec,
  place: DnsPlace,
): FailoverOutputs {
  assertTopics(name, spec, place);
  const roles = { primary: spec.primary, standby: spec.standby } as const;
  for (const role of ["primary", "standby"] as const) target(parent, `${name}-${role}`, spec, role, roles[role]);
  const regional = Object.values(roles).map(({ region }) => [region, regionalHost(spec.host, region)] as const);
  return {
    host: spec.host,
    regionalHosts: Object.fromEntries(regional),
    worstFailoverSeconds: worstFailoverSeconds(spec),
  };
}

/** One place: its own name, the health check of it, its half of the host, and an alarm. */
function target(
  parent: pulumi.Resource,
  name: string,
  spec: FailoverSpec,
  role: "primary" | "standby",
  { region, address }: FailoverTarget,
): void {
  const own = regionalHost(spec.host, region);
  const common = { zoneId: spec.zone.id, type: "CNAME", ttl: spec.ttlSeconds } as const;
  const record = new DnsRecord(`${name}-region`, { ...common, name: own, records: [address] }, { parent });
  const check = new HealthCheck(
    `${name}-health`,
    {
      type: "HTTPS",
      fqdn: own,
      port: 443,
      resourcePath: spec.healthPath,
      // The gateway chooses the certificate and the route by it.
      enableSni: true,
      requestInterval: spec.intervalSeconds,
      failureThreshold: spec.failures,
      measureLatency: true,
      tags: tagsFor({ system: spec.system, component: spec.component }, undefined, { Name: own, role }),
    },
    { parent, dependsOn: [record] },
  );
  new DnsRecord(
    `${name}-failover`,
    {
      ...common,
      name: spec.host,
      records: [own],
      setIdentifier: region,
      failoverRoutingPolicies: [{ type: role === "primary" ? "PRIMARY" : "SECONDARY" }],
      healthCheckId: check.id,
    },
    { parent },
  );
  new MetricAlarm(
    `${name}-alarm`,
    {
      region: metricsRegion,
      alarmDescription: `${spec.host}: ${role} place in ${region} fails its health check at ${own}${spec.healthPath}`,
      namespace: "AWS/Route53",
      metricName: "HealthCheckStatus",
      dimensions: { HealthCheckId: check.id },
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: alarmPeriodSeconds,
      evaluationPeriods: 1,
      // A check that says nothing is no check.
      treatMissingData: "breaching",
      alarmActions: [...spec.alarmTopics],
      okActions: [...spec.alarmTopics],
      tags: tagsFor({ system: spec.system, component: spec.component }, undefined, { role }),
    },
    { parent },
  );
}

/** An alarm can tell topics of its own region alone. */
function assertTopics(name: string, { alarmTopics }: FailoverSpec, { partition, accountId }: DnsPlace): void {
  const prefix = `arn:${partition}:sns:${metricsRegion}:${accountId}:`;
  const wrong = alarmTopics.find((topic) => !topic.startsWith(prefix) || topic.length === prefix.length);
  if (wrong !== undefined) throw new InvalidInput(`failover ${name}`, "alarmTopics", `topics ${prefix}NAME`, wrong);
}

/** A name that stands for the load balancer of one place. */
export function awsAlias(
  parent: pulumi.Resource,
  name: string,
  zone: HostedZone,
  host: string,
  { address, aliasId }: FailoverTarget & { readonly aliasId: pulumi.Input<string> },
): void {
  new DnsRecord(
    name,
    {
      zoneId: zone.id,
      name: host,
      type: "A",
      aliases: [{ name: address, zoneId: aliasId, evaluateTargetHealth: true }],
    },
    { parent },
  );
}
