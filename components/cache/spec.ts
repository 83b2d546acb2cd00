import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { Place } from "../core/place.ts";
import { mebibytes } from "../core/quantities.ts";
import type { IssuerReference } from "../identity/certificates.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";

/** What every cloud hands back; nothing provider-shaped leaks through. */
export interface CacheOutputs {
  /** Host that clients connect to, by TLS. */
  readonly host: pulumi.Output<string>;
  /** TCP port. */
  readonly port: number;
  /** Secret with the password, under its first key. */
  readonly auth: SecretReference;
  /** Key of that Secret with the password as it stands in an address: the same one where the password needs no escaping. */
  readonly urlKey: string;
  /** Secret with the certificate of the authority that clients trust, under `ca.crt`. */
  readonly authority: SecretReference;
  /** Its place in its system's network, under the name of its component. */
  readonly network: NetworkNode;
  /** Container of its server, whose memory an alert can be on; none where a cloud runs it, whose own alarms tell of that. */
  readonly container: string | undefined;
}

/** Another node that writes are copied from. */
export interface ReplicationSource {
  readonly host: pulumi.Input<string>;
  /** The source's own password Secret, in the same namespace. */
  readonly auth: SecretReference;
}

/** Client connections that a Redis node takes (CAP-058). */
export const defaultMaxClients = 10_000;

/** What gives way when a node is full: nothing, any key, or keys with an expiry alone. */
export type Eviction = "noeviction" | "allkeys-lru" | "volatile-lru";

export interface CacheArgs {
  /** Where it goes; in a `kubernetes` place it is a StatefulSet in the given namespace. Structural, so never an `Input`. */
  readonly place: Place;
  readonly system: string;
  /** Component of the system, and name of every object. */
  readonly component: string;
  /** Name that the production guide uses, if Kubernetes' naming rules forced another. */
  readonly guideName?: string;
  readonly namespace: pulumi.Input<string>;
  /** Issuer, in the namespace, of the server's certificate. */
  readonly issuer: IssuerReference;
  readonly resources: Resources;
  /** Size of the data volume; a Kubernetes quantity. */
  readonly volume: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  /** Most client connections. Range: 1 to 65000. @default 10000 */
  readonly maxClients?: number;
  /** Most memory for data. Unit: MiB. @default 512 */
  readonly maxMemoryMi?: number;
  /** What a full node does: a data store refuses writes, a cache drops the least recently used keys. @default "noeviction" */
  readonly eviction?: Eviction;
  /** Raise it to rotate the password. */
  readonly passwordVersion: number;
  /** Components that must not share a zone with this one. @default [] */
  readonly apartFrom?: readonly string[];
  readonly zoneSpread: ZoneSpread;
  /** Protects the node, and keeps its volume when it is deleted. */
  readonly protect: boolean;
  /** @default - a primary of its own */
  readonly replicaOf?: ReplicationSource;
}

export interface CacheSpec extends CacheArgs {
  readonly maxClients: number;
  readonly maxMemoryMi: number;
  readonly eviction: Eviction;
  readonly apartFrom: readonly string[];
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the cache, the field, the allowed range and the value.
 */
export function resolveCache(name: string, args: CacheArgs): CacheSpec {
  const where = `cache ${name}`;
  assertDnsLabel(where, "component", args.component);
  const maxClients = args.maxClients ?? defaultMaxClients;
  if (!Number.isInteger(maxClients) || maxClients < 1 || maxClients > 65_000) {
    throw new InvalidInput(where, "maxClients", "a whole number from 1 to 65000", maxClients);
  }
  const maxMemoryMi = args.maxMemoryMi ?? 512;
  const limit = mebibytes(args.resources.limits.memory);
  if (!Number.isInteger(maxMemoryMi) || maxMemoryMi < 1 || maxMemoryMi * 2 > limit) {
    const allowed = `at most half of the memory limit (${limit} Mi), as a fork copies what is written meanwhile`;
    throw new InvalidInput(where, "maxMemoryMi", allowed, maxMemoryMi);
  }
  return { ...args, maxClients, maxMemoryMi, eviction: args.eviction ?? "noeviction", apartFrom: args.apartFrom ?? [] };
}
