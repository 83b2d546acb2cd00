import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import * as pulumi from "@pulumi/pulumi";
import type { Objectives } from "../core/objectives.ts";
import { type AwsPlace, type RegionRole, standbyOf } from "../core/place.ts";
import { awsFailover } from "./aws.ts";
import { type FailoverTarget, type HostedZone, regionalHost, resolveFailover } from "./spec.ts";

/** A place that serves the host. */
export interface HostTarget extends FailoverTarget {
  readonly role: RegionRole;
  /** Zone of its address, for an alias. */
  readonly addressZoneId: pulumi.Input<string>;
}

export interface PublicHostArgs {
  readonly system: string;
  readonly component: string;
  readonly host: string;
  readonly zone: HostedZone;
  /** Path that answers 200 to 399 when the place can serve. */
  readonly healthPath: string;
  /** What the system promises: a switch has to fit into it. */
  readonly objectives: Objectives;
  /** Every place, the primary first. */
  readonly targets: readonly [HostTarget, ...HostTarget[]];
  readonly place: Pick<AwsPlace, "partition" | "accountId" | "region">;
  /** ARNs of topics that hear of a place that is down; of the region in which the cloud measures. @default [] */
  readonly alarmTopics?: readonly string[];
}

/**
 * A public name of a system. In a stack of one region it is an alias of the load balancer there. In one of several it moves to the standby when
 * the primary is down, and each region has a name of its own besides, by which readers find the nearest copy.
 *
 * @throws InvalidInput before any resource exists, when a switch takes longer than the system promises to be away.
 */
export class PublicHost extends pulumi.ComponentResource {
  static readonly token = "plumbline:dns:PublicHost";
  /** Longest time from a failure until every client is sent to the other place; undefined where there is no other. Unit: seconds. */
  readonly worstFailoverSeconds: number | undefined;

  constructor(name: string, args: PublicHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const { targets, host, system, component, zone, healthPath, objectives, place, alarmTopics = [] } = args;
    const [primary, ...others] = targets;
    const standby = standbyOf(others);
    const failover =
      standby &&
      resolveFailover(name, { system, component, zone, host, healthPath, objectives, primary, standby, alarmTopics });
    super(PublicHost.token, name, { host }, opts);
    if (failover) {
      this.worstFailoverSeconds = awsFailover(this, name, failover, place).worstFailoverSeconds;
    } else {
      alias(this, `${name}-alias`, zone, host, primary);
    }
    for (const other of others) {
      if (other === standby) continue;
      alias(this, `${name}-${other.region}`, zone, regionalHost(host, other.region), other);
    }
    this.registerOutputs({ worstFailoverSeconds: this.worstFailoverSeconds });
  }
}

function alias(
  parent: pulumi.Resource,
  name: string,
  zone: HostedZone,
  host: string,
  { address, addressZoneId }: HostTarget,
): void {
  new DnsRecord(
    name,
    {
      zoneId: zone.id,
      name: host,
      type: "A",
      aliases: [{ name: address, zoneId: addressZoneId, evaluateTargetHealth: true }],
    },
    { parent },
  );
}
