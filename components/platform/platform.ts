import type { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import { authorityCopy, type IssuerReference } from "../identity/certificates.ts";
import { ClusterIssuers } from "../identity/cluster-issuers.ts";
import { type BackupLocation, backupLocation } from "./backup-location.ts";
import { type ChartEntry, type ChartName, chartNames, charts } from "./catalogue.ts";
import { platformCredentials } from "./credentials.ts";
import { gateway } from "./gateway.ts";
import { logStorage } from "./log-store.ts";
import { platformNamespace } from "./namespace.ts";
import { namespaces } from "./namespaces.ts";
import { install } from "./releases.ts";
import { platformSecrets } from "./secrets.ts";
import { type PlatformSettings, platformSizes } from "./settings.ts";
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
    super(Platform.token, name, args, opts);
    const { issuers, releases } = build(this, name, args, driver);
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

function build(parent: pulumi.Resource, name: string, args: PlatformArgs, driver: VolumeDriver): Built {
  const settings: PlatformSettings = {
    sizes: platformSizes(args.stage),
    zoneSpread: args.zoneSpread,
    storageClass: fastClass,
    ...(args.backups && { backups: { provider: args.backups.provider } }),
  };
  const storage = fastStorage(parent, `${name}-${fastClass}`, driver);
  const places = Object.entries(namespaces).flatMap(([namespace, entry]) =>
    platformNamespace(parent, `${name}-${namespace}`, namespace, entry),
  );
  const credentials = platformCredentials(parent, name, args.credentialVersion ?? 1, places);
  const ground = [storage, ...places, ...credentials.all];

  const releases = new Map<ChartName, Release>();
  const installed = (...names: readonly ChartName[]) => names.flatMap((chart) => releases.get(chart) ?? []);
  const installAll = (trustsAuthority: boolean, before: pulumi.Resource[]) => {
    for (const chart of chartNames) {
      const entry: ChartEntry<ChartName> = charts[chart];
      if ((entry.trustsAuthority ?? false) !== trustsAuthority) continue;
      const dependsOn = [...before, ...installed(...entry.after)];
      releases.set(chart, install(parent, `${name}-${chart}`, chart, settings, dependsOn));
    }
  };
  installAll(false, ground);
  const issuers = new ClusterIssuers(
    `${name}-issuers`,
    { email: args.acmeEmail },
    { parent, dependsOn: installed("cert-manager") },
  );
  const authority = authorities(parent, name, issuers);
  installAll(true, [...ground, ...authority]);
  gateway(parent, `${name}-gateway`, settings, installed("envoy-gateway"));
  logStorage(parent, `${name}-logs`, settings, issuers.internal, credentials.logStore, installed("eck"));
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
