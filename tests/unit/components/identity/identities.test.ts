import assert from "node:assert/strict";
import { CloudSecretStore } from "../../../../components/identity/cloud-secret-store.ts";
import {
  certificateSolverIdentity,
  clusterBackupIdentity,
  PlatformIdentities,
} from "../../../../components/identity/platform-identities.ts";
import { readableSecret } from "../../../../components/identity/secret-access.ts";
import { WorkloadIdentity, type WorkloadIdentityArgs } from "../../../../components/identity/workload-identity.ts";
import { accountId, awsPeer, awsPlace, inputsOf, policyOf, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";

const place = awsPlace();
const replica = awsPlace({ region: "us-west-2", role: "replica" });
const queue = `arn:aws:sqs:us-east-1:${accountId}:orders`;
const args: WorkloadIdentityArgs = {
  identity: { system: "shop", component: "orders" },
  place,
  namespace: "shop",
  serviceAccount: "orders",
  statements: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [queue] }],
};
const key = (purpose: string) => `arn:aws:kms:us-east-1:${accountId}:key/${purpose}`;

const workload = await renderAws((opts) => {
  new WorkloadIdentity("orders", args, opts);
  new WorkloadIdentity("orders-us-west-2", { ...args, place: replica }, opts);
});

const logs = { archive: place.logArchive, audit: place.auditArchive };
const platform = await renderAws((opts) => {
  const identities = new PlatformIdentities("identities", { place, clusterName: "prod", logs }, opts);
  const inside = { parent: identities };
  certificateSolverIdentity("solver", { place, zoneArn: "arn:aws:route53:::hostedzone/Z1" }, inside);
  clusterBackupIdentity("velero", { place, bucket: place.logArchive, folder: "velero" }, inside);
  new CloudSecretStore("secret-store", { place: replica }, inside);
  const everywhere = awsPlace({ peers: [awsPeer("us-west-2", "replica"), awsPeer("eu-central-1", "standby")] });
  readableSecret(identities, "secret-policy", everywhere, "arn:of:the:secret");
});
const statements = (role: string) =>
  list(at(policyOf(inputsOf(platform, "iam:RolePolicy", `${role}-policy`)), "Statement"));

describe("the identity of a workload on AWS", () => {
  it("is a role for the pods of one service account in one cluster", () => {
    const role = inputsOf(workload, "iam:Role", "orders");
    assert.deepEqual(policyOf(role, "assumeRolePolicy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": accountId,
              "aws:RequestTag/kubernetes-namespace": "shop",
              "aws:RequestTag/kubernetes-service-account": ["orders"],
            },
            ArnEquals: { "aws:SourceArn": `arn:aws:eks:us-east-1:${accountId}:cluster/prod` },
          },
        },
      ],
    });
    assert.deepEqual(role.tags, { system: "shop", component: "orders", owner: "shop" });
    assert.deepEqual(policyOf(inputsOf(workload, "iam:RolePolicy", "orders-policy")), {
      Version: "2012-10-17",
      Statement: args.statements,
    });
    assert.deepEqual(inputsOf(workload, "eks:PodIdentityAssociation", "orders-association"), {
      clusterName: "prod",
      namespace: "shop",
      serviceAccount: "orders",
      roleArn: `arn:aws:iam::${accountId}:role/orders`,
      tags: { system: "shop", component: "orders", owner: "shop" },
    });
  });

  it("is trusted by the cluster of its own region", () => {
    const trust = policyOf(inputsOf(workload, "iam:Role", "orders-us-west-2"), "assumeRolePolicy");
    assert.deepEqual(at(list(at(trust, "Statement"))[0], "Condition", "ArnEquals"), {
      "aws:SourceArn": `arn:aws:eks:us-west-2:${accountId}:cluster/prod`,
    });
  });

  it("is refused when Kubernetes or IAM would not take its names", () => {
    const opts = { providers: [] };
    assert.throws(() => new WorkloadIdentity("i", { ...args, namespace: "Shop" }, opts), {
      message: 'identity i: namespace: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Shop"',
    });
    assert.throws(() => new WorkloadIdentity("i", { ...args, serviceAccount: "a_b" }, opts), /serviceAccount/);
  });

  it("is refused when its role's name leaves no room for the ending that tells replacements apart", async () => {
    const name = "a".repeat(57);
    await assert.rejects(
      renderAws((opts) => new WorkloadIdentity(name, args, opts)),
      { message: `role ${name}: name: expected at most 56 characters, got "${name}"` },
    );
  });
});

describe("identities of the platform on AWS", () => {
  it("belong to the service accounts of the charts", () => {
    const associations = platform.resources
      .filter(({ type }) => type.endsWith(":PodIdentityAssociation"))
      .map(({ inputs }) => `${String(inputs.namespace)}/${String(inputs.serviceAccount)}`);
    assert.deepEqual(associations, [
      "external-secrets/external-secrets",
      "node-agents/fluent-bit",
      "cluster-autoscaler/cluster-autoscaler",
      "cert-manager/cert-manager",
      "velero/velero-server",
    ]);
  });

  it("let External Secrets use the key of secrets, through Secrets Manager", () => {
    assert.deepEqual(statements("identities-external-secrets"), [
      {
        Sid: "KeyOfSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [key("secrets")],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  it("let the collector add logs, and read none", () => {
    assert.deepEqual(statements("identities-log-shipper"), [
      {
        Sid: "ShipLogs",
        Effect: "Allow",
        Action: ["s3:PutObject"],
        Resource: ["arn:aws:s3:::logs/application/*", "arn:aws:s3:::logs/history/*", "arn:aws:s3:::audit/audit/*"],
      },
      {
        Sid: "KeyOfLogs",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [key("logs")],
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  it("let the autoscaler size the groups of its own cluster, by the tags that EKS gives them", () => {
    const at = `us-east-1:${accountId}`;
    assert.deepEqual(statements("identities-node-scaler"), [
      {
        Sid: "SizeGroups",
        Effect: "Allow",
        Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        Resource: [`arn:aws:autoscaling:${at}:autoScalingGroup:*:autoScalingGroupName/eks-*`],
        Condition: {
          StringEquals: {
            "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
            "aws:ResourceTag/k8s.io/cluster-autoscaler/prod": "owned",
          },
        },
      },
      {
        Sid: "ReadGroups",
        Effect: "Allow",
        Action: ["eks:DescribeNodegroup"],
        Resource: [`arn:aws:eks:${at}:nodegroup/prod/*`],
      },
      {
        Sid: "Describe",
        Effect: "Allow",
        Action: [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeScalingActivities",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
        ],
        Resource: ["*"],
        Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      },
    ]);
  });

  it("let cert-manager answer challenges in its zone", () => {
    const zone = "arn:aws:route53:::hostedzone/Z1";
    assert.deepEqual(statements("solver"), [
      {
        Sid: "WatchChanges",
        Effect: "Allow",
        Action: ["route53:GetChange"],
        Resource: ["arn:aws:route53:::change/*"],
      },
      { Sid: "ReadZone", Effect: "Allow", Action: ["route53:ListResourceRecordSets"], Resource: [zone] },
      {
        Sid: "AnswerChallenges",
        Effect: "Allow",
        Action: ["route53:ChangeResourceRecordSets"],
        Resource: [zone],
        Condition: {
          "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
          "ForAllValues:StringLike": {
            "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"],
          },
        },
      },
    ]);
  });

  it("let Velero keep its folder, and snapshots that it made", () => {
    const all = statements("velero");
    const of = (sid: string) => all.find((one) => at(one, "Sid") === sid);
    assert.deepEqual(at(of("KeepBackups"), "Resource"), ["arn:aws:s3:::logs/velero/*"]);
    assert.deepEqual(of("ListBackups"), {
      Sid: "ListBackups",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: ["arn:aws:s3:::logs"],
      Condition: { StringLike: { "s3:prefix": ["velero/*"] } },
    });
    assert.deepEqual(at(of("DeleteSnapshots"), "Condition"), {
      StringLike: { "aws:ResourceTag/velero.io/backup": "*" },
    });
    assert.deepEqual(
      all.filter((one) => list(at(one, "Resource")).includes("*")).map((one) => [at(one, "Sid"), at(one, "Action")]),
      [["Describe", ["ec2:DescribeSnapshots", "ec2:DescribeVolumes"]]],
    );
  });
});

describe("secrets on AWS", () => {
  it("come into a cluster by a store that needs no key", () => {
    const store = platform.resources.find(
      ({ type }) => type === "kubernetes:external-secrets.io/v1:ClusterSecretStore",
    );
    assert.deepEqual(at(store?.inputs, "metadata", "name"), "cloud-secrets");
    assert.deepEqual(at(store?.inputs, "spec"), {
      provider: { aws: { service: "SecretsManager", region: "us-west-2" } },
    });
  });

  it("are readable to External Secrets of every region, each by its own policy", () => {
    const inputs = inputsOf(platform, "secretsmanager:SecretPolicy", "secret-policy");
    assert.deepEqual([inputs.secretArn, inputs.blockPublicPolicy], ["arn:of:the:secret", true]);
    const role = `arn:aws:iam::${accountId}:role/secrets-reader`;
    assert.deepEqual(at(policyOf(inputs), "Statement"), [
      {
        Sid: "CopyIntoClusters",
        Effect: "Allow",
        Principal: { AWS: [role, `${role}-us-west-2`, `${role}-eu-central-1`] },
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: ["*"],
      },
    ]);
  });
});
