import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import type { ZoneSpread } from "../../../config/profiles.ts";
import type { BackupTarget } from "../../backup-store/target.ts";
import { thirdPartyImages } from "../../core/images.ts";
import { onceMade } from "../../core/known.ts";
import { configChecksum, objectLabels, selectorLabels } from "../../core/labels.ts";
import type { SecretReference } from "../../secret-store/generated-secret.ts";
import { serviceMonitor } from "../../workload/metrics.ts";
import type { Resources } from "../../workload/spec.ts";
import { zoneSpreadConstraints } from "../../workload/spread.ts";
import { type AlertSpec, alertRules } from "../alerts.ts";
import { backupPaths } from "./paths.ts";
import { exporterComponent, exporterPort } from "./plan.ts";
import { identityAnnotations, identityLabels, programPod } from "./pod.ts";
import { storeOf } from "./store-backups.ts";

export interface BackupExporterArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** A folder of the bucket that the system's backups go to. */
  readonly target: BackupTarget;
  /** Folder of the bucket with the tiers and the receipts. @default - the bucket itself */
  readonly folder?: string;
  /** Secret with the keys that manifests and receipts are sealed with. */
  readonly encryptionKeys: SecretReference;
  /** ConfigMap with a program of any kind. */
  readonly program: pulumi.Input<string>;
  readonly replicas: number;
  readonly zoneSpread: ZoneSpread;
  /** Alerts by their group. */
  readonly alerts: Readonly<Record<string, readonly AlertSpec[]>>;
}

/** Between two scrapes; Prometheus forgets a series after five minutes. Unit: seconds. */
const scrapeSeconds = 120;

const resources: Resources = {
  requests: { cpu: "25m", memory: "96Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};

/** User and group of the image of Node.js. */
export const nodeUser = 1000;

/**
 * Tells Prometheus what the manifests and receipts in the backup store say, and alerts on it. The pods of jobs are gone before anybody asks
 * them, and what a job says of itself is no proof of a backup.
 */
export class BackupExporter extends pulumi.ComponentResource {
  static readonly token = "plumbline:backup:BackupExporter";

  constructor(name: string, args: BackupExporterArgs, opts?: pulumi.ComponentResourceOptions) {
    super(BackupExporter.token, name, args, opts);
    const { system, namespace } = args;
    const options = { parent: this };
    const id = { system, component: exporterComponent };
    const image = thirdPartyImages.node;
    const labels = objectLabels(id, { "app.kubernetes.io/version": image.tag });
    const metadata = { name: exporterComponent, namespace, labels };
    const account = new ServiceAccount(
      `${name}-account`,
      {
        metadata: { ...metadata, ...identityAnnotations(args.target, exporterComponent) },
        automountServiceAccountToken: false,
      },
      options,
    );
    const keyFile = `${backupPaths.keys}/${backupPaths.keyFile}`;
    // The kind does not matter: all of them are told of.
    const job = pulumi.jsonStringify({ system, kind: "any", instance: "all", store: storeOf(args), keyFile });
    const jobs = new ConfigMap(`${name}-job`, { metadata, data: { "job.json": job } }, options);
    const checksum = job.apply((text) => createHash("sha256").update(text).digest("hex"));
    const health = { httpGet: { path: "/health", port: "metrics" }, periodSeconds: 10, timeoutSeconds: 3 };
    const pod = programPod({
      ...args,
      image,
      userId: nodeUser,
      serviceAccount: onceMade(account, metadata.name),
      job: onceMade(jobs, metadata.name),
      command: ["metrics", "--port", String(exporterPort)],
      secretMounts: [],
      resources,
      container: {
        ports: [{ name: "metrics", containerPort: exporterPort, protocol: "TCP" }],
        startupProbe: { ...health, failureThreshold: 30 },
        readinessProbe: health,
        livenessProbe: { ...health, failureThreshold: 6 },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      },
    });
    const deployment = new Deployment(
      name,
      {
        metadata,
        spec: {
          replicas: args.replicas,
          revisionHistoryLimit: 5,
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
          selector: { matchLabels: selectorLabels(id) },
          template: {
            metadata: {
              labels: { ...labels, ...identityLabels(args.target) },
              annotations: { [configChecksum]: checksum },
            },
            spec: { ...pod, topologySpreadConstraints: zoneSpreadConstraints(selectorLabels(id), args.zoneSpread) },
          },
        },
      },
      options,
    );
    new PodDisruptionBudget(
      `${name}-budget`,
      { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(id) } } },
      options,
    );
    new Service(
      `${name}-service`,
      {
        metadata,
        spec: {
          type: "ClusterIP",
          selector: selectorLabels(id),
          ports: [{ name: "metrics", port: exporterPort, targetPort: "metrics", protocol: "TCP" }],
        },
      },
      { parent: this, dependsOn: [deployment] },
    );
    serviceMonitor(this, name, metadata, id, { port: "metrics", path: "/metrics", intervalSeconds: scrapeSeconds });
    alertRules(this, `${name}-alerts`, {
      system,
      namespace,
      name: "backups",
      groups: args.alerts,
      intervalSeconds: 30,
    });
    this.registerOutputs({});
  }
}
