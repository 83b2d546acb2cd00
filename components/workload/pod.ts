import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference } from "../core/images.ts";
import { configChecksum, objectLabels, selectorLabels, type Identity } from "../core/labels.ts";
import { restrictedContainer, restrictedPod } from "./security.ts";
import { zoneSpreadConstraints } from "./spread.ts";
import type { ProbeSpec, ResolvedWorkload, WorkloadContext } from "./spec.ts";

type PodTemplate = types.input.core.v1.PodTemplateSpec;

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
): PodTemplate {
  const labels = objectLabels(id, { "app.kubernetes.io/version": spec.image.tag });
  return {
    metadata: { labels, annotations: { [configChecksum]: refs.checksum } },
    spec: {
      serviceAccountName: refs.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: spec.terminationGraceSeconds,
      securityContext: restrictedPod(spec.userId),
      topologySpreadConstraints: zoneSpreadConstraints(selectorLabels(id), context.zoneSpread),
      containers: [container(id, spec, refs)],
      volumes: [
        ...spec.writable.map((path) => ({ name: writableName(path), emptyDir: { sizeLimit: "256Mi" } })),
        ...spec.secretMounts.map((mount) => ({
          name: mount.name,
          secret: {
            secretName: mount.secret,
            defaultMode: 0o440,
            ...(mount.keys && { items: mount.keys.map((key) => ({ key, path: key })) }),
          },
        })),
      ],
    },
  };
}

function container(id: Identity, spec: ResolvedWorkload, refs: PodReferences): types.input.core.v1.Container {
  return {
    name: id.component,
    image: imageReference(spec.image),
    imagePullPolicy: "IfNotPresent",
    ports: Object.entries(spec.ports).map(([name, { port }]) => ({ name, containerPort: port, protocol: "TCP" })),
    envFrom: [{ configMapRef: { name: refs.configMap } }],
    resources: spec.resources,
    startupProbe: probe({ periodSeconds: 5, failureThreshold: 30, ...spec.probes.startup }),
    readinessProbe: probe(spec.probes.readiness),
    livenessProbe: probe(spec.probes.liveness),
    lifecycle: { preStop: { sleep: { seconds: spec.preStopSeconds } } },
    securityContext: restrictedContainer(),
    volumeMounts: [
      ...spec.writable.map((mountPath) => ({ name: writableName(mountPath), mountPath })),
      ...spec.secretMounts.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
    ],
  };
}

function probe(spec: ProbeSpec): types.input.core.v1.Probe {
  return {
    httpGet: { path: spec.path, port: spec.port },
    periodSeconds: spec.periodSeconds ?? 10,
    timeoutSeconds: spec.timeoutSeconds ?? 3,
    failureThreshold: spec.failureThreshold ?? 3,
  };
}

const writableName = (path: string) => `writable${path.replaceAll("/", "-").toLowerCase()}`;
