import * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import type { Objectives } from "../core/objectives.ts";
import { type AwsPlace, type RegionRole, standbyOf } from "../core/place.ts";
import { awsAlias, awsFailover } from "./aws.ts";
import { azureAlias, azureFailover, azureZone } from "./azure.ts";
import {
  type FailoverOutputs,
  type FailoverSpec,
  type FailoverTarget,
  type HostedZone,
  regionalHost,
  resolveFailover,
} from "./spec.ts";

/** A place that serves the host. */
export interface HostTarget extends FailoverTarget {
  readonly role: RegionRole;
  /** What an alias of its address names: the zone of the address on AWS, the public address itself by its id on Azure. */
  readonly aliasId: pulumi.Input<string>;
}

/** What a name has to know of where it is served first. */
export type HostPlace = Pick<AwsPlace, "cloud" | "partition" | "accountId" | "region"> | AzurePlace;

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
  readonly place: HostPlace;
  /** Who hears of a place that is down: ARNs of topics of the region in which AWS measures, ids of groups of Azure. @default [] */
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
    const records = backendOf(name, args);
    const failover =
      standby &&
      resolveFailover(
        name,
        { system, component, zone, host, healthPath, objectives, primary, standby, alarmTopics },
        place.cloud,
      );
    super(PublicHost.token, name, { host }, opts);
    if (failover) {
      this.worstFailoverSeconds = records.failover(this, failover).worstFailoverSeconds;
    } else {
      records.alias(this, `${name}-alias`, host, primary);
    }
    for (const other of others) {
      if (other === standby) continue;
      records.alias(this, `${name}-${other.region}`, regionalHost(host, other.region), other);
    }
    this.registerOutputs({ worstFailoverSeconds: this.worstFailoverSeconds });
  }
}

/** How a cloud writes names down. */
interface HostBackend {
  readonly failover: (parent: pulumi.Resource, spec: FailoverSpec<HostTarget>) => FailoverOutputs;
  readonly alias: (parent: pulumi.Resource, name: string, host: string, target: HostTarget) => void;
}

function backendOf(name: string, { place, zone, component, system }: PublicHostArgs): HostBackend {
  switch (place.cloud) {
    case "aws":
      return {
        failover: (parent, spec) => awsFailover(parent, name, spec, place),
        alias: (parent, record, host, target) => {
          awsAlias(parent, record, zone, host, target);
        },
      };
    case "azure": {
      const found = azureZone(`public host ${name}`, zone, place);
      return {
        failover: (parent, spec) => azureFailover(parent, name, spec, found, place),
        alias: (parent, record, host, target) => {
          azureAlias(parent, record, { zone: found, host, identity: { system, component } }, target.aliasId);
        },
      };
    }
  }
}
