import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { type Labels, objectLabels, ownerLabel } from "../core/labels.ts";
import { RabbitmqCluster } from "../crds/rabbitmq-cluster.ts";
import type { CertificateSecret } from "../identity/certificates.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";
import { rabbitmqConf, rabbitmqUser } from "./rabbitmq-config.ts";
import type { QueuesSpec } from "./spec.ts";

/** Labels that the operator puts on the pods and Services of a broker. It keeps `part-of` for itself. */
export function brokerLabels(component: string): Labels {
  return { "app.kubernetes.io/name": component, "app.kubernetes.io/component": "rabbitmq" };
}

/**
 * Longest wait for the other nodes to take over a stopping node's queues. The operator's own default is a week, which no drain waits for.
 * Unit: seconds.
 */
const graceSeconds = 600;

/** The RabbitMQ cluster, named after the component: the operator makes `COMPONENT-server`, `COMPONENT-nodes` and the Service `COMPONENT`. */
export function broker(
  parent: pulumi.Resource,
  name: string,
  spec: QueuesSpec,
  tls: CertificateSecret,
): RabbitmqCluster {
  const { system, component, namespace } = spec;
  return new RabbitmqCluster(
    name,
    {
      metadata: {
        name: component,
        namespace,
        labels: objectLabels({ system, component }, { "app.kubernetes.io/version": thirdPartyImages.rabbitmq.tag }),
      },
      spec: {
        replicas: spec.replicas,
        image: imageReference(thirdPartyImages.rabbitmq),
        service: { type: "ClusterIP" },
        tls: { secretName: tls.name, disableNonTLSListeners: true },
        persistence: {
          storage: spec.volume,
          ...(spec.storageClass !== undefined && { storageClassName: spec.storageClass }),
        },
        resources: spec.resources,
        terminationGracePeriodSeconds: graceSeconds,
        rabbitmq: { additionalConfig: rabbitmqConf(spec.volume) },
        override: {
          statefulSet: {
            spec: {
              persistentVolumeClaimRetentionPolicy: {
                whenDeleted: spec.protect ? "Retain" : "Delete",
                whenScaled: "Retain",
              },
              template: { metadata: { labels: { [ownerLabel]: system } }, spec: podOverride(spec) },
            },
          },
        },
      },
    },
    { parent, protect: spec.protect },
  );
}

/** Merged into the operator's pods by name: what makes them pass `restricted`, and keeps them apart. */
function podOverride({ component, zoneSpread }: QueuesSpec): types.input.core.v1.PodSpec {
  return {
    securityContext: restrictedPod(rabbitmqUser),
    // The nodes find each other by name; nothing in them calls the Kubernetes API.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
        labelSelector: { matchLabels: brokerLabels(component) },
      },
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: brokerLabels(component) },
      },
    ],
    initContainers: [{ name: "setup-container", securityContext: restrictedContainer() }],
    containers: [
      {
        name: "rabbitmq",
        securityContext: restrictedContainer(),
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "logs", mountPath: "/var/log/rabbitmq" },
        ],
      },
    ],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
      { name: "logs", emptyDir: { sizeLimit: "256Mi" } },
    ],
  };
}
