import { createHash } from "node:crypto";
import { bucketName } from "../components/core/aws-bucket.ts";
import { physicalName } from "../components/core/physical-names.ts";
import type { AwsStateConfig, AzureStateConfig, StateConfig } from "./config.ts";

/** How pulumi is told where a stack's state is, and what encrypts the secrets in it. */
export interface StateAddresses {
  /** Value of `PULUMI_BACKEND_URL`. */
  readonly url: string;
  /** Value of `secretsprovider` in the stack's file. */
  readonly secretsProvider: string;
}

/** Names that are taken once: known before anything is made, so that everybody can be told of them beforehand. */
export function addressesOf(config: StateConfig): StateAddresses {
  if (config.cloud === "aws") {
    const { bucket, alias, region } = awsNames(config);
    return { url: `s3://${bucket}?region=${region}`, secretsProvider: `awskms://${alias}?region=${region}` };
  }
  const { account, container, vault, key } = azureNames(config);
  return {
    url: `azblob://${container}?storage_account=${account}`,
    secretsProvider: `azurekeyvault://${vault}.vault.azure.net/keys/${key}`,
  };
}

export function awsNames({ stage, aws: { account, region } }: AwsStateConfig) {
  const place = { stage, accountId: account, region };
  return {
    region,
    bucket: bucketName(place, "state"),
    accessLogs: bucketName(place, "state-access-logs"),
    alias: `alias/${physicalName("key alias", stage, "state")}`,
  };
}

/** Accounts of storage and vaults share their names with the whole world, in 24 characters. */
export function azureNames({ stage, azure: { subscription } }: AzureStateConfig) {
  const hash = createHash("sha256").update(subscription).digest("hex").slice(0, 8);
  return {
    group: `${stage}-state`,
    account: `${stage}state${hash}`,
    container: "state",
    vault: `${stage}-state-${hash}`,
    key: "state",
    logs: `${stage}-state-logs`,
  };
}
