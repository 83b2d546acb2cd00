import type * as pulumi from "@pulumi/pulumi";
import type { Objectives } from "../core/objectives.ts";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";

/** A public zone that exists already: its name servers are known to the registrar, so no stack makes or removes it. */
export interface HostedZone {
  /** The cloud's own id of it: that of Route 53, or the whole id of a resource of Azure. */
  readonly id: string;
  /** Domain that it answers for, without a dot at the end. */
  readonly name: string;
}

/** One place that serves a host. */
export interface FailoverTarget {
  readonly region: string;
  /** Name that the cloud gave its load balancer. */
  readonly address: pulumi.Input<string>;
}

/** How fast a failure is noticed and followed. */
export interface FailoverTiming {
  /** Time between two requests of one health checker; the cloud knows a fast and a slow one. Unit: seconds. @default 10 */
  readonly intervalSeconds?: 10 | 30;
  /** Failed requests in a row after which a place is taken for broken. Range: 1 to 10. @default 3 */
  readonly failures?: number;
  /** How long resolvers keep an answer. Range: 1 to 60. Unit: seconds. @default 60 */
  readonly ttlSeconds?: number;
}

export interface FailoverArgs<Target extends FailoverTarget = FailoverTarget> extends FailoverTiming {
  readonly system: string;
  /** Component of the system that the host belongs to. */
  readonly component: string;
  /** Zone of the host. There is none to fall back to: without one it is an error. */
  readonly zone: HostedZone | undefined;
  /** Public name that moves from the one place to the other; below the zone's own name. */
  readonly host: string;
  /** Path that answers 200 to 399 when the place can serve, asked by HTTPS. */
  readonly healthPath: string;
  /** Where the host is as long as that place is healthy. */
  readonly primary: Target;
  /** Where it is otherwise. */
  readonly standby: Target;
  /** What the system promises: the switch has to fit into it. */
  readonly objectives: Objectives;
  /** Who hears of a place that is down: ARNs of topics of the region in which AWS measures, ids of groups of Azure. @default [] */
  readonly alarmTopics?: readonly string[];
}

/** Every default filled in. */
export interface FailoverSpec<Target extends FailoverTarget = FailoverTarget> extends Required<FailoverArgs<Target>> {
  readonly zone: HostedZone;
}

/** What every cloud hands back. */
export interface FailoverOutputs {
  /** The host that moves. */
  readonly host: string;
  /** Name of each place by its region, under which it alone is reached: its gateway has to serve it, too. */
  readonly regionalHosts: Readonly<Record<string, string>>;
  /** Longest time from a failure until every client is sent to the other place. Unit: seconds. */
  readonly worstFailoverSeconds: number;
}

/** How long a health checker waits for an answer; Route 53 for 4 seconds to connect, and 2 for the response. Unit: seconds. */
export const answerSeconds = 6;

/** Time that servers of the zone may take to hear of it; the cloud says that it is mostly much shorter. Unit: seconds. */
const spreadSeconds = 60;

const defaults = { intervalSeconds: 10, failures: 3, ttlSeconds: 60 } as const;

/**
 * Longest time from a failure until every client is sent elsewhere: the failed requests in a row, the last one with all its
 * wait for an answer, the servers of the zone, and an answer that was fetched at the last moment. It is for clients that keep
 * answers no longer than they may.
 */
export function worstFailoverSeconds(timing: FailoverTiming): number {
  const { intervalSeconds, failures, ttlSeconds } = { ...defaults, ...timing };
  return intervalSeconds * failures + answerSeconds + spreadSeconds + ttlSeconds;
}

const azureZoneId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]{1,90}\/providers\/Microsoft\.Network\/dns[zZ]ones\/[a-z0-9.-]+$/;

/** What the clouds call their zones. */
export const zoneForms = {
  aws: { form: /^[A-Z0-9]{1,32}$/, allowed: "the id of a hosted zone, such as Z0123456789ABC" },
  azure: {
    form: azureZoneId,
    allowed: "the id of a DNS zone, such as /subscriptions/.../resourceGroups/.../dnszones/example.com",
  },
} as const;

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @param cloud Whose zone it is.
 * @throws InvalidInput naming the host, the field, the allowed range and the value.
 */
export function resolveFailover<Target extends FailoverTarget>(
  name: string,
  args: FailoverArgs<Target>,
  cloud: keyof typeof zoneForms = "aws",
): FailoverSpec<Target> {
  const where = `failover ${name}`;
  const must = (holds: boolean, field: string, allowed: string, given: unknown) => {
    if (!holds) throw new InvalidInput(where, field, allowed, given);
  };
  assertDnsLabel(where, "component", args.component);
  const { zone } = args;
  if (zone === undefined) {
    throw new InvalidInput(where, "zone", `the hosted zone of ${args.host}, by its id and its name`, undefined);
  }
  const { form, allowed } = zoneForms[cloud];
  must(form.test(zone.id), "zone.id", allowed, zone.id);
  // A name that moves is an alias of another, which the zone's own name cannot be.
  must(args.host.endsWith(`.${zone.name}`), "host", `a name below ${zone.name}`, args.host);
  must(/^\/[\x21-\x7e]{0,254}$/.test(args.healthPath), "healthPath", "a path that begins with /", args.healthPath);
  const { primary, standby } = args;
  must(primary.region !== standby.region, "standby.region", `another region than ${primary.region}`, standby.region);
  const spec = { ...defaults, alarmTopics: [], ...args, zone };
  const whole = (field: "failures" | "ttlSeconds", most: number) => {
    const given = spec[field];
    must(
      Number.isInteger(given) && given >= 1 && given <= most,
      field,
      `a whole number from 1 to ${String(most)}`,
      given,
    );
  };
  whole("failures", 10);
  whole("ttlSeconds", 60);
  const worst = worstFailoverSeconds(spec);
  const { rtoSeconds } = args.objectives;
  must(
    worst <= rtoSeconds,
    "intervalSeconds, failures and ttlSeconds",
    `a switch within ${rtoSeconds} s`,
    `${worst} s`,
  );
  return spec;
}

/** The name under which one place alone is reached: the host's first label, with the region. */
export function regionalHost(host: string, region: string): string {
  const [label = "", ...domain] = host.split(".");
  return [`${label}-${region}`, ...domain].join(".");
}
