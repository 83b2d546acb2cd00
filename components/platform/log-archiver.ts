import type { types } from "@pulumi/kubernetes";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { configChecksum, objectLabels, selectorLabels } from "../core/labels.ts";
import { ServiceMonitor } from "../crds/prometheus-operator.ts";
import { type IssuerReference, serverCertificate } from "../identity/certificates.ts";
import { alertRules } from "../operations/alerts.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";
import { archiverAlerts } from "./log-archiver-alerts.ts";
import { archiverConfig, archiverFolders, archiverHealthPort, archiverMebibytes } from "./log-archiver-config.ts";
import { logArchiver, sentStreams } from "./log-streams.ts";
import type { PlatformSettings } from "./settings.ts";

const { name: component, namespace, host, metricsPort } = logArchiver;
const id = { system: "platform", component };
const metadata = { name: component, namespace, labels: objectLabels(id) };

/** The user of the image. */
const user = 10001;

/** Four full queues, and the room that compaction takes. Unit: GiB. */
const volumeGi = 16;

/** Ports by name: one for each kind of line, and one for metrics. */
const ports: Readonly<Record<string, number>> = {
  ...Object.fromEntries(sentStreams.map(({ archiverPort }) => [`otlp-${archiverPort}`, archiverPort])),
  metrics: metricsPort,
};

/**
 * Writes logs to the archive where the collector cannot: an OpenTelemetry Collector that the collectors hand lines on to, with an identity of
 * its own and a queue on a volume (CAP-065, FTE-079). Nothing where there is no such archive.
 */
export function logArchiverOf(
  parent: pulumi.Resource,
  name: string,
  settings: PlatformSettings,
  issuer: IssuerReference,
  dependsOn: pulumi.Resource[],
): pulumi.Resource[] {
  const { logArchive, identities } = settings;
  if (logArchive?.service !== "blob") return [];
  const opts = { parent, dependsOn };
  const identity = identities[component];
  const account = new ServiceAccount(
    `${name}-account`,
    {
      metadata: { ...metadata, ...(identity && { annotations: { ...identity.accountAnnotations } }) },
      automountServiceAccountToken: false,
    },
    opts,
  );
  const certificate = serverCertificate(parent, `${name}-certificate`, {
    identity: id,
    namespace,
    issuer,
    secretName: `${component}-tls`,
    hosts: [host],
  });
  const config = stringify(archiverConfig(logArchive));
  const files = new ConfigMap(`${name}-config`, { metadata, data: { "config.yaml": config } }, opts);
  const labels = objectLabels(id, {
    "app.kubernetes.io/version": thirdPartyImages.otelCollector.tag,
    ...identity?.podLabels,
  });
  const archivers = new StatefulSet(
    name,
    {
      metadata,
      spec: {
        replicas: settings.sizes.logArchivers,
        serviceName: component,
        selector: { matchLabels: selectorLabels(id) },
        // None waits for another one.
        podManagementPolicy: "Parallel",
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: settings.protect ? "Retain" : "Delete",
          whenScaled: "Retain",
        },
        template: {
          metadata: {
            labels,
            annotations: { [configChecksum]: createHash("sha256").update(config).digest("hex") },
          },
          spec: podSpec(settings, onceMade(account, component), certificate.name),
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "queue" },
            spec: {
              accessModes: ["ReadWriteOnce"],
              storageClassName: settings.storageClass,
              resources: { requests: { storage: `${volumeGi}Gi` } },
            },
          },
        ],
      },
    },
    { ...opts, dependsOn: [...dependsOn, files], protect: settings.protect },
  );
  const service = new Service(
    `${name}-service`,
    {
      metadata,
      spec: {
        selector: selectorLabels(id),
        ports: Object.entries(ports).map(([port, number]) => ({
          name: port,
          port: number,
          targetPort: port,
          protocol: "TCP",
        })),
      },
    },
    // A Service counts as there when a pod behind it is ready.
    { ...opts, dependsOn: [archivers] },
  );
  return [archivers, service, ...watched(parent, name, dependsOn)];
}

/** One may be away at a time; Prometheus asks each, and people hear of what stays behind. */
function watched(parent: pulumi.Resource, name: string, dependsOn: pulumi.Resource[]): pulumi.Resource[] {
  const selector = { matchLabels: selectorLabels(id) };
  const opts = { parent, dependsOn };
  return [
    new PodDisruptionBudget(`${name}-budget`, { metadata, spec: { maxUnavailable: 1, selector } }, opts),
    new ServiceMonitor(
      `${name}-monitor`,
      { metadata, spec: { selector, endpoints: [{ port: "metrics", path: "/metrics" }] } },
      opts,
    ),
    alertRules(
      parent,
      `${name}-alerts`,
      {
        system: id.system,
        namespace,
        name: component,
        groups: { [component]: archiverAlerts() },
        intervalSeconds: 60,
      },
      dependsOn,
    ),
  ];
}

function podSpec(
  { zoneSpread }: PlatformSettings,
  serviceAccountName: pulumi.Input<string>,
  certificate: pulumi.Input<string>,
): types.input.core.v1.PodSpec {
  const health = { httpGet: { path: "/", port: "health" }, timeoutSeconds: 5 };
  const memory = `${archiverMebibytes}Mi`;
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Time to end an upload; what is not written is in the queue.
    terminationGracePeriodSeconds: 90,
    securityContext: restrictedPod(user),
    // Not both on the node that fails.
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: "kubernetes.io/hostname",
              labelSelector: { matchLabels: selectorLabels(id) },
            },
          },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
        labelSelector: { matchLabels: selectorLabels(id) },
      },
    ],
    containers: [
      {
        name: component,
        image: imageReference(thirdPartyImages.otelCollector),
        imagePullPolicy: "IfNotPresent",
        args: [`--config=${archiverFolders.config}/config.yaml`],
        env: [
          // A part of the objects' names.
          { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
          { name: "GOMEMLIMIT", value: `${Math.floor(archiverMebibytes * 0.8)}MiB` },
        ],
        ports: Object.entries({ ...ports, health: archiverHealthPort }).map(([port, containerPort]) => ({
          name: port,
          containerPort,
          protocol: "TCP",
        })),
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { cpu: "1", memory } },
        securityContext: restrictedContainer(),
        startupProbe: { ...health, periodSeconds: 5, failureThreshold: 60 },
        readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 3 },
        livenessProbe: { ...health, periodSeconds: 20, failureThreshold: 6 },
        volumeMounts: [
          { name: "config", mountPath: archiverFolders.config, readOnly: true },
          { name: "tls", mountPath: archiverFolders.tls, readOnly: true },
          { name: "queue", mountPath: archiverFolders.queue },
        ],
      },
    ],
    volumes: [
      { name: "config", configMap: { name: component } },
      { name: "tls", secret: { secretName: certificate } },
    ],
  };
}
