import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { ServiceMonitor } from "../crds/prometheus-operator.ts";
import { type CertificateSecret, serverCertificate } from "../identity/certificates.ts";
import { GeneratedSecret } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { broker, brokerLabels } from "./broker.ts";
import { queueUser, rabbitmqClusterPorts, rabbitmqPorts } from "./rabbitmq-config.ts";
import { type AmqpQueues, deadLettersOf, type QueuesSpec } from "./spec.ts";
import { topology } from "./topology.ts";

/** A RabbitMQ cluster by its operator, with the queues by the topology operator. */
export function kubernetesQueues(parent: pulumi.Resource, name: string, spec: QueuesSpec): AmqpQueues {
  const { component, namespace, system } = spec;
  const host = pulumi.interpolate`${component}.${namespace}.svc.cluster.local`;
  const vhost = system;
  const auth = credential(parent, name, spec, host, vhost);
  const tls = certificate(parent, name, spec, host);
  const cluster = broker(parent, name, spec, tls);
  budget(parent, name, spec);
  monitor(parent, name, spec, tls, host);
  topology(parent, name, spec, { cluster, auth, vhost });
  return {
    protocol: "amqp",
    host,
    port: rabbitmqPorts.amqps,
    scheme: "amqps",
    vhost,
    auth: auth.reference,
    authority: { namespace: tls.namespace, name: tls.name, keys: ["ca.crt"] },
    queues: Object.fromEntries(
      spec.queues.map((queue) => [queue.name, { name: queue.name, deadLetters: deadLettersOf(queue.name) }]),
    ),
    network: queuesNode(component),
  };
}

/** The broker's place in its system's network. Since version 4.1 its nodes find each other without the Kubernetes API. */
export function queuesNode(component: string): NetworkNode {
  return {
    ports: {
      amqps: { port: rabbitmqPorts.amqps },
      management: { port: rabbitmqPorts.management, from: ["operator"], callers: false },
      metrics: { port: rabbitmqPorts.metrics, from: ["prometheus"], callers: false },
    },
    calls: [],
    selector: brokerLabels(component),
    among: rabbitmqClusterPorts,
  };
}

function credential(
  parent: pulumi.Resource,
  name: string,
  spec: QueuesSpec,
  host: pulumi.Output<string>,
  vhost: string,
): GeneratedSecret {
  const { system, component, namespace } = spec;
  const user = queueUser(spec);
  return new GeneratedSecret(
    `${name}-auth`,
    {
      identity: { system, component },
      namespace,
      secretName: `${component}-auth`,
      key: "password",
      version: spec.credentialVersion,
    },
    (password) => ({
      username: user,
      uri: pulumi.interpolate`amqps://${user}:${password}@${host}:${rabbitmqPorts.amqps}/${vhost}`,
    }),
    { parent },
  );
}

function certificate(
  parent: pulumi.Resource,
  name: string,
  spec: QueuesSpec,
  host: pulumi.Output<string>,
): CertificateSecret {
  const { system, component, namespace } = spec;
  return serverCertificate(parent, `${name}-certificate`, {
    identity: { system, component },
    namespace,
    issuer: spec.issuer,
    secretName: `${component}-tls`,
    hosts: [
      component,
      pulumi.interpolate`${component}.${namespace}`,
      // The topology operator's name for it.
      pulumi.interpolate`${component}.${namespace}.svc`,
      host,
      // The nodes' own names, which the command line tools and Prometheus use.
      pulumi.interpolate`*.${component}-nodes.${namespace}`,
      pulumi.interpolate`*.${component}-nodes.${namespace}.svc`,
      pulumi.interpolate`*.${component}-nodes.${namespace}.svc.cluster.local`,
    ],
  });
}

/** A drain takes one node at a time; the operator makes no budget. */
function budget(parent: pulumi.Resource, name: string, { system, component, namespace }: QueuesSpec): void {
  new PodDisruptionBudget(
    `${name}-budget`,
    {
      metadata: { name: component, namespace, labels: objectLabels({ system, component }) },
      spec: { maxUnavailable: 1, selector: { matchLabels: brokerLabels(component) } },
    },
    { parent },
  );
}

function monitor(
  parent: pulumi.Resource,
  name: string,
  { system, component, namespace }: QueuesSpec,
  tls: CertificateSecret,
  host: pulumi.Output<string>,
): void {
  new ServiceMonitor(
    `${name}-monitor`,
    {
      metadata: { name: component, namespace, labels: objectLabels({ system, component }) },
      spec: {
        selector: { matchLabels: brokerLabels(component) },
        endpoints: [
          {
            port: "prometheus-tls",
            scheme: "https",
            path: "/metrics",
            interval: "15s",
            scrapeTimeout: "10s",
            tlsConfig: { ca: { secret: { name: tls.name, key: "ca.crt" } }, serverName: host },
          },
        ],
      },
    },
    { parent },
  );
}
