import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { thirdPartyImages } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { configChecksum, type Identity, objectLabels, selectorLabels } from "../core/labels.ts";
import { authorityCopy, InternalAuthority, serverCertificate } from "../identity/certificates.ts";
import { GeneratedSecret } from "../secret-store/generated-secret.ts";
import { quotaFor, SystemNamespace } from "../workload/namespace.ts";
import { Network, type NetworkNode } from "../workload/network.ts";
import { Preparation } from "../workload/preparation.ts";
import { authoritySecret } from "./access.ts";
import { accounts } from "./accounts.ts";
import { clusterBackupPlace, storeComponent } from "./cluster-place.ts";
import { storePod, storeUser } from "./pod.ts";
import { readers } from "./readers.ts";
import { bucketScript, expiryScript, startScript, storePaths, storePort } from "./scripts.ts";
import { type BackupStoreOutputs, type BackupStoreSpec, rootUser, storeNamespace } from "./spec.ts";
import { credentialKeys } from "./target.ts";

const system = storeNamespace;
const id: Identity = { system, component: storeComponent };
const bucketJob = "buckets";

/**
 * Versity's S3 gateway over a volume. MinIO publishes no community images any more. Of the servers that are maintained,
 * this one keeps objects as plain files that any tool can read in an emergency, has versions, object lock and accounts
 * that are confined to their own buckets, runs without root on a read-only root, and its release is a Go module as
 * well, so that the very server can be built and drilled with where no image can be pulled. Expiry it lacks; a
 * container beside it does that.
 */
export function kubernetesBackupStore(
  parent: pulumi.Resource,
  name: string,
  spec: BackupStoreSpec,
): BackupStoreOutputs {
  const { namespace } = new SystemNamespace(
    `${name}-namespace`,
    { system, quota: quotaFor(2, spec.resources, 1) },
    { parent },
  );
  const network = storeNetwork(parent, name, namespace, spec);
  const issuer = new InternalAuthority(`${name}-ca`, { system, namespace }, { parent }).issuer;
  const tls = serverCertificate(parent, `${name}-certificate`, {
    identity: id,
    namespace,
    issuer: { kind: "Issuer", name: issuer },
    secretName: "s3-tls",
    hosts: [
      id.component,
      pulumi.interpolate`${id.component}.${namespace}`,
      pulumi.interpolate`${id.component}.${namespace}.svc`,
      pulumi.interpolate`${id.component}.${namespace}.svc.cluster.local`,
    ],
  });
  // Without the server's key, which nobody else may read.
  authorityCopy(parent, `${name}-authority`, {
    identity: id,
    namespace,
    issuer: { kind: "Issuer", name: issuer },
    secretName: authoritySecret,
  });
  const [accessKeyEntry, secretKeyEntry] = credentialKeys;
  const root = new GeneratedSecret(
    `${name}-root`,
    { identity: id, namespace, secretName: "s3-root", key: secretKeyEntry, version: spec.credentialsVersion },
    () => ({ [accessKeyEntry]: rootUser }),
    { parent },
  ).reference;
  readers(parent, name, namespace, spec.systems);
  const store = statefulSet(parent, name, namespace, spec, {
    accounts: accounts(parent, name, namespace, spec),
    root: root.name,
    tls: tls.name,
    network,
  });
  new Preparation(
    `${name}-${bucketJob}`,
    {
      system,
      component: bucketJob,
      namespace,
      image: thirdPartyImages.versitygw,
      command: ["sh", `${storePaths.scripts}/buckets.sh`],
      files: [{ name: "bucket-script", mountPath: storePaths.scripts, files: { "buckets.sh": bucketScript(spec) } }],
      env: {
        ADMIN_ENDPOINT_URL: `https://${id.component}.${system}.svc:${storePort}`,
        SSL_CERT_FILE: `${storePaths.tls}/ca.crt`,
      },
      secretEnv: {
        ADMIN_ACCESS_KEY_ID: { secret: root.name, key: accessKeyEntry },
        ADMIN_SECRET_ACCESS_KEY: { secret: root.name, key: secretKeyEntry },
      },
      secretMounts: [{ name: "tls", secret: tls.name, mountPath: storePaths.tls, keys: ["ca.crt"] }],
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
      userId: storeUser,
    },
    { parent, dependsOn: [store] },
  );
  const { endpoint, region } = clusterBackupPlace;
  const buckets = Object.entries(spec.systems).map(([own, { bucket }]) => [own, pulumi.output(bucket)] as const);
  return { endpoint, region, buckets: Object.fromEntries(buckets) };
}

/** Everything is denied but the bucket job and the systems' namespaces, on the one port. */
function storeNetwork(
  parent: pulumi.Resource,
  name: string,
  namespace: pulumi.Output<string>,
  { systems }: BackupStoreSpec,
): pulumi.Resource {
  const nodes: Record<string, NetworkNode> = {
    [id.component]: { ports: { s3: { port: storePort } }, calls: [] },
    [bucketJob]: { ports: {}, calls: [id.component] },
  };
  const network = new Network(`${name}-network`, { system, namespace, nodes }, { parent });
  const namespaces = Object.values(systems).map((one) => one.namespace);
  const selector = {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: namespaces }],
  };
  new NetworkPolicy(
    `${name}-allow-systems`,
    {
      metadata: { name: "allow-systems", namespace, labels: objectLabels(id) },
      spec: {
        podSelector: { matchLabels: selectorLabels(id) },
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ namespaceSelector: selector }], ports: [{ protocol: "TCP", port: storePort }] }],
      },
    },
    { parent },
  );
  return network;
}

interface StoreSecrets {
  readonly accounts: pulumi.Input<string>;
  readonly root: pulumi.Input<string>;
  readonly tls: pulumi.Input<string>;
  readonly network: pulumi.Resource;
}

function statefulSet(
  parent: pulumi.Resource,
  name: string,
  namespace: pulumi.Output<string>,
  spec: BackupStoreSpec,
  secrets: StoreSecrets,
): StatefulSet {
  const labels = objectLabels(id, { "app.kubernetes.io/version": thirdPartyImages.versitygw.tag });
  const metadata = { name: id.component, namespace, labels };
  const opts = { parent };
  const data = { "start.sh": startScript(), "expire.sh": expiryScript(spec) };
  const scripts = new ConfigMap(`${name}-scripts`, { metadata: { ...metadata, name: "s3-scripts" }, data }, opts);
  const account = new ServiceAccount(`${name}-account`, { metadata, automountServiceAccountToken: false }, opts);
  const service = new Service(
    `${name}-service`,
    {
      metadata,
      // Headless: there is one pod.
      spec: {
        clusterIP: "None",
        selector: selectorLabels(id),
        ports: [{ name: "s3", port: storePort, targetPort: "s3", protocol: "TCP" }],
      },
    },
    opts,
  );
  // What the server reads only at its start: its scripts, and who there is.
  const content = [data, Object.keys(spec.systems), spec.credentialsVersion];
  const checksum = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return new StatefulSet(
    name,
    {
      metadata,
      spec: {
        replicas: 1,
        serviceName: onceMade(service, metadata.name),
        selector: { matchLabels: selectorLabels(id) },
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: spec.protect ? "Retain" : "Delete",
          whenScaled: "Retain",
        },
        template: {
          metadata: { labels, annotations: { [configChecksum]: checksum } },
          spec: storePod(
            { ...secrets, serviceAccount: onceMade(account, metadata.name), scripts: onceMade(scripts, "s3-scripts") },
            spec.resources,
          ),
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data", labels: selectorLabels(id) },
            spec: {
              accessModes: ["ReadWriteOnce"],
              ...(spec.storageClass !== undefined && { storageClassName: spec.storageClass }),
              resources: { requests: { storage: spec.storage } },
            },
          },
        ],
      },
    },
    { parent, protect: spec.protect, dependsOn: [secrets.network] },
  );
}
