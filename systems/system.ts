import * as pulumi from "@pulumi/pulumi";
import { challengeSolver } from "../components/edge/challenges.ts";
import type { IssuerReference } from "../components/identity/certificates.ts";
import type { SecretReference } from "../components/secret-store/generated-secret.ts";
import type { Profile } from "../config/profiles.ts";
import type { ClusterConfig } from "../config/schema.ts";
import type { Objectives } from "../components/core/objectives.ts";
import type { Place } from "../components/core/place.ts";
import type { HostedZone } from "../components/dns/spec.ts";
import type { DocumentSource } from "../components/document-store/spec.ts";
import type { KafkaSource } from "../components/kafka/spec.ts";
import type { PublicRoutesArgs } from "../components/edge/routes.ts";
import type { NetworkNode } from "../components/workload/network.ts";
import type { PostgresSource } from "../components/postgres/spec.ts";
import type { Endpoint, SecretReference as SecretOutput, SystemOutputs } from "../contract/schema.ts";

/** What every system gets from the stack. */
export interface SystemContext {
  readonly profile: Profile;
  readonly cluster: ClusterConfig;
  /** DNS domain below which the system's public hosts live. */
  readonly domain: string;
  /** Signs the certificates of servers that the operators connect to, and trust by it. */
  readonly operatorIssuer: IssuerReference;
  /** Zone in which names below the domain are made; the stack has one wherever it makes its clusters. */
  readonly zone?: HostedZone;
  /** Where its stores, secrets and backups go. */
  readonly place: Place;
  /** How many keys backups have been encrypted with. */
  readonly backupKeyVersion: number;
  /** What stands before the cluster's gateway. */
  readonly edge: EdgeContext;
  /** What the system's stores in the primary region hand back; for all other regions of the stack, and for them alone. */
  readonly sources?: StoreSources;
}

/** What stands before the gateway of a cluster, for those who declare routes there. */
export type EdgeContext = Pick<PublicRoutesArgs, "region" | "balanced">;

/** What a system's stores in another region have to know of those in the primary one. */
export interface StoreSources {
  readonly postgres?: PostgresSource;
  readonly kafka?: KafkaSource;
  readonly documents?: DocumentSource;
}

/** What every system hands back. */
export interface DeployedSystem {
  /** The system's part of the stack's contract. */
  readonly outputs: pulumi.Output<SystemOutputs>;
  /** For the same system in the stack's other regions. @default - it has no store that is copied */
  readonly sources?: StoreSources;
}

/** Who signs the certificates of public hosts: the issuer that the stack names, or else the system's own authority. */
export function publicIssuer(cluster: ClusterConfig, internal: IssuerReference): IssuerReference {
  return cluster.publicIssuer === undefined ? internal : { kind: "ClusterIssuer", name: cluster.publicIssuer };
}

/** Pods that answer the authority of the public certificates: none where it is not asked for any, or is answered in the hosts' zone. */
export function challengeNodes({ cluster, zone }: SystemContext): Readonly<Record<string, NetworkNode>> {
  return cluster.publicIssuer === undefined || zone !== undefined ? {} : { "acme-solver": challengeSolver };
}

/** An address that the internet reaches. */
export function publicEndpoint(host: string): Endpoint {
  return { url: `https://${host}`, host, port: 443, scope: "public" };
}

/** An address that only the cluster reaches. */
export function clusterEndpoint(
  scheme: string,
  store: { readonly host: pulumi.Output<string>; readonly port: number },
): pulumi.Output<Endpoint> {
  return store.host.apply((host): Endpoint => ({
    url: `${scheme}://${host}:${store.port}`,
    host,
    port: store.port,
    scope: "cluster",
  }));
}

/** A secret's place, for the contract. */
export function secretOutput(reference: SecretReference): pulumi.Output<SecretOutput> {
  return pulumi.output({ namespace: reference.namespace, name: reference.name, keys: [...reference.keys] });
}

/** Gathers a system's part of the contract. */
export function systemOutputs(parts: {
  readonly namespace: pulumi.Input<string>;
  readonly endpoints: Readonly<Record<string, pulumi.Input<Endpoint>>>;
  readonly secrets: Readonly<Record<string, pulumi.Input<SecretOutput>>>;
  /** Names of the Kafka topics. @default - none */
  readonly topics?: readonly string[];
  readonly objectives: Objectives;
}): pulumi.Output<SystemOutputs> {
  const endpoints = pulumi.all({ ...parts.endpoints });
  const secrets = pulumi.all({ ...parts.secrets });
  return pulumi.all([parts.namespace, endpoints, secrets]).apply(([namespace, ...rest]): SystemOutputs => ({
    namespace,
    endpoints: rest[0],
    secrets: rest[1],
    ...(parts.topics && { topics: [...parts.topics] }),
    objectives: parts.objectives,
  }));
}
