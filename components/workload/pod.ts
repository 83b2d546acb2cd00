import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Image, imageReference } from "../core/images.ts";
import { scrapeAnnotations } from "./metrics.ts";
import {
  configChecksum,
  type Identity,
  javaVersion,
  type Labels,
  objectLabels,
  selectorLabels,
} from "../core/labels.ts";
import { restrictedContainer, restrictedPod } from "./security.ts";
import { inZones, type VersionHash, zoneSpreadConstraints } from "./spread.ts";
import { volumeMountsOf, volumesOf } from "./volumes.ts";
import type { ProbeSpec, ResolvedWorkload, WorkloadContext } from "./spec.ts";

type PodTemplate = types.input.core.v1.PodTemplateSpec;

/** What one version of a workload has of its own. */
export interface PodVersion {
  readonly image: Image;
  /** Labels of this version's pods alone, such as the colour. */
  readonly labels: Labels;
  /** Variables of this version alone. */
  readonly env: Readonly<Record<string, string>>;
  /** Label with which the controller tells revisions apart. @default "pod-template-hash" */
  readonly hash?: VersionHash;
}

/** Objects that a pod refers to by name. */
export interface PodReferences {
  readonly configMap: pulumi.Input<string>;
  readonly serviceAccount: pulumi.Input<string>;
  /** Checksum of everything that the pod reads only at its start. */
  readonly checksum: pulumi.Input<string>;
}

/** The pod of a stateless workload. */
export function podTemplate(
  id: Identity,
  spec: ResolvedWorkload,
  context: WorkloadContext,
  refs: PodReferences,
  version: PodVersion,
): PodTemplate {
  const labels = objectLabels(id, {
    "app.kubernetes.io/version": version.image.tag,
    ...spec.labels,
    ...version.labels,
  });
  return {
    metadata: {
      labels: { ...labels, ...spec.podIdentity?.podLabels },
      annotations: {
        [configChecksum]: refs.checksum,
        ...(spec.javaVersion !== undefined && { [javaVersion]: String(spec.javaVersion) }),
        ...scrapeAnnotations(spec.metrics, spec.ports),
      },
    },
    spec: {
      serviceAccountName: refs.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: spec.terminationGraceSeconds,
      securityContext: restrictedPod(spec.userId, spec.groupId),
      topologySpreadConstraints: zoneSpreadConstraints(
        { ...selectorLabels(id), ...version.labels },
        context.zoneSpread,
        version.hash,
      ),
      ...(context.zones && { affinity: inZones(context.zones) }),
      containers: [container(spec, refs, version)],
      volumes: volumesOf(spec),
    },
  };
}

function container(spec: ResolvedWorkload, refs: PodReferences, version: PodVersion): types.input.core.v1.Container {
  return {
    name: spec.container,
    image: imageReference(version.image),
    imagePullPolicy: "IfNotPresent",
    ports: Object.entries(spec.ports).map(([name, { port }]) => ({ name, containerPort: port, protocol: "TCP" })),
    envFrom: [{ configMapRef: { name: refs.configMap } }],
    env: environment(spec, version),
    resources: spec.resources,
    startupProbe: probe({ periodSeconds: 5, failureThreshold: 30, ...spec.probes.startup }),
    readinessProbe: probe(spec.probes.readiness),
    livenessProbe: probe(spec.probes.liveness),
    lifecycle: { preStop: { sleep: { seconds: spec.preStopSeconds } } },
    securityContext: restrictedContainer(),
    volumeMounts: volumeMountsOf(spec),
  };
}

function environment(spec: ResolvedWorkload, version: PodVersion): types.input.core.v1.EnvVar[] | undefined {
  const variables = [
    ...Object.entries(version.env).map(([name, value]) => ({ name, value })),
    ...Object.entries(spec.secretEnv).map(([name, { secret, key }]) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
    // Last, as a variable may only contain those before it.
    ...Object.entries(spec.composedEnv ?? {}).map(([name, value]) => ({ name, value })),
  ];
  return variables.length === 0 ? undefined : variables;
}

function probe(spec: ProbeSpec): types.input.core.v1.Probe {
  return {
    httpGet: { path: spec.path, port: spec.port },
    periodSeconds: spec.periodSeconds ?? 10,
    timeoutSeconds: spec.timeoutSeconds ?? 3,
    failureThreshold: spec.failureThreshold ?? 3,
    initialDelaySeconds: spec.initialDelaySeconds,
  };
}
