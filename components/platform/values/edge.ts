import type { PlatformSettings } from "../settings.ts";
import { ofAccount, ofPods, resources, restrictedContainerValues, restrictedPodValues, type Values } from "./value.ts";

export function envoyGateway({ sizes }: PlatformSettings): Values {
  return {
    deployment: {
      replicas: sizes.controllers,
      envoyGateway: { resources: resources("100m", "256Mi", { cpu: "1", memory: "1Gi" }) },
    },
    podDisruptionBudget: { minAvailable: sizes.controllers - 1 },
  };
}

export function certManager({ sizes, identities }: PlatformSettings): Values {
  const limits = resources("50m", "128Mi", { cpu: "500m", memory: "512Mi" });
  return {
    crds: { enabled: true, keep: true },
    replicaCount: sizes.controllers,
    podDisruptionBudget: { enabled: sizes.controllers > 1, maxUnavailable: 1 },
    // Answers to challenges go through the routes of the Gateway API.
    config: {
      apiVersion: "controller.config.cert-manager.io/v1alpha1",
      kind: "ControllerConfiguration",
      enableGatewayAPI: true,
    },
    // Asks the cluster's DNS whether a challenge is in its zone: the networks of regions let nobody out to name servers of the internet.
    dns01RecursiveNameserversOnly: true,
    resources: limits,
    webhook: { replicaCount: sizes.controllers, resources: limits },
    cainjector: { replicaCount: sizes.controllers, resources: limits },
    prometheus: { enabled: true, servicemonitor: { enabled: true } },
    ...(identities["cert-manager"] && { serviceAccount: ofAccount(identities["cert-manager"]) }),
    ...ofPods(identities["cert-manager"]),
  };
}

/** Plugin that lets a canary shift the weights of an HTTPRoute; held to its checksum when the controller fetches it. */
export const trafficPlugin = {
  name: "argoproj-labs/gatewayAPI",
  version: "v0.17.0",
  sha256: "1904ca787d33107c140521899d61fff030ee75d99908bd175fca5a4647759061",
} as const;

export function argoRollouts({ sizes }: PlatformSettings): Values {
  const { name, version, sha256 } = trafficPlugin;
  const releases = "https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download";
  return {
    installCRDs: true,
    keepCRDs: true,
    controller: {
      replicas: sizes.controllers,
      resources: resources("100m", "128Mi", { cpu: "500m", memory: "512Mi" }),
      trafficRouterPlugins: [{ name, location: `${releases}/${version}/gatewayapi-plugin-linux-amd64`, sha256 }],
      metrics: { enabled: true, serviceMonitor: { enabled: true } },
    },
    providerRBAC: { enabled: true, providers: { gatewayAPI: true } },
    podSecurityContext: restrictedPodValues,
    containerSecurityContext: restrictedContainerValues,
    dashboard: { enabled: false },
  };
}

export function metricsServer({ sizes }: PlatformSettings): Values {
  return {
    replicas: sizes.controllers,
    podDisruptionBudget: { enabled: sizes.controllers > 1, maxUnavailable: 1 },
    resources: resources("100m", "200Mi", { cpu: "500m", memory: "512Mi" }),
  };
}
