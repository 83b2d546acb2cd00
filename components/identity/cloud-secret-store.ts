import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import type { AwsPlace } from "../core/place.ts";
import { ClusterSecretStore } from "../crds/external-secrets.ts";
import { cloudSecretStore } from "./platform-identities.ts";

export interface CloudSecretStoreArgs {
  readonly place: Pick<AwsPlace, "region">;
}

/**
 * The way from Secrets Manager into the cluster, with the identity of External Secrets itself. It is one of its kinds, so it comes after its
 * chart.
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
        spec: { provider: { aws: { service: "SecretsManager", region: place.region } } },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
