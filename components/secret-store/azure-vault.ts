import type * as pulumi from "@pulumi/pulumi";
import { expiryAlarm } from "../alarms/azure-expiry-alarm.ts";
import { after } from "../core/after.ts";
import type { AzurePlaceSecrets } from "../core/azure-place.ts";
import { cloudSecretStore } from "../identity/platform-identities.ts";
import { privateVault, type PrivateVaultArgs } from "../keys/azure-vault.ts";

export interface SecretVaultArgs extends Pick<PrivateVaultArgs, "scope" | "network" | "workspaceId"> {
  /** Day (UTC) on which secrets in it end, such as `2027-05-31`. */
  readonly secretsExpire: string;
  /** Id of the group that hears of secrets that end. */
  readonly alarmGroup: pulumi.Input<string>;
}

const identity = { system: "platform", component: "secret-store" };

/** The vault of a region's secrets, and what tells people that they end. */
export function secretVault(parent: pulumi.Resource, name: string, args: SecretVaultArgs): AzurePlaceSecrets {
  const { secretsExpire, alarmGroup, ...rest } = args;
  const vault = privateVault(parent, name, { ...rest, identity, holds: "secrets" });
  const alarm = expiryAlarm(parent, name, { scope: rest.scope, identity, vaultId: vault.id, group: alarmGroup });
  return {
    store: cloudSecretStore,
    // Whoever writes a secret comes after what hears of its end.
    vaultName: after(vault.name, [alarm]),
    vaultId: vault.id,
    vaultUri: vault.properties.vaultUri,
    expires: Date.parse(`${secretsExpire}T00:00:00Z`) / 1000,
  };
}
