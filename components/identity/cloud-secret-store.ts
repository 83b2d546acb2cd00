import * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { objectLabels } from "../core/labels.ts";
import type { AwsPlace } from "../core/place.ts";
import { ClusterSecretStore, type ClusterSecretStoreProvider } from "../crds/external-secrets.ts";
import { cloudSecretStore, platformAccounts } from "./platform-identities.ts";

/** What the way to a cloud's secret store has to know of where it is. */
type SecretStorePlace =
  Pick<AwsPlace, "cloud" | "region"> | Pick<AzurePlace, "cloud" | "region" | "tenantId" | "secrets">;

export interface CloudSecretStoreArgs {
  readonly place: SecretStorePlace;
}

/**
 * The way from Secrets Manager, or from the region's vault, into the cluster, with the identity of External Secrets itself. It is one of its
 * kinds, so it comes after its chart.
 */
export class CloudSecretStore extends pulumi.ComponentResource {
  static readonly token = "plumbline:identity:CloudSecretStore";

  constructor(name: string, { place }: CloudSecretStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super(CloudSecretStore.token, name, { region: place.region }, opts);
    new ClusterSecretStore(
      name,
      {
        metadata: {
          name: cloudSecretStore,
          labels: objectLabels({ system: "platform", component: "secret-store" }),
        },
        spec: { provider: providerOf(place) },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function providerOf(place: SecretStorePlace): ClusterSecretStoreProvider {
  switch (place.cloud) {
    case "aws":
      return { aws: { service: "SecretsManager", region: place.region } };
    case "azure": {
      // External Secrets asks for a token of its own account, which says which identity it is.
      const { namespace, serviceAccount } = platformAccounts["external-secrets"];
      return {
        azurekv: {
          authType: "WorkloadIdentity",
          tenantId: place.tenantId,
          vaultUrl: place.secrets.vaultUri,
          serviceAccountRef: { name: serviceAccount, namespace },
        },
      };
    }
  }
}
