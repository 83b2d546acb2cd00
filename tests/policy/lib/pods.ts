import type { PodType } from "../../../policy/lib/kubernetes/pods.ts";
import type { Json } from "../../../policy/lib/violation.ts";

type JsonObject = Readonly<Record<string, Json>>;

const image = `registry.example.com/app:1.4.2@sha256:${"0123456789abcdef".repeat(4)}`;

function container(name: string): JsonObject {
  return {
    name,
    image,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
  };
}

const resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } };

/** A pod's spec that keeps every rule. */
export function goodPod(): JsonObject {
  return {
    serviceAccountName: "app",
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        ...container("app"),
        resources,
        args: ["serve", "--port=8080"],
        ports: [{ name: "http", containerPort: 8080 }],
        env: [
          { name: "LOG_LEVEL", value: "WARNING" },
          { name: "DB_PASSWORD_FILE", value: "/etc/db/password" },
        ],
        readinessProbe: { httpGet: { path: "/ready", port: "http" } },
        livenessProbe: { httpGet: { path: "/live", port: "http" }, failureThreshold: 6 },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      },
    ],
    initContainers: [{ ...container("wait"), resources }],
    ephemeralContainers: [container("debug")],
    volumes: [{ name: "tmp", emptyDir: {} }],
    topologySpreadConstraints: [
      { topologyKey: "topology.kubernetes.io/zone", maxSkew: 1, labelSelector: { matchLabels: { app: "app" } } },
    ],
  };
}

const bounded = { backoffLimit: 3, activeDeadlineSeconds: 1200 };
const regular = {
  schedule: "0 2 * * *",
  concurrencyPolicy: "Forbid",
  startingDeadlineSeconds: 3600,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 3,
};
const canary = {
  progressDeadlineAbort: true,
  strategy: {
    canary: { analysis: { templates: [{ templateName: "app" }] }, steps: [{ setWeight: 10 }, { setWeight: 50 }] },
  },
};
const ownerReferences = [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "app", uid: "1" }];

/** A resource of a type around a pod's spec, and the path of the spec in it. */
export function podAt(
  type: PodType,
  spec: JsonObject,
  annotations: JsonObject = {},
): { readonly props: JsonObject; readonly path: string } {
  const labels = {
    "app.kubernetes.io/name": "app",
    "app.kubernetes.io/part-of": "app",
    "app.kubernetes.io/managed-by": "plumbline",
    "plumbline.dev/owner": "app",
  };
  const metadata = { name: "app", namespace: "app", labels };
  const [apiVersion = "", kind = ""] = type.replace("kubernetes:", "").replace("core/", "").split(":");
  const template = { metadata: { labels: { app: "app" }, annotations }, spec };
  const object = (own: JsonObject): JsonObject => ({ apiVersion, kind, metadata, ...own });
  switch (kind) {
    case "Pod":
      return { props: object({ metadata: { ...metadata, annotations, ownerReferences }, spec }), path: "spec" };
    case "CronJob":
      return {
        props: object({ spec: { ...regular, jobTemplate: { spec: { ...bounded, template } } } }),
        path: "spec.jobTemplate.spec.template.spec",
      };
    case "Job":
      return { props: object({ spec: { ...bounded, template } }), path: "spec.template.spec" };
    case "Rollout":
      return { props: object({ spec: { ...canary, template } }), path: "spec.template.spec" };
    default:
      return { props: object({ spec: { template } }), path: "spec.template.spec" };
  }
}
