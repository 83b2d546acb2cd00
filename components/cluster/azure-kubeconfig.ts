import * as pulumi from "@pulumi/pulumi";

/** Application of AKS in Entra that tokens for the API are for; the same in every tenant. */
const serverApplication = "6dae42f8-4368-4678-94ff-3960e28e3630";

/** A cluster's API and who signs its certificate. */
export interface AksApi {
  readonly tenantId: string;
  readonly name: pulumi.Input<string>;
  /** URL of the API, in the private zone of the cluster, and the certificate of who signs for it. */
  readonly api: pulumi.Input<{ readonly server: string; readonly "certificate-authority-data": string }>;
}

/**
 * A kubeconfig without any secret: `kubelogin` fetches a token with whatever identity the caller has, signed in to the Azure CLI or in a
 * pipeline's workload identity, whenever a client connects.
 */
export function aksKubeconfig({ tenantId, name, api }: AksApi): pulumi.Output<string> {
  return pulumi.jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: api }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "kubelogin",
            args: ["get-token", "--login", "azurecli", "--server-id", serverApplication, "--tenant-id", tenantId],
            interactiveMode: "Never",
            // Tells the plugin which cluster the token is for.
            provideClusterInfo: true,
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
