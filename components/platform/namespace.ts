import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import type * as pulumi from "@pulumi/pulumi";
import { domain, objectLabels } from "../core/labels.ts";
import type { PlatformNamespace } from "./namespaces.ts";
import { type Mesh, meshLabels } from "./mesh.ts";
import { podSecurityLabels } from "./pod-security.ts";

/** Annotation with the reason for a namespace that allows more than `restricted`. */
const reasonAnnotation = `${domain}/pod-security-because`;

/** A namespace of the platform: its Pod Security level, a quota, and sizes for containers that state none. */
export function platformNamespace(
  parent: pulumi.Resource,
  name: string,
  namespace: string,
  entry: PlatformNamespace,
  mesh: Mesh,
): pulumi.Resource[] {
  const labels = objectLabels({ system: "platform", component: "namespace" });
  const made = new Namespace(
    name,
    {
      metadata: {
        name: namespace,
        labels: {
          ...labels,
          ...podSecurityLabels(entry.podSecurity),
          ...(entry.callsSystems && meshLabels(mesh)),
        },
        ...(entry.because !== undefined && { annotations: { [reasonAnnotation]: entry.because } }),
      },
    },
    { parent },
  );
  const metadata = { name: "platform", namespace: made.metadata.name, labels };
  const quota = new ResourceQuota(
    `${name}-quota`,
    {
      metadata,
      spec: {
        hard: {
          pods: String(entry.pods),
          persistentvolumeclaims: String(entry.volumes),
          "services.nodeports": String(entry.nodePorts ?? 0),
        },
      },
    },
    { parent },
  );
  const limits = new LimitRange(
    `${name}-limits`,
    {
      metadata,
      spec: {
        limits: [
          {
            type: "Container",
            defaultRequest: { cpu: "50m", memory: "64Mi" },
            default: { cpu: "500m", memory: "256Mi" },
          },
        ],
      },
    },
    { parent },
  );
  return [made, quota, limits];
}
