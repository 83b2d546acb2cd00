import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";
import { thirdPartyImages } from "../core/images.ts";
import { objectLabels, selectorLabels } from "../core/labels.ts";
import { ServiceMonitor } from "../crds/prometheus-operator.ts";
import { type CertificateSecret, serverCertificate } from "../identity/certificates.ts";
import { GeneratedSecret, type SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { Preparation } from "../workload/preparation.ts";
import { encryptionKey } from "./encryption-key.ts";
import { indexJobPaths, indexScript } from "./index-script.ts";
import { memberAccount } from "./member-account.ts";
import { connectionString, indexRole, indexUser, metricsUser, mongodbPorts, rolesOf } from "./mongodb-config.ts";
import { replicaSet, type StoreUser } from "./replica-set.ts";
import type { DocumentStoreOutputs, DocumentStoreSpec } from "./spec.ts";

/** A MongoDB replica set by its operator, with its users and indexes. */
export function kubernetesDocumentStore(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
): DocumentStoreOutputs {
  const { component, members, namespace } = spec;
  const domain = pulumi.interpolate`${component}-svc.${namespace}.svc.cluster.local`;
  const hosts = domain.apply((suffix) =>
    Array.from({ length: members }, (_, member) => `${component}-${member}.${suffix}:${mongodbPorts.mongodb}`),
  );
  const secretOf = (user: string, secretName = `${component}-${user}`) =>
    credential(parent, name, spec, { user, secretName, hosts });
  const users = Object.entries(spec.users).map(([user, { role, secretName }]): StoreUser => ({
    name: user,
    secret: secretOf(user, secretName),
    roles: rolesOf(role, spec.database),
  }));
  const index: StoreUser = {
    name: indexUser,
    secret: secretOf(indexUser),
    roles: [{ name: indexRole, db: spec.database }],
  };
  const metrics = secretOf(metricsUser);
  const tls = certificate(parent, name, spec, domain);
  const account = memberAccount(parent, name, spec);
  const keyFile = encryptionKey(parent, name, spec);
  const store = replicaSet(parent, name, spec, { users: [...users, index], metrics, tls, account, keyFile });
  budget(parent, name, spec);
  monitor(parent, name, spec, { tls, metrics, domain });
  indexes(parent, name, spec, { store, index: index.secret, tls });
  return {
    hosts,
    url: hosts.apply((known) => `mongodb://${known.join(",")}/${spec.database}?replicaSet=${component}&tls=true`),
    port: mongodbPorts.mongodb,
    replicaSet: component,
    database: spec.database,
    users: Object.fromEntries(users.map((user) => [user.name, user.secret])),
    authority: { namespace: tls.namespace, name: tls.name, keys: ["ca.crt"] },
    network: documentStoreNode(),
    preparations: indexNodes(spec),
    saved: undefined,
    source: undefined,
  };
}

/** The store's place in its system's network. The agent beside each server reads its orders from the Kubernetes API. */
export function documentStoreNode(): NetworkNode {
  return {
    ports: {
      mongodb: { port: mongodbPorts.mongodb },
      metrics: { port: mongodbPorts.metrics, from: ["prometheus"], callers: false },
    },
    calls: [],
    among: [mongodbPorts.mongodb],
    reaches: ["kubernetes-api"],
  };
}

const indexComponent = (component: string) => `${component}-indexes`;

/** The place of the job that creates indexes, if there are any. */
function indexNodes({ component, indexes }: DocumentStoreSpec): Record<string, NetworkNode> {
  return indexes.length === 0 ? {} : { [indexComponent(component)]: { ports: {}, calls: [component] } };
}

function credential(
  parent: pulumi.Resource,
  name: string,
  { system, component, namespace, credentialVersion, database }: DocumentStoreSpec,
  { user, secretName, hosts }: { user: string; secretName: string; hosts: pulumi.Output<string[]> },
): SecretReference {
  return new GeneratedSecret(
    `${name}-user-${user}`,
    { identity: { system, component }, namespace, secretName, key: "password", version: credentialVersion },
    (password) => ({
      username: user,
      "connection-string": pulumi
        .all([hosts, password])
        .apply(([addresses, plain]) =>
          connectionString({ user, password: plain, hosts: addresses, database, replicaSet: component }),
        ),
    }),
    { parent },
  ).reference;
}

function certificate(
  parent: pulumi.Resource,
  name: string,
  { system, component, namespace, issuer }: DocumentStoreSpec,
  domain: pulumi.Output<string>,
): CertificateSecret {
  return serverCertificate(parent, `${name}-certificate`, {
    identity: { system, component },
    namespace,
    issuer,
    secretName: `${component}-tls`,
    // One certificate for all members, by their own names; the agent beside each talks to localhost.
    hosts: [pulumi.interpolate`*.${domain}`, domain, "localhost"],
    amongPeers: true,
  });
}

/** A drain takes one member at a time; the operator makes no budget. */
function budget(parent: pulumi.Resource, name: string, { system, component, namespace }: DocumentStoreSpec): void {
  const id = { system, component };
  new PodDisruptionBudget(
    `${name}-budget`,
    {
      metadata: { name: component, namespace, labels: objectLabels(id) },
      spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(id) } },
    },
    { parent },
  );
}

function monitor(
  parent: pulumi.Resource,
  name: string,
  { system, component, namespace }: DocumentStoreSpec,
  from: { tls: CertificateSecret; metrics: SecretReference; domain: pulumi.Output<string> },
): void {
  const secretKey = (key: string) => ({ name: from.metrics.name, key });
  new ServiceMonitor(
    `${name}-monitor`,
    {
      metadata: { name: component, namespace, labels: objectLabels({ system, component }) },
      spec: {
        // The label that the operator puts on its Service.
        selector: { matchLabels: { app: `${component}-svc` } },
        endpoints: [
          {
            port: "prometheus",
            scheme: "https",
            path: "/metrics",
            interval: "30s",
            scrapeTimeout: "10s",
            basicAuth: { username: secretKey("username"), password: secretKey("password") },
            tlsConfig: { ca: { secret: { name: from.tls.name, key: "ca.crt" } }, serverName: from.domain },
          },
        ],
      },
    },
    { parent },
  );
}

/** Creates the indexes before anything that depends on the store starts (ECO-056 to ECO-059). */
function indexes(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  of: { store: pulumi.Resource; index: SecretReference; tls: CertificateSecret },
): void {
  if (spec.indexes.length === 0) return;
  const component = indexComponent(spec.component);
  const [, folder = "", file = ""] = /^(.*)\/([^/]+)$/.exec(indexJobPaths.script) ?? [];
  new Preparation(
    `${name}-indexes`,
    {
      system: spec.system,
      component,
      namespace: spec.namespace,
      image: thirdPartyImages.mongo,
      command: ["mongosh", "--nodb", "--quiet", "--norc", "--file", indexJobPaths.script],
      // Where the shell keeps its history and settings.
      env: { HOME: "/tmp" },
      files: [{ name: component, mountPath: folder, files: { [file]: indexScript(spec.database, spec.indexes) } }],
      secretMounts: [
        { name: "user", secret: of.index.name, mountPath: "/secrets/user", keys: ["connection-string"] },
        { name: "authority", secret: of.tls.name, mountPath: "/secrets/authority", keys: ["ca.crt"] },
      ],
      resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
      deadlineSeconds: 1200,
    },
    { parent, dependsOn: [of.store] },
  );
}
