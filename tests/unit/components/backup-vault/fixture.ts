import type { AwsProtectedStore, BackupVaultArgs } from "../../../../components/backup-vault/spec.ts";
import { accountId } from "../../../lib/aws.ts";

/** ARN of a cluster of databases. */
export const clusterArn = (name: string) => `arn:aws:rds:us-east-1:${accountId}:cluster:${name}`;

const surroundings = { subnetGroup: "shop-data", securityGroupId: "sg-data" };

/** Arguments of a vault for two stores. */
export const vaultArgs: BackupVaultArgs<AwsProtectedStore> = {
  system: "shop",
  stores: {
    orders: { kind: "aurora", arn: clusterArn("orders"), ...surroundings },
    "log-store": { kind: "documentdb", arn: clusterArn("log-store"), ...surroundings },
  },
  topic: `arn:aws:sns:us-east-1:${accountId}:backups`,
  protect: true,
};
