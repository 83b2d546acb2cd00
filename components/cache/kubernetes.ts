import type { types } from "@pulumi/kubernetes";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { thirdPartyImages } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { configChecksum, guideNameLabel, objectLabels, selectorLabels } from "../core/labels.ts";
import { serverCertificate } from "../identity/certificates.ts";
import { GeneratedSecret } from "../secret-store/generated-secret.ts";
import { restrictedPod } from "../workload/security.ts";
import { otherZoneThan } from "../workload/spread.ts";
import { redisConf, type RedisConfig, redisPaths } from "./redis-config.ts";
import { redisContainers, redisScripts, redisUser, serverContainer } from "./redis-pod.ts";
import type { CacheOutputs, CacheSpec, ReplicationSource } from "./spec.ts";

/** Port of every Redis node (CAP-004, CAP-055). */
export const redisPort = 6379;

/** One Redis node as a StatefulSet with an append-only file on its own volume. */
export function kubernetesCache(parent: pulumi.Resource, name: string, spec: CacheSpec): CacheOutputs {
  const { system, component, namespace } = spec;
  const id = { system, component };
  const labels = objectLabels(id, {
    "app.kubernetes.io/version": thirdPartyImages.redis.tag,
    ...(spec.guideName !== undefined && { [guideNameLabel]: spec.guideName }),
  });
  const metadata = { name: component, namespace, labels };
  const opts = { parent };
  const host = pulumi.interpolate`${component}.${namespace}.svc.cluster.local`;

  const auth = new GeneratedSecret(
    `${name}-auth`,
    { identity: id, namespace, secretName: `${component}-auth`, key: "password", version: spec.passwordVersion },
    (password) => ({
      "auth.conf": pulumi.interpolate`requirepass ${password}\n`,
      // For the nodes that replicate from this one.
      "source.conf": pulumi.interpolate`masterauth ${password}\n`,
    }),
    opts,
  );
  const tls = serverCertificate(parent, `${name}-certificate`, {
    identity: id,
    namespace,
    issuer: spec.issuer,
    secretName: `${component}-tls`,
    hosts: [
      component,
      pulumi.interpolate`${component}.${namespace}`,
      pulumi.interpolate`${component}.${namespace}.svc`,
      host,
      "localhost",
    ],
  });
  const data = pulumi.output(spec.replicaOf?.host).apply((source) => ({
    "redis.conf": redisConf(redisPort, configOf(spec, source)),
    ...redisScripts(redisPort, spec.maxClients),
  }));
  const config = new ConfigMap(`${name}-config`, { metadata, data }, opts);
  const account = new ServiceAccount(`${name}-account`, { metadata, automountServiceAccountToken: false }, opts);
  const service = new Service(
    `${name}-service`,
    {
      metadata,
      // Headless: there is one pod, and clients of a store want its own address.
      spec: {
        clusterIP: "None",
        selector: selectorLabels(id),
        ports: [{ name: "redis", port: redisPort, targetPort: "redis", protocol: "TCP" }],
      },
    },
    opts,
  );
  new StatefulSet(
    name,
    {
      metadata,
      spec: {
        replicas: 1,
        serviceName: onceMade(service, metadata.name),
        selector: { matchLabels: selectorLabels(id) },
        updateStrategy: { type: "RollingUpdate" },
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: spec.protect ? "Retain" : "Delete",
          whenScaled: "Retain",
        },
        template: {
          metadata: {
            labels,
            annotations: {
              [configChecksum]: pulumi.output(data).apply((files) => checksum(files, spec.passwordVersion)),
            },
          },
          spec: {
            serviceAccountName: onceMade(account, metadata.name),
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            // Time to write the append-only file to disk after SIGTERM.
            terminationGracePeriodSeconds: 60,
            securityContext: restrictedPod(redisUser.user, redisUser.group),
            ...(spec.apartFrom.length > 0 && {
              affinity: otherZoneThan(system, spec.apartFrom, spec.zoneSpread),
            }),
            containers: redisContainers(redisPort, spec.resources, spec.replicaOf !== undefined),
            volumes: [
              { name: "config", configMap: { name: onceMade(config, metadata.name), defaultMode: 0o555 } },
              { name: "auth", secret: { secretName: auth.reference.name, defaultMode: 0o440 } },
              ...(spec.replicaOf === undefined ? [] : [sourceVolume(spec.replicaOf)]),
              { name: "tls", secret: { secretName: tls.name, defaultMode: 0o440 } },
              { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
            ],
          },
        },
        volumeClaimTemplates: [volumeClaim(spec, id)],
      },
    },
    { parent, protect: spec.protect },
  );
  return {
    host,
    port: redisPort,
    auth: auth.reference,
    urlKey: "password",
    authority: { namespace: tls.namespace, name: tls.name, keys: ["ca.crt"] },
    network: { ports: { redis: { port: redisPort } }, calls: [] },
    container: serverContainer,
  };
}

function sourceVolume(source: ReplicationSource): types.input.core.v1.Volume {
  const items = [{ key: "source.conf", path: "source.conf" }];
  return { name: "source", secret: { secretName: source.auth.name, defaultMode: 0o440, items } };
}

function configOf(spec: CacheSpec, replicaOf: string | undefined): RedisConfig {
  return {
    maxClients: spec.maxClients,
    maxMemoryMi: spec.maxMemoryMi,
    eviction: spec.eviction,
    slowLogMicroseconds: 10_000,
    replicaOf,
  };
}

function volumeClaim(
  spec: CacheSpec,
  id: { system: string; component: string },
): types.input.core.v1.PersistentVolumeClaim {
  return {
    metadata: { name: "data", labels: selectorLabels(id) },
    spec: {
      accessModes: ["ReadWriteOnce"],
      ...(spec.storageClass !== undefined && { storageClassName: spec.storageClass }),
      resources: { requests: { storage: spec.volume } },
    },
  };
}

function checksum(files: Record<string, string>, passwordVersion: number): string {
  return createHash("sha256")
    .update(JSON.stringify([files, passwordVersion, redisPaths]))
    .digest("hex");
}
