import { fluentBitConfig, maskScript } from "../fluent-bit.ts";
import { logStore } from "../log-store.ts";
import { platformSecrets } from "../secrets.ts";
import { resources, type Values } from "./value.ts";

const { logWriter, authority } = platformSecrets;

/** The collector on each node (FTE-044). It reads as root, since the logs are root's, and writes nothing but its position. */
export function fluentBit(): Values {
  const config = fluentBitConfig({
    host: logStore.host,
    port: logStore.port,
    authorityFile: `/authority/${authority.key}`,
  });
  return {
    kind: "DaemonSet",
    config,
    luaScripts: { "mask.lua": maskScript },
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
      { name: "position", hostPath: { path: "/var/lib/fluent-bit", type: "DirectoryOrCreate" } },
      { name: "authority", secret: { secretName: authority.name } },
    ],
    daemonSetVolumeMounts: [
      { name: "logs", mountPath: "/var/log", readOnly: true },
      { name: "position", mountPath: "/var/lib/fluent-bit" },
      { name: "authority", mountPath: "/authority", readOnly: true },
    ],
    resources: resources("100m", "128Mi", { cpu: "500m", memory: "256Mi" }),
    tolerations: [{ operator: "Exists" }],
  };
}
