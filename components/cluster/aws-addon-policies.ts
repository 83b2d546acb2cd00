import type { PolicyStatement } from "../core/aws-policy.ts";
import type { ClusterSpec } from "./spec.ts";

type Where = Pick<ClusterSpec, "partition" | "region" | "accountId" | "keys">;

const ec2 = ({ partition, region, accountId }: Where, ...kinds: readonly string[]) =>
  kinds.map((kind) => `arn:${partition}:ec2:${region}:${accountId}:${kind}/*`);

/** EC2's Describe actions know no resources; the region is all that they can be held to. */
const describe = (where: Where, ...nouns: readonly string[]): PolicyStatement => ({
  Sid: "Describe",
  Effect: "Allow",
  Action: nouns.map((noun) => `ec2:Describe${noun}`),
  Resource: ["*"],
  Condition: { StringEquals: { "aws:RequestedRegion": where.region } },
});

const allow = (Sid: string, Action: string[], Resource: string[], Condition?: object): PolicyStatement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});

/** The network plugin: interfaces of nodes, and addresses on them. */
export function networkPluginPolicy(where: Where): PolicyStatement[] {
  const interfaces = ec2(where, "network-interface");
  return [
    describe(where, "Instances", "InstanceTypes", "NetworkInterfaces", "SecurityGroups", "Subnets", "Tags"),
    allow(
      "MakeInterfaces",
      ["ec2:CreateNetworkInterface"],
      ec2(where, "network-interface", "security-group", "subnet"),
    ),
    allow(
      "AttachInterfaces",
      ["ec2:AttachNetworkInterface", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"],
      ec2(where, "instance", "network-interface", "security-group"),
    ),
    allow(
      "GiveAddresses",
      ["ec2:AssignPrivateIpAddresses", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"],
      interfaces,
    ),
    allow("TagInterfaces", ["ec2:CreateTags"], interfaces),
  ];
}

const own = "ebs.csi.aws.com/cluster";
const requested = { StringEquals: { [`aws:RequestTag/${own}`]: "true" } };
const tagged = { StringEquals: { [`ec2:ResourceTag/${own}`]: "true" } };

/** The driver of volumes: those that it made itself, and the key that they are encrypted with. */
export function volumeDriverPolicy(where: Where): PolicyStatement[] {
  const [volumes, snapshots] = [ec2(where, "volume"), [`arn:${where.partition}:ec2:${where.region}::snapshot/*`]];
  return [
    describe(
      where,
      "AvailabilityZones",
      "Instances",
      "Snapshots",
      "Tags",
      "Volumes",
      "VolumesModifications",
      "VolumeStatus",
    ),
    allow("MakeVolumes", ["ec2:CreateVolume"], volumes, requested),
    allow("RestoreSnapshots", ["ec2:CreateVolume"], snapshots, tagged),
    allow("MakeSnapshots", ["ec2:CreateSnapshot"], snapshots, requested),
    allow("OfVolumes", ["ec2:CreateSnapshot", "ec2:DeleteVolume", "ec2:ModifyVolume"], volumes, tagged),
    allow("DeleteSnapshots", ["ec2:DeleteSnapshot"], snapshots, tagged),
    allow("AttachVolumes", ["ec2:AttachVolume", "ec2:DetachVolume"], volumes, tagged),
    allow("ToNodes", ["ec2:AttachVolume", "ec2:DetachVolume"], ec2(where, "instance")),
    allow("TagAtCreation", ["ec2:CreateTags"], [...volumes, ...snapshots], {
      StringEquals: { "ec2:CreateAction": ["CreateVolume", "CreateSnapshot"] },
    }),
    {
      Sid: "EncryptVolumes",
      Effect: "Allow",
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: [where.keys.volumes],
    },
    {
      Sid: "LetVolumesGoOn",
      Effect: "Allow",
      Action: ["kms:CreateGrant"],
      Resource: [where.keys.volumes],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
