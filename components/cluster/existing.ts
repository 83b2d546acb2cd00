import { Provider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterConfig } from "../../config/schema.ts";

/**
 * A cluster that somebody else runs, named by a context of the kubeconfig.
 *
 * The provider is explicit, so that no resource ever lands in whatever context happens to be current.
 */
export function existingCluster(name: string, config: ClusterConfig, opts?: pulumi.CustomResourceOptions): Provider {
  return new Provider(
    name,
    {
      context: config.context,
      kubeconfig: config.kubeconfig,
      // Configuration changes in place, and the checksum on the pod template rolls the pods.
      enableConfigMapMutable: true,
      enableSecretMutable: true,
    },
    opts,
  );
}
