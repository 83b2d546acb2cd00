import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { guideNameLabel, objectLabels, selectorLabels } from "../core/labels.ts";
import { serviceMonitor } from "./metrics.ts";
import { podTemplate } from "./pod.ts";
import { type ResolvedWorkload, resolveWorkload, type WorkloadContext, type WorkloadSpec } from "./spec.ts";

export interface WorkloadArgs extends WorkloadContext {
  /** Component of the system, and name of every object. */
  readonly component: string;
  readonly spec: WorkloadSpec;
}

/** What callers need to know of a workload. */
export interface WorkloadOutputs {
  /** Name of the Service. */
  readonly service: pulumi.Output<string>;
  /** Host name inside the cluster. */
  readonly host: pulumi.Output<string>;
}

/**
 * A stateless service: Deployment, Service, ConfigMap, ServiceAccount, autoscaler, disruption budget and scrape target,
 * all with the component's name.
 *
 * @throws InvalidInput before any resource exists, when the spec does not hold together.
 */
export class Workload extends pulumi.ComponentResource implements WorkloadOutputs {
  static readonly token = "plumbline:workload:Workload";
  readonly service: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;

  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveWorkload(args.component, args.spec);
    super(Workload.token, name, { ...args, spec }, opts);
    const built = render(this, name, args, spec);
    this.service = built.service;
    this.host = built.host;
    this.registerOutputs(built);
  }
}

function render(parent: pulumi.Resource, name: string, args: WorkloadArgs, spec: ResolvedWorkload): WorkloadOutputs {
  const { system, namespace, component } = args;
  const id = { system, component };
  const labels = objectLabels(id, spec.guideName === undefined ? {} : { [guideNameLabel]: spec.guideName });
  const metadata = { name: component, namespace, labels };
  const opts = { parent };

  const config = new ConfigMap(`${name}-config`, { metadata, data: { ...spec.env } }, opts);
  const account = new ServiceAccount(`${name}-account`, { metadata, automountServiceAccountToken: false }, opts);
  const deployment = new Deployment(
    name,
    {
      metadata,
      spec: {
        // No replicas: the autoscaler owns them.
        revisionHistoryLimit: 5,
        progressDeadlineSeconds: 600,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        selector: { matchLabels: selectorLabels(id) },
        template: podTemplate(id, spec, args, {
          configMap: config.metadata.name,
          serviceAccount: account.metadata.name,
          checksum: checksum([spec.env, spec.restartOn]),
        }),
      },
    },
    opts,
  );
  const service = new Service(
    `${name}-service`,
    {
      metadata,
      spec: {
        type: "ClusterIP",
        selector: selectorLabels(id),
        ports: Object.entries(spec.ports).map(([port, { port: number }]) => ({
          name: port,
          port: number,
          targetPort: port,
          protocol: "TCP",
        })),
        ...(spec.sessionAffinitySeconds !== undefined && {
          sessionAffinity: "ClientIP",
          sessionAffinityConfig: { clientIP: { timeoutSeconds: spec.sessionAffinitySeconds } },
        }),
      },
    },
    // The Service is ready when it has endpoints, so it waits for the pods.
    { parent, dependsOn: [deployment] },
  );
  new HorizontalPodAutoscaler(
    `${name}-autoscaler`,
    { metadata, spec: autoscalerSpec(deployment.metadata.name, spec) },
    opts,
  );
  new PodDisruptionBudget(
    `${name}-budget`,
    { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(id) } } },
    opts,
  );
  if (spec.metrics) serviceMonitor(parent, name, metadata, id, spec.metrics);
  const serviceName = service.metadata.name;
  return { service: serviceName, host: pulumi.interpolate`${serviceName}.${namespace}.svc.cluster.local` };
}

function autoscalerSpec(target: pulumi.Input<string>, spec: ResolvedWorkload) {
  const { autoscale } = spec;
  const metric = (resource: string, averageUtilization: number) => ({
    type: "Resource",
    resource: { name: resource, target: { type: "Utilization", averageUtilization } },
  });
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target },
    minReplicas: spec.replicas,
    maxReplicas: autoscale.max,
    metrics: [metric("cpu", autoscale.cpuPercent), metric("memory", autoscale.memoryPercent)],
    behavior: { scaleDown: { stabilizationWindowSeconds: autoscale.scaleDownStabilizationSeconds } },
  };
}

function checksum(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
