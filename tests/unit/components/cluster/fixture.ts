import { ManagedCluster } from "../../../../components/cluster/cluster.ts";
import { clusterProvider } from "../../../../components/cluster/kubeconfig.ts";
import type { ClusterArgs } from "../../../../components/cluster/spec.ts";
import { accountId, keysOf, renderAws } from "../../../lib/aws.ts";
import { output } from "../../../lib/outputs.ts";

/** Zones of the cluster. */
export const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
/** Role that deploys. */
export const deployer = `arn:aws:iam::${accountId}:role/ci/Deployer`;
/** Arguments of a cluster with nothing optional. */
export const args: ClusterArgs = {
  cloud: "aws",
  region: "us-east-1",
  role: "primary",
  stage: "prod",
  accountId,
  clusterName: "prod-platform",
  network: {
    zones,
    privateSubnetIds: zones.map((zone) => output(`subnet-${zone}`)),
    nodeSecurityGroupId: output("sg-nodes"),
    controlPlaneSecurityGroupId: output("sg-control-plane"),
  },
  serviceCidr: "172.20.0.0/16",
  keys: keysOf("us-east-1"),
  nodes: { general: { instanceType: "m7i.2xlarge", least: 6, most: 24, diskGiB: 100 } },
  largestPod: { cpu: "4000m", memory: "11Gi" },
  administrators: [deployer],
  logRetentionDays: 365,
  protect: true,
};

/** The cluster, and the provider by which the program reaches it. */
export const build = (change: Partial<ClusterArgs> = {}) =>
  renderAws((opts) => {
    const cluster = new ManagedCluster("cluster", { ...args, ...change }, opts);
    clusterProvider("cluster-api", { kubeconfig: cluster.kubeconfig, identifier: "arn:of:it" }, { parent: cluster });
  });

/** Tags of a part of the platform. */
export const tagsOf = (component: string) => ({ system: "platform", component, owner: "platform" });
