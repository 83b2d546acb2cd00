import { charts } from "../catalogue.ts";
import type { PlatformSettings } from "../settings.ts";
import { resources, restrictedContainerValues, restrictedPodValues, type Values } from "./value.ts";

const { namespace } = charts["cluster-autoscaler"];

/** Asks for nodes when a pod finds no room, and gives back those that are not needed. It finds the groups by the tags that EKS gives them. */
export function clusterAutoscaler({ sizes, nodeScaling }: PlatformSettings): Values {
  return {
    cloudProvider: "aws",
    ...(nodeScaling && {
      awsRegion: nodeScaling.region,
      autoDiscovery: { clusterName: nodeScaling.clusterName },
    }),
    fullnameOverride: "cluster-autoscaler",
    replicaCount: sizes.controllers,
    podDisruptionBudget: { maxUnavailable: 1 },
    rbac: { serviceAccount: { name: "cluster-autoscaler" } },
    extraArgs: {
      // A group in each zone: they stay as large as each other, as pods that are spread over zones need it.
      "balance-similar-node-groups": true,
      // What pods keep on a node is their /tmp; what is to last is on a volume.
      "skip-nodes-with-local-storage": false,
      // Those of kube-system have disruption budgets, or run on every node.
      "skip-nodes-with-system-pods": false,
    },
    securityContext: { ...restrictedPodValues, runAsUser: 65_534, runAsGroup: 65_534 },
    containerSecurityContext: restrictedContainerValues,
    resources: resources("100m", "256Mi", { cpu: "500m", memory: "768Mi" }),
    serviceMonitor: { enabled: true, namespace, interval: "30s" },
  };
}
