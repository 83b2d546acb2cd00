import { configChecksum } from "../../core/labels.ts";
import { collectorArguments, collectorConfig, collectorFolder } from "../fluent-bit.ts";
import { authorityFolder, collectorChecksum } from "../log-collector.ts";
import { platformSecrets } from "../secrets.ts";
import type { PlatformSettings } from "../settings.ts";
import { resources, type Values } from "./value.ts";

const { logWriter, authority } = platformSecrets;

/** The collector on each node (FTE-044). It reads as root, since the logs are root's, and writes nothing but its position. */
export function fluentBit(settings: PlatformSettings): Values {
  return {
    kind: "DaemonSet",
    existingConfigMap: collectorConfig.name,
    args: collectorArguments,
    podAnnotations: { [configChecksum]: collectorChecksum(settings) },
    env: [
      { name: "LOG_USER", valueFrom: { secretKeyRef: { name: logWriter.name, key: logWriter.usernameKey } } },
      { name: "LOG_PASSWORD", valueFrom: { secretKeyRef: { name: logWriter.name, key: logWriter.passwordKey } } },
    ],
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
    daemonSetVolumes: [
      { name: "logs", hostPath: { path: "/var/log" } },
      { name: "position", hostPath: { path: collectorFolder, type: "DirectoryOrCreate" } },
      { name: "authority", secret: { secretName: authority.name } },
    ],
    daemonSetVolumeMounts: [
      { name: "logs", mountPath: "/var/log", readOnly: true },
      { name: "position", mountPath: collectorFolder },
      { name: "authority", mountPath: authorityFolder, readOnly: true },
    ],
    serviceMonitor: { enabled: true },
    resources: resources("100m", "128Mi", { cpu: "500m", memory: "256Mi" }),
    tolerations: [{ operator: "Exists" }],
  };
}
