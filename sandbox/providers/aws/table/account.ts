import { oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { kmsKeyArn } from "./parts.ts";

/** What is on or off for an account in a region. */
export const account: Rows = {
  "aws:ebs/defaultKmsKey:DefaultKmsKey": {
    id: "{keyArn}",
    replaces: ["keyArn"],
    overwrites: true,
    needs: { keyArn: kmsKeyArn },
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": {
    id: "ebs-encryption-{region}",
    overwrites: true,
    defaults: { enabled: true },
  },
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {
    id: "{region}",
    overwrites: true,
    rules: { state: oneOf("block-all-sharing", "block-new-sharing", "unblocked") },
  },
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
    id: "{region}",
    overwrites: true,
    rules: { internetGatewayBlockMode: oneOf("block-bidirectional", "block-ingress", "off") },
    computed: { awsAccountId: "{account}", awsRegion: "{region}" },
  },
};
