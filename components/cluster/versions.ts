/**
 * Kubernetes on EKS and what goes with it: the versions that AWS gives to that version by default, as
 * `aws eks describe-addon-versions --kubernetes-version 1.35` lists them (August 2026). They are raised together.
 */
export const eksVersions = {
  kubernetes: "1.35",
  /** Release of the nodes' image, Amazon Linux 2023. */
  nodes: "1.35.6-20260728",
  addons: {
    "vpc-cni": "v1.22.3-eksbuild.1",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.17",
    coredns: "v1.13.2-eksbuild.11",
    "aws-ebs-csi-driver": "v1.63.1-eksbuild.1",
  },
} as const;
export type AddonName = keyof typeof eksVersions.addons;
