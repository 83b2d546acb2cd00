import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { domain, objectLabels } from "../core/labels.ts";
import { Network } from "../workload/network.ts";
import { flows, type PlatformNode, type PlatformOption } from "./flows.ts";
import type { NamespaceName, PlatformNamespace } from "./namespaces.ts";
import { meshLabels } from "./mesh.ts";
import { podSecurityLabels } from "./pod-security.ts";
import type { PlatformSettings } from "./settings.ts";

/** Annotation with the reason for a namespace that allows more than `restricted`. */
const reasonAnnotation = `${domain}/pod-security-because`;

/** Parts that a stack may do without. */
export type PlatformOptions = Pick<PlatformSettings, "mesh" | "logArchive" | "storeNetworks">;

/** A namespace of the platform: its Pod Security level, its network, a quota, and sizes for containers that state none. */
export function platformNamespace(
  parent: pulumi.Resource,
  name: string,
  namespace: NamespaceName,
  entry: PlatformNamespace,
  options: PlatformOptions,
): pulumi.Resource[] {
  const { mesh } = options;
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
  const own = onceMade(made, namespace);
  const metadata = { name: "platform", namespace: own, labels };
  const network = new Network(
    `${name}-network`,
    {
      system: "platform",
      namespace: own,
      nodes: nodesOf(namespace, options),
      mesh: entry.callsSystems === true ? mesh : "off",
      // Operators and webhooks are called from outside of the mesh.
      authorized: false,
    },
    { parent },
  );
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
  return [made, network, quota, limits];
}

/** What runs in a namespace, less what the stack does without. */
function nodesOf(
  namespace: NamespaceName,
  { mesh, logArchive, storeNetworks }: PlatformOptions,
): Record<string, PlatformNode> {
  // By option, the networks of what is managed; none of it is there where there is nothing.
  const on: Readonly<Record<PlatformOption, readonly string[] | undefined>> = {
    mesh: mesh === "off" ? undefined : [],
    shipper: logArchive?.service === "s3" ? [] : undefined,
    archiver: logArchive?.service === "blob" ? logArchive.networks : undefined,
    stores: storeNetworks,
  };
  const nodes: Readonly<Record<string, PlatformNode>> = flows[namespace];
  return Object.fromEntries(
    Object.entries(nodes).flatMap(([name, node]): [string, PlatformNode][] => {
      if (node.option === undefined) return [[name, node]];
      const addresses = on[node.option];
      return addresses === undefined ? [] : [[name, node.managed ? { ...node, addresses } : node]];
    }),
  );
}
