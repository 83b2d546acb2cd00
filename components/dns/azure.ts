import { RecordSet } from "@pulumi/azure-native/dns/recordSet.js";
import { Profile } from "@pulumi/azure-native/trafficmanager/profile.js";
import type * as pulumi from "@pulumi/pulumi";
import { metricAlarm } from "../alarms/azure-metric-alarm.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { azureWhere, worldwideName } from "../core/azure-scope.ts";
import { InvalidInput } from "../core/errors.ts";
import type { Identity } from "../core/labels.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import {
  answerSeconds,
  type FailoverOutputs,
  type FailoverSpec,
  type FailoverTarget,
  type HostedZone,
  regionalHost,
  worstFailoverSeconds,
  zoneForms,
} from "./spec.ts";

/** A zone as records are put into it. */
export interface AzureZone {
  readonly resourceGroupName: string;
  readonly zoneName: string;
}

/** A place by the id of its public address. */
type AzureTarget = FailoverTarget & { readonly aliasId: pulumi.Input<string> };

/**
 * Where records of a zone go.
 *
 * @throws InvalidInput when the id is none of a zone of that name in the stack's own subscription, where alone its provider writes.
 */
export function azureZone(
  where: string,
  { id, name }: HostedZone,
  { subscriptionId }: Pick<AzurePlace, "subscriptionId">,
): AzureZone {
  const { form, allowed } = zoneForms.azure;
  const [, , subscription, , resourceGroupName = ""] = id.split("/");
  if (!form.test(id)) throw new InvalidInput(where, "zone.id", allowed, id);
  if (subscription !== subscriptionId) {
    throw new InvalidInput(where, "zone.id", `a zone of the subscription ${subscriptionId}`, subscription);
  }
  const called = id.split("/").at(-1);
  if (called !== name) throw new InvalidInput(where, "zone.id", `the zone ${name}`, called);
  return { resourceGroupName, zoneName: name };
}

/**
 * A host that Traffic Manager answers with the primary place as long as its probes find it healthy, and with the standby otherwise. Each place has
 * a name of its own besides, which the probes ask for: the host itself would not tell one from the other.
 *
 * As on AWS, the switch promotes no database: the standby serves what it can from its copy until the runbook makes it the primary.
 */
export function azureFailover(
  parent: pulumi.Resource,
  name: string,
  spec: FailoverSpec<AzureTarget>,
  zone: AzureZone,
  place: AzurePlace,
): FailoverOutputs {
  const { host, system, component } = spec;
  const identity = { system, component };
  const { resourceGroupName, tags } = azureWhere(place, identity);
  const roles = [
    ["primary", spec.primary],
    ["standby", spec.standby],
  ] as const;
  const profile = new Profile(
    `${name}-failover`,
    {
      resourceGroupName,
      tags,
      location: "global",
      profileStatus: "Enabled",
      trafficRoutingMethod: "Priority",
      trafficViewEnrollmentStatus: "Disabled",
      dnsConfig: { relativeName: worldwideName("public name", place, system, component), ttl: spec.ttlSeconds },
      monitorConfig: {
        protocol: "HTTPS",
        port: 443,
        path: spec.healthPath,
        intervalInSeconds: spec.intervalSeconds,
        timeoutInSeconds: answerSeconds,
        // Those before the one that counts.
        toleratedNumberOfFailures: spec.failures - 1,
        expectedStatusCodeRanges: [{ min: 200, max: 399 }],
      },
      endpoints: roles.map(([role, { region, aliasId }], index) => ({
        name: role,
        type: "Microsoft.Network/trafficManagerProfiles/azureEndpoints",
        targetResourceId: aliasId,
        endpointStatus: "Enabled",
        alwaysServe: "Disabled",
        priority: index + 1,
        // The gateway chooses the route by it.
        customHeaders: [{ name: "host", value: regionalHost(host, region) }],
      })),
    },
    { parent },
  );
  recordAccess(parent, `${name}-failover`, profile.id, place.workspaceId);
  azureAlias(parent, `${name}-host`, { zone, host, identity, ttl: spec.ttlSeconds, type: "CNAME" }, profile.id);
  for (const [role, { region, aliasId }] of roles) {
    azureAlias(parent, `${name}-${role}-region`, { zone, host: regionalHost(host, region), identity }, aliasId);
  }
  probeAlarm(parent, name, spec, place, profile);
  const regional = roles.map(([, { region }]) => [region, regionalHost(host, region)] as const);
  return {
    host,
    regionalHosts: Object.fromEntries(regional),
    worstFailoverSeconds: worstFailoverSeconds(spec),
  };
}

/** One alarm for both places, which tells by its dimension which one it is about. */
function probeAlarm(
  parent: pulumi.Resource,
  name: string,
  { host, system, component, healthPath, alarmTopics }: FailoverSpec<AzureTarget>,
  place: AzurePlace,
  profile: Profile,
): void {
  metricAlarm(parent, `${name}-alarm`, {
    scope: place,
    identity: { system, component },
    description: `${host}: a place fails its probes of ${healthPath}`,
    resourceId: profile.id,
    namespace: "Microsoft.Network/trafficManagerProfiles",
    metric: "ProbeAgentCurrentEndpointStateByProfileResourceId",
    eachOf: "EndpointName",
    // One is healthy; of several that probe, one that gets an answer is enough.
    fires: { aggregation: "Maximum", operator: "LessThan", threshold: 1 },
    minutes: 1,
    groups: alarmTopics,
  });
}

interface AliasArgs {
  readonly zone: AzureZone;
  readonly host: string;
  readonly identity: Identity;
  /** How long resolvers keep an answer. Unit: seconds. @default 60 */
  readonly ttl?: number;
  /** What kind of thing the name stands for: an address, or another name. @default "A" */
  readonly type?: "A" | "CNAME";
}

/** A name that stands for a resource of Azure, and goes with it: nobody else can take what it leaves behind. */
export function azureAlias(
  parent: pulumi.Resource,
  name: string,
  { zone, host, identity, ttl = 60, type = "A" }: AliasArgs,
  targetId: pulumi.Input<string>,
): void {
  new RecordSet(
    name,
    {
      ...zone,
      recordType: type,
      relativeRecordSetName: relativeName(host, zone),
      ttl,
      targetResource: { id: targetId },
      metadata: { system: identity.system, component: identity.component },
    },
    { parent },
  );
}

/** A host as its zone calls it. */
export const relativeName = (host: string, { zoneName }: Pick<AzureZone, "zoneName">): string =>
  host === zoneName ? "@" : host.slice(0, -zoneName.length - 1);
