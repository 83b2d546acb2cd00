import type { types } from "@pulumi/kubernetes";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { restrictedContainer } from "../workload/security.ts";
import type { Resources } from "../workload/spec.ts";
import { pingScript, redisPaths, reloadScript, startScript } from "./redis-config.ts";

/** The `redis` user and group of the official Alpine image. */
export const redisUser = { user: 999, group: 1000 } as const;

/** Container of the server. */
export const serverContainer = "redis";

/** The scripts that a node's containers and probes run. */
export function redisScripts(port: number, maxClients: number): Record<string, string> {
  return {
    "start.sh": startScript(maxClients),
    "live.sh": pingScript(port, true),
    "ready.sh": pingScript(port, false),
    "reload.sh": reloadScript(port),
  };
}

/** The server, and beside it what makes it read a renewed certificate. */
export function redisContainers(port: number, resources: Resources, replica: boolean): types.input.core.v1.Container[] {
  return [
    {
      ...common(serverContainer, "start.sh"),
      ports: [{ name: "redis", containerPort: port, protocol: "TCP" }],
      resources,
      // Reading a large append-only file takes long, and a killed server starts over.
      startupProbe: scriptProbe("live.sh", 5, 120),
      livenessProbe: scriptProbe("live.sh", 10, 6),
      readinessProbe: scriptProbe("ready.sh", 5, 3),
      volumeMounts: [
        { name: "data", mountPath: redisPaths.data },
        ...(replica ? [{ name: "source", mountPath: redisPaths.source, readOnly: true }] : []),
        ...sharedMounts,
      ],
    },
    {
      ...common("certificate-reload", "reload.sh"),
      resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "100m", memory: "32Mi" } },
      volumeMounts: sharedMounts,
    },
  ];
}

const sharedMounts: types.input.core.v1.VolumeMount[] = [
  { name: "config", mountPath: redisPaths.config, readOnly: true },
  { name: "auth", mountPath: redisPaths.auth, readOnly: true },
  { name: "tls", mountPath: redisPaths.tls, readOnly: true },
  { name: "tmp", mountPath: "/tmp" },
];

function common(name: string, script: string): types.input.core.v1.Container {
  return {
    name,
    image: imageReference(thirdPartyImages.redis),
    imagePullPolicy: "IfNotPresent",
    command: [`${redisPaths.config}/${script}`],
    securityContext: restrictedContainer(),
  };
}

function scriptProbe(script: string, periodSeconds: number, failureThreshold: number): types.input.core.v1.Probe {
  return {
    exec: { command: [`${redisPaths.config}/${script}`] },
    periodSeconds,
    timeoutSeconds: 5,
    failureThreshold,
  };
}
