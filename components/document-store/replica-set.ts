import type { types } from "@pulumi/kubernetes";
import type { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { objectLabels, selectorLabels } from "../core/labels.ts";
import { MongoDBCommunity, type MongoDBCommunityUser, type MongoDBCommunityUserRole } from "../crds/mongodb.ts";
import type { CertificateSecret } from "../identity/certificates.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";
import type { Resources } from "../workload/spec.ts";
import { indexPrivileges, indexRole, metricsUser, mongodbPorts, mongodbUser, mongodConfig } from "./mongodb-config.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/** Resources of the agent beside each server. */
const agentResources: Resources = {
  requests: { cpu: "100m", memory: "256Mi" },
  limits: { cpu: "500m", memory: "512Mi" },
};

/** Resources of the containers that copy a program into the pod, and end. */
const copyResources: Resources = {
  requests: { cpu: "50m", memory: "64Mi" },
  limits: { cpu: "200m", memory: "128Mi" },
};

/** A user as the operator makes it. */
export interface StoreUser {
  readonly name: string;
  /** Secret with the password under `password`. */
  readonly secret: SecretReference;
  readonly roles: readonly MongoDBCommunityUserRole[];
}

/** What the replica set is made with. */
export interface ReplicaSetParts {
  readonly users: readonly StoreUser[];
  /** Credential of Prometheus. */
  readonly metrics: SecretReference;
  readonly tls: CertificateSecret;
  readonly account: ServiceAccount;
  readonly keyFile: SecretReference | undefined;
}

/**
 * The replica set, named after the component: the operator makes the StatefulSet `COMPONENT` and the Service `COMPONENT-svc`. It passes no
 * retention of volumes on, so that they always outlive the set.
 */
export function replicaSet(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  parts: ReplicaSetParts,
): MongoDBCommunity {
  const { system, component, namespace, database } = spec;
  const { tag } = thirdPartyImages.mongo;
  const tls = { name: parts.tls.name };
  const metrics = { name: parts.metrics.name };
  return new MongoDBCommunity(
    name,
    {
      metadata: {
        name: component,
        namespace,
        labels: objectLabels({ system, component }, { "app.kubernetes.io/version": tag }),
      },
      spec: {
        type: "ReplicaSet",
        members: spec.members,
        // The image's tag without its distribution.
        version: tag.replace(/-.*$/, ""),
        security: {
          authentication: { modes: ["SCRAM-SHA-256"], ignoreUnknownUsers: false },
          tls: {
            enabled: true,
            optional: false,
            certificateKeySecretRef: tls,
            caCertificateSecretRef: tls,
          },
          roles: [{ role: indexRole, db: database, privileges: indexPrivileges(database), roles: [] }],
        },
        users: parts.users.map((user) => userOf(component, user)),
        prometheus: {
          username: metricsUser,
          passwordSecretRef: { ...metrics, key: "password" },
          port: mongodbPorts.metrics,
          tlsSecretKeyRef: tls,
        },
        additionalMongodConfig: mongodConfig(spec.resources.limits.memory),
        statefulSet: {
          metadata: { labels: objectLabels({ system, component }) },
          spec: {
            template: {
              metadata: { labels: objectLabels({ system, component }) },
              spec: podOverride(spec, parts),
            },
            volumeClaimTemplates: [
              volumeClaim(spec, "data-volume", spec.volume),
              volumeClaim(spec, "logs-volume", "2Gi"),
            ],
          },
        },
      },
    },
    { parent, protect: spec.protect, dependsOn: [parts.account] },
  );
}

function userOf(component: string, { name, secret, roles }: StoreUser): MongoDBCommunityUser {
  return {
    name,
    db: "admin",
    passwordSecretRef: { name: secret.name, key: "password" },
    scramCredentialsSecretName: `${component}-${name}`,
    // The operator's own form of the address; ours has the key that the applications read, and exists before the store does.
    connectionStringSecretName: `${component}-${name}-operator`,
    roles: [...roles],
  };
}

/** Merged into the operator's pods by name: what makes them pass `restricted`, and keeps them apart. */
function podOverride(spec: DocumentStoreSpec, { account, keyFile }: ReplicaSetParts): types.input.core.v1.PodSpec {
  const matchLabels = selectorLabels({ system: spec.system, component: spec.component });
  const restricted = (name: string, resources: Resources) => ({
    name,
    resources,
    securityContext: restrictedContainer(),
  });
  const key = keyFile && { name: "encryption-key", mountPath: spec.encryptionKeyFile?.mountPath ?? "", readOnly: true };
  return {
    serviceAccountName: onceMade(account, spec.component),
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    // Time to hand over to another member and to write a checkpoint.
    terminationGracePeriodSeconds: 120,
    securityContext: restrictedPod(mongodbUser),
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: spec.zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
        labelSelector: { matchLabels },
      },
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels },
      },
    ],
    initContainers: [
      restricted("mongod-posthook", copyResources),
      restricted("mongodb-agent-readinessprobe", copyResources),
    ],
    containers: [
      {
        ...restricted("mongod", spec.resources),
        image: imageReference(thirdPartyImages.mongo),
        ...(key && { volumeMounts: [key] }),
      },
      restricted("mongodb-agent", agentResources),
    ],
    ...(keyFile && {
      volumes: [
        {
          name: "encryption-key",
          secret: { secretName: keyFile.name, defaultMode: 0o400, items: [{ key: "key", path: "key" }] },
        },
      ],
    }),
  };
}

function volumeClaim(
  spec: DocumentStoreSpec,
  name: string,
  storage: string,
): types.input.core.v1.PersistentVolumeClaim {
  return {
    metadata: { name, labels: selectorLabels({ system: spec.system, component: spec.component }) },
    spec: {
      accessModes: ["ReadWriteOnce"],
      ...(spec.storageClass !== undefined && { storageClassName: spec.storageClass }),
      resources: { requests: { storage } },
    },
  };
}
