import { SystemTopic } from "@pulumi/azure-native/eventgrid/systemTopic.js";
import { SystemTopicEventSubscription } from "@pulumi/azure-native/eventgrid/systemTopicEventSubscription.js";
import type * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";

export interface ExpiryAlarmArgs {
  readonly scope: AzureScope;
  readonly identity: Identity;
  /** Vault whose secrets end, by its id; in the region of `scope`. */
  readonly vaultId: pulumi.Input<string>;
  /** Id of the group that hears of it. */
  readonly group: pulumi.Input<string>;
}

/**
 * Tells a group when a secret of a vault ends, and thirty days before: a vault itself replaces none. It hears of versions that are written while it is
 * there, so whatever writes secrets comes after it.
 */
export function expiryAlarm(
  parent: pulumi.Resource,
  name: string,
  args: ExpiryAlarmArgs,
): SystemTopicEventSubscription {
  const { scope, identity, vaultId, group } = args;
  const topic = new SystemTopic(
    `${name}-events`,
    { ...azureWhere(scope, identity), source: vaultId, topicType: "Microsoft.KeyVault.vaults" },
    { parent },
  );
  return new SystemTopicEventSubscription(
    `${name}-expiry`,
    {
      resourceGroupName: scope.resourceGroupName,
      systemTopicName: topic.name,
      // The one schema that alerts are made of.
      eventDeliverySchema: "CloudEventSchemaV1_0",
      filter: { includedEventTypes: ["Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired"] },
      destination: {
        endpointType: "MonitorAlert",
        // Warning: what reads the secret is handed it after its end, too.
        severity: "Sev2",
        description: `A secret of ${scope.region} ends within thirty days, or has ended: replace it and move subscription.secretsExpire`,
        actionGroups: [group],
      },
    },
    { parent },
  );
}
