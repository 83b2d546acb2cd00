import assert from "node:assert/strict";
import { imageReference, thirdPartyImages } from "../../../../components/core/images.ts";
import { Queues } from "../../../../components/queue/queue.ts";
import type { QueuesArgs } from "../../../../components/queue/spec.ts";
import type { NetworkNode } from "../../../../components/workload/network.ts";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { dependenciesOf, type Objects, renderObjects } from "../objects.ts";
import { queuesArgs } from "./fixture.ts";

const labels = {
  "app.kubernetes.io/managed-by": "plumbline",
  "app.kubernetes.io/name": "broker",
  "app.kubernetes.io/part-of": "shop",
  "plumbline.dev/owner": "shop",
};
const podLabels = { "app.kubernetes.io/name": "broker", "app.kubernetes.io/component": "rabbitmq" };
const reference = { name: "broker" };
const restricted = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

const rendered = (changes: Partial<QueuesArgs> = {}): Promise<Objects> =>
  renderObjects(() => new Queues("shop-queue", { ...queuesArgs, ...changes }));

describe("queues in the cluster", () => {
  it("are these objects", async () => {
    assert.deepEqual((await rendered()).names, [
      "Binding/broker-commands-dead-letters",
      "Binding/broker-events-dead-letters",
      "Certificate/broker-tls",
      "Exchange/broker-dead-letters",
      "Permission/broker-v4",
      "PodDisruptionBudget/broker",
      "Policy/broker-commands-limit",
      "Policy/broker-events-limit",
      "Policy/broker-retention",
      "Queue/broker-commands",
      "Queue/broker-commands-dead-letters",
      "Queue/broker-events",
      "Queue/broker-events-dead-letters",
      "RabbitmqCluster/broker",
      "Secret/broker-auth",
      "ServiceMonitor/broker",
      "User/broker-v4",
      "Vhost/broker-vhost",
    ]);
  });

  it("have a broker that speaks TLS alone and passes the restricted standard, in every zone", async () => {
    assert.deepEqual((await rendered()).body("RabbitmqCluster/broker"), {
      metadata: {
        name: "broker",
        namespace: "shop",
        labels: { ...labels, "app.kubernetes.io/version": "4.1.8-management" },
      },
      spec: {
        replicas: 3,
        image: imageReference(thirdPartyImages.rabbitmq),
        service: { type: "ClusterIP" },
        tls: { secretName: "broker-tls", disableNonTLSListeners: true },
        persistence: { storage: "10Gi", storageClassName: "fast-ssd" },
        resources: queuesArgs.resources,
        terminationGracePeriodSeconds: 600,
        rabbitmq: {
          additionalConfig: [
            "ssl_options.versions.1 = tlsv1.3",
            "ssl_options.versions.2 = tlsv1.2",
            "management.ssl.versions.1 = tlsv1.3",
            "management.ssl.versions.2 = tlsv1.2",
            "disk_free_limit.absolute = 2048MiB",
            "vm_memory_high_watermark.relative = 0.6",
            "prometheus.return_per_object_metrics = true",
            "log.console = true",
            "log.console.level = info",
            "log.console.formatter = json",
            "",
          ].join("\n"),
        },
        override: {
          statefulSet: {
            spec: {
              persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
              template: {
                metadata: { labels: { "plumbline.dev/owner": "shop" } },
                spec: {
                  securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 999,
                    runAsGroup: 999,
                    fsGroup: 999,
                    fsGroupChangePolicy: "OnRootMismatch",
                    seccompProfile: { type: "RuntimeDefault" },
                  },
                  automountServiceAccountToken: false,
                  enableServiceLinks: false,
                  topologySpreadConstraints: [
                    {
                      maxSkew: 1,
                      topologyKey: "topology.kubernetes.io/zone",
                      whenUnsatisfiable: "DoNotSchedule",
                      labelSelector: { matchLabels: podLabels },
                    },
                    {
                      maxSkew: 1,
                      topologyKey: "kubernetes.io/hostname",
                      whenUnsatisfiable: "ScheduleAnyway",
                      labelSelector: { matchLabels: podLabels },
                    },
                  ],
                  initContainers: [{ name: "setup-container", securityContext: restricted }],
                  containers: [
                    {
                      name: "rabbitmq",
                      securityContext: restricted,
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
                },
              },
            },
          },
        },
      },
    });
  });

  it("have a broker that stays schedulable in one zone, and whose data may go, where the stack says so", async () => {
    const broker = (await rendered({ zoneSpread: "preferred", protect: false, storageClass: undefined })).spec(
      "RabbitmqCluster/broker",
    );
    const text = JSON.stringify(broker);
    assert.equal(text.includes("DoNotSchedule"), false);
    assert.match(text, /"persistence":\{"storage":"10Gi"\}/);
    assert.match(text, /"persistentVolumeClaimRetentionPolicy":\{"whenDeleted":"Delete","whenScaled":"Retain"\}/);
  });

  it("have dead letters: a message that is delivered too often waits 14 days in a queue of its own", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.spec("Vhost/broker-vhost"), {
      name: "shop",
      defaultQueueType: "quorum",
      deletionPolicy: "retain",
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.spec("Exchange/broker-dead-letters"), {
      name: "dead-letters",
      type: "direct",
      durable: true,
      vhost: "shop",
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.spec("Queue/broker-commands"), {
      name: "commands",
      type: "quorum",
      durable: true,
      vhost: "shop",
      arguments: {
        "x-dead-letter-exchange": "dead-letters",
        "x-dead-letter-routing-key": "commands",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
      },
      deletionPolicy: "retain",
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.spec("Queue/broker-commands-dead-letters"), {
      name: "commands-dead-letters",
      type: "quorum",
      durable: true,
      vhost: "shop",
      deletionPolicy: "retain",
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.spec("Binding/broker-commands-dead-letters"), {
      vhost: "shop",
      source: "dead-letters",
      destination: "commands-dead-letters",
      destinationType: "queue",
      routingKey: "commands",
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.spec("Policy/broker-retention"), {
      name: "retention",
      vhost: "shop",
      applyTo: "quorum_queues",
      pattern: "-dead-letters$",
      definition: { "message-ttl": 1_209_600_000 },
      rabbitmqClusterReference: reference,
    });
    const limit = (queue: string) => objects.spec(`Policy/broker-${queue}-limit`);
    assert.deepEqual(limit("commands"), {
      name: "commands-limit",
      vhost: "shop",
      applyTo: "quorum_queues",
      pattern: "^commands$",
      // Four returns: the fifth delivery is the last.
      definition: { "delivery-limit": 4 },
      rabbitmqClusterReference: reference,
    });
    assert.match(JSON.stringify(limit("events")), /"delivery-limit":9/);
  });

  it("take a message only when its limit and the place of its dead letters exist", async () => {
    assert.deepEqual(dependenciesOf(await rendered(), "Queue/broker-commands"), [
      "shop-queue-dead-letters",
      "shop-queue-policy-commands-limit",
      "shop-queue-queue-commands-dead-letters",
      "shop-queue-binding-commands",
    ]);
  });

  it("change only a policy, and no queue, when the number of deliveries changes", async () => {
    const [before, after] = [await rendered(), await rendered({ queues: [{ name: "commands", maxDeliveries: 7 }] })];
    assert.deepEqual(after.body("Queue/broker-commands"), before.body("Queue/broker-commands"));
    assert.match(JSON.stringify(after.spec("Policy/broker-commands-limit")), /"delivery-limit":6/);
  });

  it("have a user that publishes and reads and declares nothing, and another one for each version of the credential", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.spec("User/broker-v4"), {
      importCredentialsSecret: { name: "broker-auth" },
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.spec("Permission/broker-v4"), {
      vhost: "shop",
      userReference: { name: "broker-v4" },
      permissions: {
        configure: "^$",
        write: "^amq\\.default$",
        read: "^(commands|commands-dead-letters|events|events-dead-letters)$",
      },
      rabbitmqClusterReference: reference,
    });
    assert.deepEqual(objects.body("Secret/broker-auth").data, {
      password: secretMarker,
      username: secretMarker,
      uri: secretMarker,
    });
    assert.deepEqual(
      objects.resources.filter(({ type }) => type.startsWith("random:")).map(({ inputs }) => inputs),
      [{ length: 32, keepers: { version: "4" } }],
    );
  });

  it("have a certificate for every name that operators, clients, tools and Prometheus use", async () => {
    const spec = (await rendered()).spec("Certificate/broker-tls");
    assert.ok(typeof spec === "object" && spec !== null && "dnsNames" in spec && "issuerRef" in spec);
    assert.deepEqual(spec.issuerRef, { kind: "ClusterIssuer", name: "internal" });
    assert.deepEqual(spec.dnsNames, [
      "broker",
      "broker.shop",
      "broker.shop.svc",
      "broker.shop.svc.cluster.local",
      "*.broker-nodes.shop",
      "*.broker-nodes.shop.svc",
      "*.broker-nodes.shop.svc.cluster.local",
    ]);
  });

  it("are scraped by TLS, and drained one node at a time", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.spec("ServiceMonitor/broker"), {
      selector: { matchLabels: podLabels },
      endpoints: [
        {
          port: "prometheus-tls",
          scheme: "https",
          path: "/metrics",
          interval: "15s",
          scrapeTimeout: "10s",
          tlsConfig: {
            ca: { secret: { name: "broker-tls", key: "ca.crt" } },
            serverName: "broker.shop.svc.cluster.local",
          },
        },
      ],
    });
    assert.deepEqual(objects.spec("PodDisruptionBudget/broker"), {
      maxUnavailable: 1,
      selector: { matchLabels: podLabels },
    });
  });

  it("are protected where the stack says so, with the messages in them", async () => {
    const stateful = ["RabbitmqCluster/broker", "Vhost/broker-vhost", "Queue/broker-commands", "Queue/broker-events"];
    for (const protect of [true, false]) {
      const objects = await rendered({ protect });
      for (const name of stateful) assert.equal(objects.resource(name).opts.protect, protect, name);
      const kept = stateful.slice(1).map((name) => JSON.stringify(objects.spec(name)));
      for (const spec of kept) assert.match(spec, protect ? /"retain"/ : /"delete"/);
    }
  });

  it("hand out where they are, by reference and never by value", async () => {
    const seen: unknown[] = [];
    let network: NetworkNode | undefined;
    await renderObjects(() => {
      const built = new Queues("shop-queue", queuesArgs).outputs;
      assert.equal(built.protocol, "amqp");
      network = built.network;
      seen.push(built.port, built.scheme, built.vhost, built.queues, built.auth.keys, built.authority.keys);
      built.host.apply((host) => seen.push(host));
      built.auth.name.apply((name) => seen.push(name));
      built.authority.name.apply((name) => seen.push(name));
    });
    assert.deepEqual(seen.slice(0, 6), [
      5671,
      "amqps",
      "shop",
      {
        commands: { name: "commands", deadLetters: "commands-dead-letters" },
        events: { name: "events", deadLetters: "events-dead-letters" },
      },
      ["password", "username", "uri"],
      ["ca.crt"],
    ]);
    assert.deepEqual(seen.slice(6).sort(), ["broker-auth", "broker-tls", "broker.shop.svc.cluster.local"]);
    assert.deepEqual(network, {
      ports: {
        amqps: { port: 5671 },
        management: { port: 15671, from: ["operator"], callers: false },
        metrics: { port: 15691, from: ["prometheus"], callers: false },
      },
      calls: [],
      selector: podLabels,
      among: [4369, 25672],
    });
  });
});
