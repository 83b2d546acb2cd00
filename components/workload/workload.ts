import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { onceMade } from "../core/known.ts";
import { guideNameLabel, type Identity, objectLabels, selectorLabels } from "../core/labels.ts";
import { deployCanary } from "./canary.ts";
import { serviceMonitor } from "./metrics.ts";
import type { Deployed, WorkloadParts } from "./parts.ts";
import { podTemplate } from "./pod.ts";
import { resolveWorkload } from "./resolve.ts";
import { deployBlueGreen, deployRolling } from "./rolling.ts";
import { scale } from "./scaling.ts";
import { affinityOf, servicePorts } from "./service.ts";
import type { ResolvedWorkload, WorkloadContext, WorkloadSpec } from "./spec.ts";

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
 * A stateless service: Deployment or Rollout, Service, ConfigMap, ServiceAccount, autoscaler, disruption budget and
 * scrape target, all with the component's name.
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
  const { namespace, component } = args;
  const parts = partsOf(parent, name, args, spec);
  const metadata = { name: component, namespace, labels: parts.labels };
  const deployed = deploy(parts);
  const service = new Service(
    `${name}-service`,
    {
      metadata,
      spec: { type: "ClusterIP", selector: deployed.serving, ports: servicePorts(spec), ...affinityOf(spec) },
    },
    // The Service is ready when it has endpoints, so it waits for the pods.
    { parent, dependsOn: [...deployed.ready] },
  );
  for (const target of deployed.targets) scale(parts, target);
  if (spec.metrics) serviceMonitor(parent, name, metadata, { system: args.system, component }, spec.metrics);
  const serviceName = onceMade(service, component);
  return { service: serviceName, host: pulumi.interpolate`${serviceName}.${namespace}.svc.cluster.local` };
}

function deploy(parts: WorkloadParts): Deployed {
  const { strategy } = parts.spec;
  switch (strategy.kind) {
    case "rolling":
      return deployRolling(parts, strategy);
    case "blue-green":
      return deployBlueGreen(parts, strategy);
    case "canary":
      return deployCanary(parts, strategy);
  }
}

function partsOf(parent: pulumi.Resource, name: string, args: WorkloadArgs, spec: ResolvedWorkload): WorkloadParts {
  const { system, namespace, component } = args;
  const id: Identity = { system, component };
  const labels = objectLabels(id, {
    ...(spec.guideName !== undefined && { [guideNameLabel]: spec.guideName }),
    ...spec.labels,
  });
  const metadata = { name: component, namespace, labels };
  const config = new ConfigMap(`${name}-config`, { metadata, data: { ...spec.env } }, { parent });
  const files = spec.files.map(
    (mount) =>
      new ConfigMap(
        `${name}-${mount.name}`,
        { metadata: { ...metadata, name: mount.name }, data: { ...mount.files } },
        { parent },
      ),
  );
  const annotations = spec.podIdentity?.accountAnnotations;
  const account = new ServiceAccount(
    `${name}-account`,
    { metadata: { ...metadata, ...(annotations && { annotations }) }, automountServiceAccountToken: false },
    { parent },
  );
  const refs = {
    configMap: onceMade(config, component),
    serviceAccount: onceMade(account, component),
    checksum: pulumi.output([spec.env, spec.files, spec.restartOn]).apply(checksum),
  };
  return {
    parent,
    name,
    component,
    namespace,
    labels,
    before: files,
    selector: { ...selectorLabels(id), ...spec.labels },
    spec,
    template: (version) => podTemplate(id, spec, args, refs, version),
  };
}

function checksum(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
