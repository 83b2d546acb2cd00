import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { assertDnsLabel } from "../core/names.ts";
import { objectLabels } from "../core/labels.ts";
import { objectiveAnnotations, type Objectives } from "../core/objectives.ts";
import { mebibytes, millicores } from "../core/quantities.ts";
import { deployerBinding } from "../platform/deployer.ts";
import { type Mesh, meshLabels } from "../platform/mesh.ts";
import { podSecurityLabels } from "../platform/pod-security.ts";
import { strictMesh } from "./mesh.ts";
import type { Resources } from "./spec.ts";

/** Most that the pods of a namespace may ask for together; Kubernetes quantities. */
export interface Quota {
  readonly pods: number;
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
  readonly volumes: number;
}

/** Pods of preparations, and of jobs made by hand, that a quota leaves room for besides the services. */
const jobPods = 4;

/**
 * A quota that fits a number of equal containers, and jobs beside them.
 *
 * @param pods Most pods of the services at once, a rolling update's surge included.
 */
export function quotaFor(pods: number, container: Resources, volumes: number): Quota {
  const room = pods + jobPods;
  const times = (size: { cpu: string; memory: string }) => ({
    cpu: `${millicores(size.cpu) * room}m`,
    memory: `${mebibytes(size.memory) * room}Mi`,
  });
  return { pods: room, requests: times(container.requests), limits: times(container.limits), volumes: volumes * 2 };
}

export interface SystemNamespaceArgs {
  readonly system: string;
  /** @default - the system's name */
  readonly name?: string;
  readonly quota: Quota;
  /** How its pods reach each other; in a mesh they take nothing but mutual TLS (FTE-012, ECO-007, ONB-009). @default "off" */
  readonly mesh?: Mesh;
  /** What the system promises; annotations tell everybody who looks at it, policies among them. @default - nothing */
  readonly objectives?: Objectives;
}

/** A system's namespace: `restricted` Pod Security enforced, a quota, and defaults for containers that state no size. */
export class SystemNamespace extends pulumi.ComponentResource {
  static readonly token = "plumbline:workload:SystemNamespace";
  /** Name of the namespace. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: SystemNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const system = assertDnsLabel(`system ${args.system}`, "name", args.system);
    const object = assertDnsLabel(`system ${system}`, "namespace", args.name ?? system);
    super(SystemNamespace.token, name, args, opts);
    const labels = objectLabels({ system, component: "namespace" });
    const namespace = new Namespace(
      name,
      {
        metadata: {
          name: object,
          ...(args.objectives && { annotations: objectiveAnnotations(args.objectives) }),
          labels: { ...labels, ...podSecurityLabels("restricted"), ...meshLabels(args.mesh ?? "off") },
        },
      },
      { parent: this },
    );
    this.namespace = onceMade(namespace, object);
    deployerBinding(this, `${name}-deployer`, { system, namespace: this.namespace });
    if (args.mesh === "istio") strictMesh(this, `${name}-mesh`, { system, namespace: this.namespace });
    const metadata = { name: object, namespace: this.namespace, labels };
    const { quota } = args;
    new ResourceQuota(
      `${name}-quota`,
      {
        metadata,
        spec: {
          hard: {
            pods: String(quota.pods),
            "requests.cpu": quota.requests.cpu,
            "requests.memory": quota.requests.memory,
            "limits.cpu": quota.limits.cpu,
            "limits.memory": quota.limits.memory,
            persistentvolumeclaims: String(quota.volumes),
            "services.nodeports": "0",
          },
        },
      },
      { parent: this },
    );
    new LimitRange(
      `${name}-limits`,
      {
        metadata,
        spec: {
          limits: [
            {
              type: "Container",
              defaultRequest: { cpu: "100m", memory: "128Mi" },
              default: { cpu: "500m", memory: "256Mi" },
            },
          ],
        },
      },
      { parent: this },
    );
    this.registerOutputs({ namespace: this.namespace });
  }
}
