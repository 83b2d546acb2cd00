import type { TypePattern } from "../rule.ts";

/** Kinds that live in no namespace, of Kubernetes and of the operators that the program installs. */
const clusterScoped = new Set([
  ...["Namespace", "Node", "PersistentVolume", "ComponentStatus"],
  ...["ClusterRole", "ClusterRoleBinding"],
  ...["StorageClass", "VolumeAttachment", "CSIDriver", "CSINode", "VolumeAttributesClass"],
  ...["VolumeSnapshotClass", "VolumeSnapshotContent", "VolumeGroupSnapshotClass", "VolumeGroupSnapshotContent"],
  ...["IngressClass", "IPAddress", "ServiceCIDR", "PriorityClass", "RuntimeClass", "DeviceClass", "ResourceSlice"],
  ...["CustomResourceDefinition", "APIService", "CertificateSigningRequest", "ClusterTrustBundle"],
  ...["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
  ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
  ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
  ...["FlowSchema", "PriorityLevelConfiguration", "StorageVersionMigration"],
  ...["GatewayClass", "ClusterIssuer", "ClusterImageCatalog", "ClusterAnalysisTemplate"],
  ...["ClusterSecretStore", "ClusterExternalSecret", "ClusterPushSecret", "ClusterGenerator"],
  ...["ClusterTriggerAuthentication", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"],
]);
/** The kind of object that a type token names; undefined for what is no object, such as Release, Chart or ConfigGroup. */
export function kindOf(type: string): string | undefined {
  if (/^kubernetes:(helm\.sh|yaml|kustomize)\//.test(type)) return undefined;
  return /^kubernetes:(?:[a-z0-9.-]+\/)v\d+(?:(?:alpha|beta)\d+)?:([A-Za-z]+)$/.exec(type)?.[1];
}

/** Every object of the Kubernetes API. */
export const objects: TypePattern = {
  describe: "every Kubernetes object",
  matches: (type) => kindOf(type) !== undefined,
};

/** Every object that lives in a namespace. */
export const namespaced: TypePattern = {
  describe: "every Kubernetes object that lives in a namespace",
  matches: (type) => {
    const kind = kindOf(type);
    return kind !== undefined && !clusterScoped.has(kind);
  },
};
