import type { types } from "@pulumi/kubernetes";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { Elasticsearch, Kibana } from "../crds/eck.ts";
import type { IssuerReference } from "../identity/certificates.ts";
import { serverCertificate } from "../identity/certificates.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";
import { logStore } from "./log-streams.ts";
import type { PlatformSettings } from "./settings.ts";

/** Version of Elasticsearch and Kibana. */
const version = "9.1.4";

const identity = { system: "platform", component: logStore.name };
const kibanaIdentity = { system: "platform", component: "kibana" };

/** Where people read the logs, as the operator names it. */
export const kibana = { host: "kibana-kb-http.logging.svc", port: 5601 } as const;

/** Secrets that the store is made with; in its namespace. */
export interface LogStoreSecrets {
  /** Users by file, as the operator reads them. */
  readonly users: readonly pulumi.Input<string>[];
  /** Roles by file. */
  readonly roles: pulumi.Input<string>;
}

export interface LogStorage {
  /** Secret with the store's certificate, and under `ca.crt` that of its authority. */
  readonly certificate: pulumi.Output<string>;
  readonly all: pulumi.Resource[];
}

/** Elasticsearch and Kibana by their operator (REC-010), under the names that the guides use. */
export function logStorage(
  parent: pulumi.Resource,
  name: string,
  settings: PlatformSettings,
  issuer: IssuerReference,
  secrets: LogStoreSecrets,
  dependsOn: pulumi.Resource[],
): LogStorage {
  const { namespace } = logStore;
  const tls = serverCertificate(parent, `${name}-certificate`, {
    identity,
    namespace,
    issuer,
    secretName: "elasticsearch-tls",
    hosts: [
      logStore.host,
      "elasticsearch.logging.svc",
      // The operator's own Service, which Kibana uses.
      "elasticsearch-es-http.logging.svc",
      logStore.aliasHost,
    ],
  });
  const kibanaTls = serverCertificate(parent, `${name}-kibana-certificate`, {
    identity: kibanaIdentity,
    namespace,
    issuer,
    secretName: "kibana-tls",
    hosts: [kibana.host],
  });
  const store = new Elasticsearch(
    name,
    {
      metadata: { name: logStore.name, namespace, labels: objectLabels(identity) },
      spec: {
        version,
        http: { tls: { certificate: { secretName: tls.name } } },
        auth: {
          fileRealm: secrets.users.map((secretName) => ({ secretName })),
          roles: [{ secretName: secrets.roles }],
        },
        volumeClaimDeletePolicy: "DeleteOnScaledownOnly",
        nodeSets: [
          {
            name: "default",
            count: settings.sizes.elasticsearch,
            // Files are not mapped into memory, which would take a setting of the node's kernel.
            config: { "node.store.allow_mmap": false },
            podTemplate: { spec: podSpec(settings, "elasticsearch", "2Gi") },
            volumeClaimTemplates: [
              {
                metadata: { name: "elasticsearch-data" },
                spec: {
                  accessModes: ["ReadWriteOnce"],
                  storageClassName: settings.storageClass,
                  resources: { requests: { storage: "100Gi" } },
                },
              },
            ],
          },
        ],
      },
    },
    { parent, protect: settings.protect, dependsOn },
  );
  const reader = new Kibana(
    `${name}-kibana`,
    {
      metadata: { name: "kibana", namespace, labels: objectLabels(kibanaIdentity) },
      spec: {
        version,
        count: settings.sizes.kibana,
        elasticsearchRef: { name: logStore.name },
        http: { tls: { certificate: { secretName: kibanaTls.name } } },
        podTemplate: { spec: podSpec(settings, "kibana", "1Gi") },
      },
    },
    { parent, dependsOn: [store] },
  );
  return { certificate: tls.name, all: [store, reader, ...services(parent, name, dependsOn)] };
}

/** User and group of Elastic's images, and of their volumes. */
const elasticUser = 1000;

/** What the operator leaves open of the `restricted` standard, and a zone for each replica. */
function podSpec(
  { zoneSpread }: PlatformSettings,
  container: "elasticsearch" | "kibana",
  memory: string,
): types.input.core.v1.PodSpec {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod(elasticUser),
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
        // The operator's own label.
        labelSelector: { matchLabels: { "common.k8s.elastic.co/type": container } },
      },
    ],
    containers: [
      {
        name: container,
        securityContext: restrictedContainer(),
        resources: { requests: { cpu: "500m", memory }, limits: { cpu: "2", memory } },
      },
    ],
  };
}

/** The guides' addresses: the store's own namespace, and an alias in the monitoring's. */
function services(parent: pulumi.Resource, name: string, dependsOn: pulumi.Resource[]): Service[] {
  const labels = objectLabels(identity);
  const own = new Service(
    `${name}-service`,
    {
      metadata: {
        name: logStore.name,
        namespace: logStore.namespace,
        labels,
        // The pods behind it are the operator's, who makes them later.
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: {
        selector: { "elasticsearch.k8s.elastic.co/cluster-name": logStore.name },
        ports: [{ name: "https", port: logStore.port, targetPort: logStore.port, protocol: "TCP" }],
      },
    },
    { parent, dependsOn },
  );
  const alias = new Service(
    `${name}-alias`,
    {
      metadata: { name: logStore.name, namespace: "monitoring", labels },
      spec: { type: "ExternalName", externalName: logStore.host },
    },
    { parent, dependsOn },
  );
  return [own, alias];
}
