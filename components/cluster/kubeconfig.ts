import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";

/** A cluster's API and who signs its certificate. */
export interface ClusterApi {
  readonly region: string;
  readonly name: pulumi.Input<string>;
  readonly endpoint: pulumi.Input<string>;
  /** Certificate of the authority, base64. */
  readonly certificateAuthority: pulumi.Input<string>;
}

/**
 * A kubeconfig without any secret: `aws eks get-token` fetches a token of fifteen minutes with whatever identity the
 * caller has, whenever a client connects.
 */
export function eksKubeconfig(api: ClusterApi): pulumi.Output<string> {
  return pulumi.jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: api.name, cluster: { server: api.endpoint, "certificate-authority-data": api.certificateAuthority } },
    ],
    users: [
      {
        name: api.name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--output", "json", "--region", api.region, "--cluster-name", api.name],
            interactiveMode: "Never",
          },
        },
      },
    ],
    contexts: [{ name: api.name, context: { cluster: api.name, user: api.name } }],
    "current-context": api.name,
  });
}

/**
 * A provider for a cluster that the program made.
 *
 * @param identifier What makes it the same cluster, so that nothing is replaced when its kubeconfig changes.
 */
export function clusterProvider(
  name: string,
  cluster: { readonly kubeconfig: pulumi.Input<string>; readonly identifier: string },
  opts?: pulumi.CustomResourceOptions,
): Provider {
  return new Provider(
    name,
    {
      kubeconfig: cluster.kubeconfig,
      clusterIdentifier: cluster.identifier,
      // Configuration changes in place, and the checksum on the pod template rolls the pods.
      enableConfigMapMutable: true,
      enableSecretMutable: true,
    },
    opts,
  );
}
