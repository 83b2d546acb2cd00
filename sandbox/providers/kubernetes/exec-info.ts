import type { KubeConfig } from "@kubernetes/client-node";
import { z } from "zod";

/** The part of a user of a kubeconfig that asks a program for its credentials, and wants it to be told which cluster they are for. */
const asking = z.looseObject({
  provideClusterInfo: z.literal(true),
  apiVersion: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});

/** Tells the credential plugin of the current user about the cluster, if it wants to know: the client library does not do so. */
export function informPlugin(config: KubeConfig): void {
  const user = config.getCurrentUser();
  const cluster = config.getCurrentCluster();
  const plugin = asking.safeParse(user?.exec);
  if (!user || !cluster || !plugin.success) return;
  const info = {
    apiVersion: plugin.data.apiVersion,
    kind: "ExecCredential",
    spec: { interactive: false, cluster: { server: cluster.server, "certificate-authority-data": cluster.caData } },
  };
  const exec = {
    ...plugin.data,
    env: [...plugin.data.env, { name: "KUBERNETES_EXEC_INFO", value: JSON.stringify(info) }],
  };
  config.users = config.users.map((each) => (each.name === user.name ? { ...each, exec } : each));
}
