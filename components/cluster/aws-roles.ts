import type * as pulumi from "@pulumi/pulumi";
import { type PolicyStatement, serviceTrust } from "../core/aws-policy.ts";
import { type MadeRole, makeRole } from "../identity/aws-roles.ts";
import type { ClusterSpec } from "./spec.ts";

const identity = { system: "platform", component: "cluster" };

/** Role of the control plane: AWS' own policy for it, and the key of the cluster's Secrets. */
export function controlPlaneRole(parent: pulumi.Resource, name: string, spec: ClusterSpec): MadeRole {
  return makeRole(parent, `${name}-control-plane`, {
    identity,
    description: "EKS control plane",
    trust: {
      ...serviceTrust(spec, "eks.amazonaws.com"),
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
    statements: [
      {
        Sid: "EncryptSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
        Resource: [spec.keys.cluster],
      },
    ],
    managed: [`arn:${spec.partition}:iam::aws:policy/AmazonEKSClusterPolicy`],
  });
}

/** Role of the nodes: to join the cluster and to pull images. Pods have roles of their own, and cannot get at this one. */
export function nodeRole(parent: pulumi.Resource, name: string, { partition }: ClusterSpec): MadeRole {
  const trust: PolicyStatement = {
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: ["sts:AssumeRole"],
  };
  return makeRole(parent, `${name}-nodes`, {
    identity,
    description: "EKS nodes",
    trust,
    managed: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"].map(
      (policy) => `arn:${partition}:iam::aws:policy/${policy}`,
    ),
  });
}
