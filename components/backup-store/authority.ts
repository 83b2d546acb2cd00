import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { ClusterSecretStore, ExternalSecret } from "../crds/generated/external-secrets.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";

const system = "backup-store";
const reader = "authority-reader";

/**
 * Lets External Secrets copy the authority's certificate into the systems' namespaces, and follow its renewal.
 * Returns the name of the secret store.
 */
export function authoritySource(
  parent: pulumi.Resource,
  name: string,
  namespace: pulumi.Input<string>,
  certificate: pulumi.Input<string>,
  readers: readonly string[],
): pulumi.Output<string> {
  const labels = objectLabels({ system, component: reader });
  const metadata = { name: reader, namespace, labels };
  const account = new ServiceAccount(`${name}-reader`, { metadata, automountServiceAccountToken: false }, { parent });
  const role = new Role(
    `${name}-reader-role`,
    { metadata, rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: [certificate], verbs: ["get"] }] },
    { parent },
  );
  new RoleBinding(
    `${name}-reader-binding`,
    {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
      subjects: [{ kind: "ServiceAccount", name: account.metadata.name, namespace }],
    },
    { parent },
  );
  const store = new ClusterSecretStore(
    `${name}-authority`,
    {
      metadata: { name: "backup-store-authority", labels },
      spec: {
        conditions: [{ namespaces: [...readers] }],
        provider: {
          kubernetes: {
            remoteNamespace: namespace,
            auth: { serviceAccount: { name: account.metadata.name, namespace } },
            server: {
              url: "https://kubernetes.default.svc",
              caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", namespace, key: "ca.crt" },
            },
          },
        },
      },
    },
    { parent },
  );
  return store.metadata.apply(() => "backup-store-authority");
}

/** The authority's certificate in a system's namespace, read anew every hour. */
export function authority(
  parent: pulumi.Resource,
  name: string,
  owner: string,
  namespace: pulumi.Input<string>,
  source: { readonly store: pulumi.Input<string>; readonly certificate: pulumi.Input<string> },
): SecretReference {
  const secretName = "backup-authority";
  const copy = new ExternalSecret(
    `${name}-authority`,
    {
      metadata: { name: secretName, namespace, labels: objectLabels({ system: owner, component: secretName }) },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: { kind: "ClusterSecretStore", name: source.store },
        target: { name: secretName, creationPolicy: "Owner" },
        data: [{ secretKey: "ca.crt", remoteRef: { key: source.certificate, property: "ca.crt" } }],
      },
    },
    { parent },
  );
  return { namespace: pulumi.output(namespace), name: copy.metadata.apply(() => secretName), keys: ["ca.crt"] };
}
