/** A wildcard that somebody looked at, and why it stays. */
export interface Reviewed {
  /** What it is on: logical names, without region. */
  readonly on: RegExp;
  /** Its patterns. Account, stage and regions are left out. */
  readonly what: readonly string[];
  /** What it allows: every action has to match. @default - any action; the pattern is as narrow as the thing itself */
  readonly actions?: RegExp;
  /** Key of a condition that has to be there. @default - none */
  readonly condition?: string;
  readonly because: string;
}

const system = "(ecommerce|firefly|onboarding|reconciliation)";
const bucket = (name: string, path: string) => `arn:aws:s3:::STAGE-${name}-ACCOUNT-REGION/${path}`;
const ec2 = (...kinds: readonly string[]) => kinds.map((kind) => `arn:aws:ec2:REGION:ACCOUNT:${kind}/*`);
const rds = (...kinds: readonly string[]) => kinds.map((kind) => `arn:aws:rds:REGION:ACCOUNT:${kind}`);
const snapshots = ["arn:aws:ec2:REGION::snapshot/*"];

const systems = ["cap", "ecommerce", "firefly", "onboarding", "reconciliation"];
const folderOf = (each: string) =>
  each === "firefly" ? "transactional-engine/" : each === "onboarding" ? "onboarding/" : "";

/** Folders of a system's bucket: one for each tier, and one of the operator of PostgreSQL. */
const backupFolders = (each: string) => [
  ...["daily", "weekly", "monthly", "yearly"].map((tier) => folderOf(each) + tier),
  ...(["cap", "ecommerce"].includes(each) ? [] : ["postgres"]),
];

export const reviewed: readonly Reviewed[] = [
  {
    on: /^region-keys-[a-z]+$/,
    what: ["*"],
    actions: /^kms:/,
    because: "in the policy of a key, `*` is that key",
  },
  {
    on: /-readers$/,
    what: ["*"],
    actions: /^secretsmanager:(DescribeSecret|GetSecretValue|PutSecretValue|UpdateSecretVersionStage)$/,
    because: "in the policy of a secret, `*` is that secret",
  },
  {
    on: /^region-keys-volumes$/,
    what: ["Principal *"],
    condition: "aws:PrincipalArn",
    because: "a role that the service makes may not be there yet, and a key's policy cannot name it as principal then",
  },
  {
    on: new RegExp(`^${system}-vault-restore-role-policy$`),
    what: rds("cluster:awsbackup-restore-test-*", "db:awsbackup-restore-test-*"),
    actions: /^rds:/,
    because: "a restore test makes clusters by names of its own, all of this prefix",
  },
  {
    on: new RegExp(`^${system}-vault-restore-role-policy$`),
    what: rds("cluster-pg:*", "og:*", "subgrp:*"),
    actions: /^rds:RestoreDBClusterFromSnapshot$/,
    because: "a restore names its groups of settings and of subnets, which Pulumi names at random",
  },
  {
    on: new RegExp(`^${system}-vault(-restore)?-role-policy$`),
    what: rds("cluster-snapshot:awsbackup:*"),
    actions: /^rds:/,
    because: "recovery points are snapshots whose names AWS Backup makes up, all of this prefix",
  },
  {
    on: /^onboarding-kafka-replicator-role-policy$/,
    what: [
      "arn:aws:kafka:REGION:ACCOUNT:topic/STAGE-onboarding-kafka/00000000-0000-0000-0000-000000000000-2/__amazon_msk_replicator*",
    ],
    actions: /^kafka-cluster:/,
    because: "the Replicator keeps its state in topics whose names it makes up, all of this prefix",
  },
  {
    on: /^backup-store-[a-z]+-replication-policy$/,
    what: [...systems, "velero"].flatMap((each) => [
      bucket(`${each}-backups`, "*"),
      bucket(`${each}-backups-copy`, "*"),
    ]),
    actions: /^s3:(GetObject|Replicate)/,
    because: "a bucket is copied whole",
  },
  {
    on: /^[a-z]+-backup-access-(writer|driller|reader)-policy$/,
    what: systems.flatMap((each) => backupFolders(each).map((folder) => bucket(`${each}-backups`, `${folder}/*`))),
    actions: /^s3:(AbortMultipartUpload|GetObject|GetObjectVersion|ListMultipartUploadParts|PutObject)$/,
    because: "backups are named by their time",
  },
  {
    on: /^[a-z]+-backup-access-(driller|observer)-policy$/,
    what: systems.map((each) => bucket(`${each}-backups`, `${folderOf(each)}receipts/*`)),
    actions: /^s3:(AbortMultipartUpload|GetObject|ListMultipartUploadParts|PutObject)$/,
    because: "receipts are named by their time",
  },
  {
    on: /^[a-z]+-backup-access-observer-policy$/,
    what: systems.flatMap((each) =>
      backupFolders(each).map((folder) => bucket(`${each}-backups`, `${folder}/*/manifest.json`)),
    ),
    actions: /^s3:GetObject$/,
    because: "what tells of backups reads what describes them alone",
  },
  {
    on: /^ecommerce-(order|user)-service-identity-policy$/,
    what: ["*"],
    actions: /^sns:Publish$/,
    condition: "aws:RequestedRegion",
    because: "a phone is no resource; the statement after it takes all topics out again",
  },
  {
    on: /^edge-firewall-log-delivery$/,
    what: ["arn:aws:logs:REGION:ACCOUNT:log-group:aws-waf-logs-STAGE-platform:log-stream:*"],
    actions: /^logs:(CreateLogStream|PutLogEvents)$/,
    condition: "aws:SourceArn",
    because: "the service names the streams of its log group",
  },
  {
    on: /^platform-cert-manager-identity-policy$/,
    what: ["arn:aws:route53:::change/*"],
    actions: /^route53:GetChange$/,
    because: "a change gets its id when it is made",
  },
  {
    on: /^platform-velero-identity-policy$/,
    what: ["*"],
    actions: /^ec2:Describe/,
    condition: "aws:RequestedRegion",
    because: "lists of EC2 take no resource",
  },
  {
    on: /^platform-velero-identity-policy$/,
    what: snapshots,
    actions: /^ec2:(CreateSnapshot|CreateTags|CreateVolume|DeleteSnapshot)$/,
    condition: "aws:ResourceTag/velero.io/backup",
    because: "snapshots get their ids when they are made; only those of backups are read or deleted",
  },
  {
    on: /^platform-velero-identity-policy$/,
    what: snapshots,
    actions: /^ec2:CreateSnapshot$/,
    condition: "aws:RequestTag/velero.io/backup",
    because: "a snapshot has no id yet when it is made; it is marked as a backup's",
  },
  {
    on: /^platform-velero-identity-policy$/,
    what: [...snapshots, ...ec2("volume")],
    actions: /^ec2:CreateTags$/,
    condition: "ec2:CreateAction",
    because: "tags are put on while a snapshot or a volume is made, and never later",
  },
  {
    on: /^platform-velero-identity-policy$/,
    what: ec2("volume"),
    actions: /^ec2:(CreateSnapshot|CreateVolume)$/,
    because: "volumes are made by the claims of pods, and get their ids then",
  },
  {
    on: /^platform-velero-identity-policy$/,
    what: [bucket("velero-backups", "objects/*")],
    actions: /^s3:/,
    because: "objects of its own folder",
  },
  {
    on: /^region-identities-node-scaler-policy$/,
    what: ["arn:aws:autoscaling:REGION:ACCOUNT:autoScalingGroup:*:autoScalingGroupName/eks-*"],
    actions: /^autoscaling:(SetDesiredCapacity|TerminateInstanceInAutoScalingGroup)$/,
    condition: "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled",
    because: "EKS names the groups that it makes, and gives those of a cluster its tag",
  },
  {
    on: /^region-(cluster-node-updates|identities-node-scaler)-policy$/,
    what: ["arn:aws:eks:REGION:ACCOUNT:nodegroup/STAGE-platform/*"],
    actions: /^eks:(DescribeNodegroup|UpdateNodegroupVersion)$/,
    because: "the groups of its own cluster, whose ids EKS makes",
  },
  {
    on: /^region-identities-node-scaler-policy$/,
    what: ["*"],
    actions: /^(autoscaling|ec2):Describe/,
    condition: "aws:RequestedRegion",
    because: "lists of EC2 and Auto Scaling take no resource",
  },
  {
    on: /^region-cluster-(aws-ebs-csi-driver|vpc-cni)-policy$/,
    what: ["*"],
    actions: /^ec2:Describe/,
    condition: "aws:RequestedRegion",
    because: "lists of EC2 take no resource",
  },
  {
    on: /^region-cluster-aws-ebs-csi-driver-policy$/,
    what: [...snapshots, ...ec2("volume")],
    actions: /^ec2:(AttachVolume|CreateSnapshot|CreateVolume|DeleteSnapshot|DeleteVolume|DetachVolume|ModifyVolume)$/,
    condition: "ec2:ResourceTag/ebs.csi.aws.com/cluster",
    because: "volumes and snapshots get their ids when they are made; only those of the driver are touched",
  },
  {
    on: /^region-cluster-aws-ebs-csi-driver-policy$/,
    what: [...snapshots, ...ec2("volume")],
    actions: /^ec2:(CreateSnapshot|CreateVolume)$/,
    condition: "aws:RequestTag/ebs.csi.aws.com/cluster",
    because: "what is made has no id yet; it is marked as the driver's",
  },
  {
    on: /^region-cluster-aws-ebs-csi-driver-policy$/,
    what: [...snapshots, ...ec2("volume")],
    actions: /^ec2:CreateTags$/,
    condition: "ec2:CreateAction",
    because: "tags are put on while a snapshot or a volume is made, and never later",
  },
  {
    on: /^region-cluster-aws-ebs-csi-driver-policy$/,
    what: ec2("instance"),
    actions: /^ec2:(Attach|Detach)Volume$/,
    because: "nodes come and go; the volume has to be the driver's",
  },
  {
    on: /^region-cluster-vpc-cni-policy$/,
    what: ec2("instance", "network-interface", "security-group", "subnet"),
    actions:
      /^ec2:(AssignPrivateIpAddresses|AttachNetworkInterface|CreateNetworkInterface|CreateTags|DeleteNetworkInterface|DetachNetworkInterface|ModifyNetworkInterfaceAttribute|UnassignPrivateIpAddresses)$/,
    because: "nodes and their network interfaces come and go",
  },
  {
    on: /^region-identities-log-shipper-policy$/,
    what: [
      bucket("audit-archive", "audit/*"),
      bucket("log-archive", "application/*"),
      bucket("log-archive", "history/*"),
    ],
    actions: /^s3:PutObject$/,
    because: "objects of its own folders",
  },
  {
    on: /^region-logs-(access-)?policy$/,
    what: [
      bucket("access-logs", "*"),
      bucket("access-logs", "load-balancer/AWSLogs/ACCOUNT/*"),
      bucket("log-archive", "network/AWSLogs/ACCOUNT/*"),
    ],
    actions: /^s3:PutObject$/,
    condition: "aws:SourceArn",
    because: "the services that write logs name the objects",
  },
];
