import { charts } from "../catalogue.ts";
import { platformSecrets } from "../secrets.ts";
import type { PlatformSettings } from "../settings.ts";
import { ofAccount, ofPods, resources, restrictedContainerValues, restrictedPodValues, type Values } from "./value.ts";

const controller = resources("100m", "256Mi", { cpu: "1", memory: "512Mi" });

export function externalSecrets({ sizes, identities }: PlatformSettings): Values {
  const image = { tag: charts["external-secrets"].app };
  const common = { image, resources: resources("50m", "128Mi", { cpu: "500m", memory: "256Mi" }) };
  return {
    ...common,
    installCRDs: true,
    replicaCount: sizes.controllers,
    leaderElect: true,
    webhook: { ...common, replicaCount: sizes.controllers },
    certController: { ...common, replicaCount: sizes.controllers },
    serviceMonitor: { enabled: true },
    // It asks for tokens of its account itself: its pods need none.
    ...(identities["external-secrets"] && { serviceAccount: ofAccount(identities["external-secrets"]) }),
  };
}

/** Watches Secrets alone, and replaces the pods of those who ask for it; a Rollout says how in its annotations. */
export function reloader({ sizes }: PlatformSettings): Values {
  return {
    reloader: {
      isArgoRollouts: true,
      ignoreConfigMaps: true,
      ignoreJobs: true,
      ignoreCronJobs: true,
      // Another variable would be a field that the program has as well.
      reloadStrategy: "annotations",
      enableHA: sizes.controllers > 1,
      readOnlyRootFileSystem: true,
      deployment: {
        replicas: sizes.controllers,
        securityContext: restrictedPodValues,
        containerSecurityContext: restrictedContainerValues,
        resources: resources("10m", "64Mi", { cpu: "200m", memory: "256Mi" }),
      },
    },
  };
}

export function cloudNativePg({ sizes }: PlatformSettings): Values {
  return {
    crds: { create: true },
    replicaCount: sizes.controllers,
    resources: controller,
    monitoring: { podMonitorEnabled: true },
  };
}

export function barmanCloud({ sizes }: PlatformSettings): Values {
  return { crds: { create: true }, replicaCount: sizes.controllers, resources: controller };
}

export function strimzi({ sizes }: PlatformSettings): Values {
  return {
    replicas: sizes.controllers,
    watchAnyNamespace: true,
    // The systems' own policies say who may talk to whom.
    generateNetworkPolicy: false,
    resources: resources("200m", "512Mi", { cpu: "1", memory: "768Mi" }),
    podSecurityContext: restrictedPodValues,
    securityContext: restrictedContainerValues,
  };
}

/** Where the topology operator finds the cluster's own authority, which signs the brokers' certificates. */
const trustedAuthority = "/etc/ssl/certs/internal-authority.crt";

export function rabbitmq({ sizes }: PlatformSettings): Values {
  const { name, key } = platformSecrets.authority;
  return {
    clusterOperator: { replicaCount: sizes.controllers, resources: controller },
    msgTopologyOperator: {
      replicaCount: sizes.controllers,
      resources: controller,
      extraVolumes: [{ name: "authority", secret: { secretName: name } }],
      extraVolumeMounts: [{ name: "authority", mountPath: trustedAuthority, subPath: key, readOnly: true }],
    },
    useCertManager: true,
  };
}

export function mongodb(): Values {
  return {
    "community-operator-crds": { enabled: true },
    operator: {
      watchNamespace: "*",
      resources: resources("100m", "200Mi", { cpu: "1", memory: "1Gi" }),
      podSecurityContext: { ...restrictedPodValues, runAsUser: 2000 },
      securityContext: restrictedContainerValues,
    },
    // The stores bring accounts of their own, with less rights.
    createResource: false,
  };
}

export function eck({ sizes }: PlatformSettings): Values {
  return {
    installCRDs: true,
    replicaCount: sizes.controllers,
    resources: resources("100m", "150Mi", { cpu: "1", memory: "1Gi" }),
    podSecurityContext: restrictedPodValues,
    securityContext: restrictedContainerValues,
    telemetry: { disabled: true },
  };
}

/** Plugins of Velero by the kind of object storage. */
const veleroPlugins = {
  aws: "velero/velero-plugin-for-aws:v1.14.3",
  azure: "velero/velero-plugin-for-microsoft-azure:v1.14.2",
} as const;

export function velero({ backups, identities }: PlatformSettings): Values {
  const user = { runAsUser: 65_534, runAsGroup: 65_534, fsGroup: 65_534 };
  return {
    image: { tag: charts.velero.app },
    resources: resources("200m", "256Mi", { cpu: "1", memory: "1Gi" }),
    podSecurityContext: { ...restrictedPodValues, ...user },
    containerSecurityContext: restrictedContainerValues,
    // The place of the backups is an object of the program's own, and the cloud's identity or that object has the credential.
    backupsEnabled: false,
    snapshotsEnabled: false,
    credentials: { useSecret: false },
    // Volumes are backed up by what owns them; an agent on each node would need the node's paths.
    deployNodeAgent: false,
    // Helm installs the definitions, and no job with rights over all of them is left behind.
    upgradeCRDs: false,
    cleanUpCRDs: false,
    metrics: { enabled: true, serviceMonitor: { enabled: true } },
    ...(identities.velero && { serviceAccount: { server: ofAccount(identities.velero) } }),
    ...ofPods(identities.velero),
    ...(backups && {
      initContainers: [
        {
          name: `plugin-${backups.provider}`,
          image: veleroPlugins[backups.provider],
          imagePullPolicy: "IfNotPresent",
          securityContext: restrictedContainerValues,
          volumeMounts: [{ name: "plugins", mountPath: "/target" }],
        },
      ],
    }),
  };
}
