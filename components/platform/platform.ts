import type { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import { authorityCopy, type IssuerReference } from "../identity/certificates.ts";
import { ClusterIssuers, type DnsChallenge } from "../identity/cluster-issuers.ts";
import { type AlertReceivers, alertRouting } from "./alert-routing.ts";
import { type BackupLocation, backupLocation } from "./backup-location.ts";
import { type ChartEntry, type ChartName, chartNames, charts } from "./catalogue.ts";
import { platformCredentials } from "./credentials.ts";
import { deployerRights } from "./deployer.ts";
import { gateway } from "./gateway.ts";
import type { LogArchiveTarget } from "./log-archive.ts";
import { logArchiverOf } from "./log-archiver.ts";
import { collectorConfiguration } from "./log-collector.ts";
import { logSettings } from "./log-settings.ts";
import { logStorage } from "./log-store.ts";
import { allMaskedFields } from "./log-streams.ts";
import { longTermMonitor, longTermStorage } from "./long-term-metrics.ts";
import type { Mesh } from "./mesh.ts";
import { platformNamespace } from "./namespace.ts";
import { namespaceNames, namespaces, type PlatformNamespace } from "./namespaces.ts";
import { install } from "./releases.ts";
import { platformSecrets } from "./secrets.ts";
import { type NodeScaling, type PlatformIdentities, type PlatformSettings, platformSizes } from "./settings.ts";
import { fastClass, fastStorage, type VolumeDriver, volumeDriver } from "./storage-class.ts";

export interface PlatformArgs {
  readonly cloud: Cloud;
  readonly stage: Stage;
  readonly zoneSpread: ZoneSpread;
  /** Address for the authority of the public certificates (REC-021). */
  readonly acmeEmail: string;
  /** Driver of the volumes of `fast-ssd`. @default - the cloud's own; must be given where the cloud is `kubernetes` */
  readonly volumeDriver?: VolumeDriver;
  /** Where Velero keeps its backups. @default - nowhere: Velero is installed and does nothing */
  readonly backups?: BackupLocation;
  /** A load balancer of the stack's own sends requests to the nodes. @default false - the gateway asks the cloud for one */
  readonly balanced?: boolean;
  /** Private address of a load balancer of the gateway's own, which that one sends requests to. @default - it sends them to a port of the nodes */
  readonly gatewayAddress?: string;
  /** Who parts of the platform are to the cloud. @default - it goes by the names of their service accounts */
  readonly identities?: PlatformIdentities;
  /** Zone in which the authority of public certificates is answered. @default - it is answered by plain HTTP at the hosts */
  readonly dnsChallenge?: DnsChallenge;
  /** How the systems' services reach each other (FTE-012, ECO-007). @default "off" */
  readonly mesh?: Mesh;
  /** Who hears of alerts. @default - nobody: alerts are shown, and not sent */
  readonly alerting?: AlertReceivers;
  /** Fields whose value is masked in logs, besides the usual ones (CAP-066). @default [] */
  readonly maskedFields?: readonly string[];
  /** Whether secrets change by themselves: pods that use one are then replaced. @default false */
  readonly rotation?: boolean;
  /** The cluster whose nodes follow its pods, by the identity of the autoscaler's own. @default - how many nodes there are is not the platform's to say */
  readonly nodeScaling?: NodeScaling;
  /** Where logs are shipped to, by the identity of the pods that write there. @default - nowhere: they are in the cluster alone */
  readonly logArchive?: LogArchiveTarget;
  /** Networks in CIDR form of the stores that the cloud runs for the systems. @default - none: they are pods, or have no metrics of their own */
  readonly storeNetworks?: readonly string[];
  /** Protects what keeps logs and metrics against deletion, and keeps their volumes. @default false */
  readonly protect?: boolean;
  /** Raise it to rotate the platform's own passwords. @default 1 */
  readonly credentialVersion?: number;
}

const email = /^[^\s@]+@([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,63}$/i;

/**
 * The operators and cluster-wide parts that systems stand on. Whoever depends on the component comes after all of it.
 *
 * @example
 * const platform = new Platform("platform", { cloud: "aws", stage: "prod", zoneSpread: "required", acmeEmail: "ops@example.org" });
 * new Cap("cap", { ... }, { dependsOn: [platform] });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 */
export class Platform extends pulumi.ComponentResource {
  static readonly token = "plumbline:platform:Platform";
  /** Signs the certificates of public hosts. */
  readonly publicIssuer: IssuerReference;
  /** Signs certificates of servers that the operators connect to. */
  readonly internalIssuer: IssuerReference;
  /** Class of fast, encrypted volumes. */
  readonly storageClass: string;
  /** What each chart installed, for resources that need only that part of the platform. */
  readonly releases: ReadonlyMap<ChartName, Release>;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    const driver = volumeDriver(`platform ${name}`, args.cloud, args.volumeDriver);
    if (!email.test(args.acmeEmail)) {
      throw new InvalidInput(`platform ${name}`, "acmeEmail", "an e-mail address", args.acmeEmail);
    }
    const maskedFields = allMaskedFields(`platform ${name}`, args.maskedFields ?? []);
    super(Platform.token, name, args, opts);
    const { issuers, releases } = build(this, name, args, driver, maskedFields);
    this.publicIssuer = issuers.public;
    this.internalIssuer = issuers.internal;
    this.storageClass = fastClass;
    this.releases = releases;
    this.registerOutputs({
      publicIssuer: this.publicIssuer,
      internalIssuer: this.internalIssuer,
      storageClass: this.storageClass,
    });
  }
}

interface Built {
  readonly issuers: ClusterIssuers;
  readonly releases: ReadonlyMap<ChartName, Release>;
}

function build(
  parent: pulumi.Resource,
  name: string,
  args: PlatformArgs,
  driver: VolumeDriver,
  maskedFields: readonly string[],
): Built {
  const settings: PlatformSettings = {
    sizes: platformSizes(args.stage),
    zoneSpread: args.zoneSpread,
    storageClass: fastClass,
    protect: args.protect ?? false,
    mesh: args.mesh ?? "off",
    balanced: args.balanced ?? false,
    ...(args.gatewayAddress !== undefined && { gatewayAddress: args.gatewayAddress }),
    identities: args.identities ?? {},
    maskedFields,
    rotation: args.rotation ?? false,
    ...(args.nodeScaling && { nodeScaling: args.nodeScaling }),
    ...(args.logArchive && { logArchive: args.logArchive }),
    ...(args.storeNetworks && { storeNetworks: args.storeNetworks }),
    ...(args.backups && { backups: { provider: args.backups.provider } }),
  };
  const storage = fastStorage(parent, `${name}-${fastClass}`, driver);
  const on = {
    mesh: settings.mesh !== "off",
    rotation: settings.rotation,
    scaling: settings.nodeScaling !== undefined,
  };
  const wanted = (option: keyof typeof on | undefined) => option === undefined || on[option];
  const places = namespaceNames.flatMap((namespace) => {
    const entry: PlatformNamespace = namespaces[namespace];
    return wanted(entry.option) ? platformNamespace(parent, `${name}-${namespace}`, namespace, entry, settings) : [];
  });
  const credentials = platformCredentials(parent, name, args.credentialVersion ?? 1, places);
  deployerRights(parent, `${name}-deployer`);
  const ground = [storage, ...places, ...credentials.all];

  const releases = new Map<ChartName, Release>();
  const installed = (...names: readonly ChartName[]) => names.flatMap((chart) => releases.get(chart) ?? []);
  const installAll = (trustsAuthority: boolean, before: pulumi.Resource[]) => {
    for (const chart of chartNames) {
      const entry: ChartEntry<ChartName> = charts[chart];
      if ((entry.trustsAuthority ?? false) !== trustsAuthority || !wanted(entry.option)) continue;
      const dependsOn = [...before, ...installed(...entry.after)];
      releases.set(chart, install(parent, `${name}-${chart}`, chart, settings, dependsOn));
    }
  };
  installAll(false, ground);
  const issuers = new ClusterIssuers(
    `${name}-issuers`,
    { email: args.acmeEmail, dnsChallenge: args.dnsChallenge },
    { parent, dependsOn: installed("cert-manager") },
  );
  const authority = authorities(parent, name, issuers);
  const logs = logStorage(parent, `${name}-logs`, settings, issuers.internal, credentials.logStore, installed("eck"));
  const archiver = logArchiverOf(parent, `${name}-log-archiver`, settings, issuers.internal, [
    ...ground,
    ...installed("kube-prometheus-stack"),
  ]);
  const collected = collectorConfiguration(parent, `${name}-log-collector-config`, settings, places);
  const settled = logSettings(parent, `${name}-log-settings`, logs);
  installAll(true, [...ground, ...authority, collected, settled, ...archiver]);
  gateway(parent, `${name}-gateway`, settings, issuers.internal, installed("envoy-gateway"));
  longTermStorage(parent, `${name}-long-term-metrics`, settings, [storage, ...places]);
  longTermMonitor(parent, `${name}-long-term-metrics`, installed("kube-prometheus-stack"));
  if (args.alerting) {
    alertRouting(parent, `${name}-alerting`, args.alerting, installed("kube-prometheus-stack"));
  }
  if (args.backups) backupLocation(parent, `${name}-backups`, args.backups, installed("velero"));
  return { issuers, releases };
}

/** The certificate of the cluster's own authority, in every namespace with a chart that trusts it. */
function authorities(parent: pulumi.Resource, name: string, issuers: ClusterIssuers): pulumi.Resource[] {
  const trusting = chartNames
    .map((chart): ChartEntry<ChartName> => charts[chart])
    .filter((entry) => entry.trustsAuthority);
  return [...new Set(trusting.map(({ namespace }) => namespace))].map((namespace) =>
    authorityCopy(parent, `${name}-${namespace}-authority`, {
      identity: { system: "platform", component: "authority" },
      namespace,
      issuer: issuers.internal,
      secretName: platformSecrets.authority.name,
    }),
  );
}
