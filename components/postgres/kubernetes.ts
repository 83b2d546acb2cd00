import * as pulumi from "@pulumi/pulumi";
import { imageReference } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { type Identity, objectLabels, ownerLabel, roleLabel } from "../core/labels.ts";
import { serviceNames } from "../core/names.ts";
import { Cluster, type ClusterSpec, Database } from "../crds/generated/cloudnative-pg.ts";
import { GeneratedSecret } from "../secret-store/generated-secret.ts";
import { archivingPlugin, baseBackups, objectStore } from "./backup.ts";
import { administeredOf, serverImage } from "./image.ts";
import { statementMetrics } from "./metrics.ts";
import { instanceRole, postgresNodes, postgresPort } from "./nodes.ts";
import { hostRules, serverParameters } from "./parameters.ts";
import { pooler, poolerName } from "./pooler.ts";
import { backupRestorer, type Restorer } from "./restorer.ts";
import type { PostgresOutputs, PostgresSpec } from "./spec.ts";

/** A CloudNativePG cluster: its operator makes fail-over, certificates, disruption budgets and replication. */
export function kubernetesPostgres(parent: pulumi.Resource, name: string, spec: PostgresSpec): PostgresOutputs {
  const { system, component, namespace } = spec;
  const id: Identity = { system, component };
  const metadata = { name: component, namespace, labels: objectLabels(id) };
  const address = (service: string) => pulumi.interpolate`${service}.${namespace}.svc.cluster.local`;
  const auth = new GeneratedSecret(
    `${name}-owner`,
    {
      identity: id,
      namespace,
      secretName: spec.secretName,
      key: "password",
      version: spec.passwordVersion,
      type: spec.secretType ?? "kubernetes.io/basic-auth",
      // The operator sets a changed password in the running server.
      labels: { "cnpg.io/reload": "true" },
      others: spec.otherSecrets,
    },
    (password) => ({
      username: spec.owner,
      ...Object.fromEntries((spec.passwordKeys ?? []).map((key) => [key, password])),
    }),
    { parent },
  );
  const restorer = spec.backup && backupRestorer(parent, name, spec);
  const queries = statementMetrics(parent, name, id, spec);
  const store = spec.backup && objectStore(parent, name, metadata, spec.backup);
  const cluster = new Cluster(
    name,
    {
      metadata,
      spec: {
        ...serverSpec(spec),
        ...managedParts(spec, restorer),
        bootstrap: {
          initdb: {
            database: spec.database,
            owner: spec.owner,
            secret: { name: auth.reference.name },
            encoding: "UTF8",
            dataChecksums: true,
          },
        },
        monitoring: { customQueriesConfigMap: [queries] },
        certificates: { serverAltDNSNames: poolerNames(spec).flatMap((service) => serviceNames(service, namespace)) },
        ...(store && { plugins: [archivingPlugin(store)] }),
      },
    },
    { parent, protect: spec.protect },
  );
  // Readers of its outputs come after the cluster.
  const clusterName = onceMade(cluster, component);
  new Database(
    `${name}-database`,
    {
      metadata: { ...metadata, name: `${component}-database` },
      spec: {
        cluster: { name: clusterName },
        name: spec.database,
        owner: spec.owner,
        ensure: "present",
        databaseReclaimPolicy: "retain",
        extensions: spec.extensions.map((extension) => ({ name: extension, ensure: "present" })),
      },
    },
    { parent, protect: spec.protect },
  );
  if (spec.backup) baseBackups(parent, name, metadata, clusterName, spec.backup);
  const endpoint = (type: "rw" | "ro") => {
    const service = spec.pooler && pooler(parent, name, type, clusterName, spec, spec.pooler);
    return service && { host: service.apply(address), port: postgresPort };
  };
  return {
    host: clusterName.apply((own) => address(`${own}-rw`)),
    port: postgresPort,
    readHost: clusterName.apply((own) => address(spec.instances > 1 ? `${own}-ro` : `${own}-rw`)),
    pooler: endpoint("rw"),
    readPooler: spec.pooler?.readers === true ? endpoint("ro") : undefined,
    database: spec.database,
    owner: spec.owner,
    auth: auth.reference,
    authority: {
      namespace: pulumi.output(namespace),
      name: clusterName.apply((own) => `${own}-ca`),
      keys: ["ca.crt"],
    },
    maxConnections: spec.maxConnections,
    image: serverImage(spec),
    administered: administeredOf(spec),
    restorer: restorer && { ...restorer.login, template: restorer.template(clusterName) },
    network: postgresNodes(spec),
    copy: false,
    saved: undefined,
    source: undefined,
  };
}

/** What of the cluster depends on the arguments alone. */
function serverSpec(spec: PostgresSpec): ClusterSpec {
  const { system, component } = spec;
  const instances = { matchLabels: { "cnpg.io/cluster": component, "cnpg.io/podRole": "instance" } };
  return {
    instances: spec.instances,
    imageName: imageReference(serverImage(spec)),
    imagePullPolicy: "IfNotPresent",
    enableSuperuserAccess: false,
    enablePDB: true,
    primaryUpdateStrategy: "unsupervised",
    primaryUpdateMethod: spec.instances > 1 ? "switchover" : "restart",
    inheritedMetadata: {
      labels: { [roleLabel]: instanceRole, [ownerLabel]: system, "app.kubernetes.io/part-of": system },
    },
    postgresql: {
      parameters: serverParameters(spec),
      pg_hba: [...hostRules],
      shared_preload_libraries: ["pg_stat_statements"],
      ...(spec.synchronousReplicas > 0 && {
        // A quorum: any of the standbys will do, and a fail-over picks one that has every acknowledged commit.
        synchronous: {
          method: "any",
          number: spec.synchronousReplicas,
          dataDurability: "required",
          failoverQuorum: true,
        },
      }),
    },
    resources: spec.resources,
    storage: {
      size: spec.storage,
      resizeInUseVolumes: true,
      ...(spec.storageClass !== undefined && { storageClass: spec.storageClass }),
    },
    affinity: {
      enablePodAntiAffinity: true,
      podAntiAffinityType: "preferred",
      topologyKey: "kubernetes.io/hostname",
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: spec.zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
        labelSelector: instances,
      },
    ],
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** What the operator keeps besides the cluster: further names of the writer, and the role that puts backups back. */
function managedParts(
  { system, component, aliases }: PostgresSpec,
  restorer: Restorer | undefined,
): Pick<ClusterSpec, "managed"> {
  if (aliases.length === 0 && !restorer) return {};
  const additional = aliases.map((alias) => ({
    selectorType: "rw" as const,
    serviceTemplate: {
      metadata: { name: alias, labels: objectLabels({ system, component }) },
      spec: { type: "ClusterIP" as const },
    },
  }));
  return {
    managed: {
      ...(additional.length > 0 && { services: { additional } }),
      ...(restorer && { roles: restorer.roles }),
    },
  };
}

/** Services of the poolers: they show the server's own certificate, which has to name them. */
function poolerNames({ component, pooler: asked }: PostgresSpec): string[] {
  if (asked === undefined) return [];
  return asked.readers ? [poolerName(component, "rw"), poolerName(component, "ro")] : [poolerName(component, "rw")];
}
