import {
  ApiException,
  AuthorizationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  type KubeConfig,
  StorageV1Api,
  V1SelfSubjectAccessReview,
  VersionApi,
} from "@kubernetes/client-node";
import { z } from "zod";
import type { ClusterView } from "./cluster.ts";

const kubelet = z.object({
  kubeletconfig: z.object({ containerLogMaxSize: z.string(), containerLogMaxFiles: z.number() }),
});
const issuer = z.object({
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })) }).optional(),
});

/** A real cluster, by a kubeconfig whose current context is the stack's. */
export function clusterView(config: KubeConfig): ClusterView {
  const core = config.makeApiClient(CoreV1Api);
  const authorization = config.makeApiClient(AuthorizationV1Api);
  const storage = config.makeApiClient(StorageV1Api);
  const custom = config.makeApiClient(CustomObjectsApi);
  const versions = config.makeApiClient(VersionApi);
  return {
    version: async () => {
      const { major, minor } = await versions.getCode();
      return `${major}.${minor}`;
    },
    allowed: async ({ verb, group, resource, namespace }) => {
      const resourceAttributes = { verb, group, resource, ...(namespace !== undefined && { namespace }) };
      const body = Object.assign(new V1SelfSubjectAccessReview(), { spec: { resourceAttributes } });
      return (await authorization.createSelfSubjectAccessReview({ body })).status?.allowed ?? false;
    },
    nodes: async () => {
      const { items } = await core.listNode();
      return items.map(({ metadata, status }) => ({
        name: metadata?.name ?? "",
        zone: metadata?.labels?.["topology.kubernetes.io/zone"],
        capacity: status?.capacity ?? {},
      }));
    },
    logRotation: async (name) => {
      try {
        const answer: unknown = await core.connectGetNodeProxyWithPath({ name, path: "configz" });
        const says = kubelet.safeParse(typeof answer === "string" ? JSON.parse(answer) : answer);
        return says.success ? says.data.kubeletconfig : undefined;
      } catch (error) {
        // No kubelet behind the node, or none that this user may ask.
        if (error instanceof ApiException || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    hasVolumeDriver: async (name) => {
      if ((await orNothing(storage.readCSIDriver({ name }))) !== undefined) return true;
      return (await storage.listStorageClass()).items.some(({ provisioner }) => provisioner === name);
    },
    issuerIsReady: async (name) => {
      const group = "cert-manager.io";
      const answer: unknown = await orNothing(
        custom.getClusterCustomObject({ group, version: "v1", plural: "clusterissuers", name }),
      );
      if (answer === undefined) return undefined;
      const { status } = issuer.parse(answer);
      return status?.conditions.some((condition) => condition.type === "Ready" && condition.status === "True") ?? false;
    },
  };
}

async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return undefined;
    throw error;
  }
}
