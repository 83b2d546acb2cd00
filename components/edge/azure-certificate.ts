import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { grantRole } from "../core/azure-roles.ts";
import { azureWhere } from "../core/azure-scope.ts";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import { Certificate } from "../crds/cert-manager.ts";
import { PushSecret, SecretStore } from "../crds/external-secrets.ts";
import { AzureWorkloadIdentity, clientIdAnnotation } from "../identity/azure-workload-identity.ts";
import type { IssuerReference } from "../identity/certificates.ts";
import { platformNamespaces } from "../platform/peers.ts";
import { wildcards } from "./wildcards.ts";

const identity = { system: "platform", component: "edge-certificate" };
const namespace = platformNamespaces.gateway;
/** Of all objects, and of the service account that writes. */
const objectName = "edge-certificate";
/** What the vault calls the certificate, and the secret that is its key. */
const vaultName = "edge";
const archive = "edge.p12";

export interface EdgeCertificateArgs {
  readonly place: AzurePlace;
  /** Public hosts; at least one. */
  readonly hosts: readonly string[];
  /** Who signs for public hosts by records in their zone, since a star is proven by nothing else. */
  readonly issuer: IssuerReference;
}

export interface EdgeCertificate {
  /** Address of the secret with the newest version, once there is one. */
  readonly secretId: pulumi.Output<string>;
  /** Who may read it. */
  readonly readerId: pulumi.Output<string>;
}

/**
 * A public certificate for an application gateway. Azure has none that it makes and renews for one, as AWS has: cert-manager gets it, External
 * Secrets writes it to the vault, and the gateway takes each new version from there within four hours. Who writes may write this one alone.
 */
export function edgeCertificate(
  parent: pulumi.Resource,
  name: string,
  { place, hosts, issuer }: EdgeCertificateArgs,
): EdgeCertificate {
  const metadata = { name: objectName, namespace, labels: objectLabels(identity) };
  const [commonName = "", ...others] = wildcards(hosts);
  const certificate = new Certificate(
    name,
    {
      metadata,
      spec: {
        secretName: objectName,
        commonName,
        dnsNames: [commonName, ...others],
        // External Secrets reads no other form of key.
        privateKey: { algorithm: "RSA", size: 2048, encoding: "PKCS8", rotationPolicy: "Always" },
        usages: ["digital signature", "key encipherment", "server auth"],
        issuerRef: { kind: issuer.kind, name: issuer.name },
      },
    },
    { parent },
  );
  const store = writer(parent, name, place);
  const written = new PushSecret(
    `${name}-written`,
    {
      // The gateway cannot be made with a certificate that is not there yet.
      metadata: { ...metadata, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
      spec: {
        refreshInterval: "1h0m0s",
        updatePolicy: "Replace",
        deletionPolicy: "None",
        secretStoreRefs: [{ kind: "SecretStore", name: store }],
        selector: { secret: { name: onceMade(certificate, objectName) } },
        template: {
          engineVersion: "v2",
          data: {
            [archive]: '{{ fullPemToPkcs12 (index . "tls.crt" | toString) (index . "tls.key" | toString) | b64dec }}',
          },
        },
        data: [{ match: { secretKey: archive, remoteRef: { remoteKey: `cert/${vaultName}` } } }],
      },
    },
    { parent, customTimeouts: { create: "30m" } },
  );
  const secretId = pulumi.interpolate`${place.secrets.vaultUri}secrets/${vaultName}`;
  const reader = readerOf(parent, name, place);
  return { secretId: after(secretId, [written, ...reader.grants]), readerId: reader.id };
}

/** The way into the vault, by an identity that may write this certificate and nothing else. */
function writer(parent: pulumi.Resource, name: string, place: AzurePlace): pulumi.Output<string> {
  const who = new AzureWorkloadIdentity(
    `${name}-writer`,
    {
      identity,
      scope: place,
      oidcIssuer: place.cluster.oidcIssuer,
      namespace,
      serviceAccount: objectName,
      grants: [
        {
          role: "Key Vault Certificates Officer",
          scope: pulumi.interpolate`${place.secrets.vaultId}/certificates/${vaultName}`,
          on: "certificate",
        },
      ],
    },
    { parent },
  );
  const metadata = { name: objectName, namespace, labels: objectLabels(identity) };
  const account = new ServiceAccount(
    `${name}-account`,
    {
      metadata: { ...metadata, annotations: { [clientIdAnnotation]: who.clientId } },
      // No pod is it: External Secrets asks for its tokens.
      automountServiceAccountToken: false,
    },
    { parent },
  );
  const store = new SecretStore(
    `${name}-vault`,
    {
      metadata,
      spec: {
        provider: {
          azurekv: {
            authType: "WorkloadIdentity",
            tenantId: place.tenantId,
            vaultUrl: place.secrets.vaultUri,
            serviceAccountRef: { name: onceMade(account, objectName) },
          },
        },
      },
    },
    { parent, dependsOn: [who] },
  );
  return onceMade(store, objectName);
}

/** Who the application gateway is to the vault. */
function readerOf(parent: pulumi.Resource, name: string, place: AzurePlace) {
  const reader = new UserAssignedIdentity(`${name}-reader`, azureWhere(place, identity), { parent });
  const grant = grantRole(parent, `${name}-reader-secret`, place, {
    role: "Key Vault Secrets User",
    scope: pulumi.interpolate`${place.secrets.vaultId}/secrets/${vaultName}`,
    principalId: reader.principalId,
    description: "The application gateway reads its certificate",
  });
  return { id: reader.id, grants: [grant] };
}
