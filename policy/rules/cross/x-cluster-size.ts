import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import type { ClusterArgs } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import type { AgentPoolArgs } from "@pulumi/azure-native/containerservice/agentPool.js";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import type { Given } from "../../lib/demands.ts";
import { awsMachine, azureMachine, type MachineSize } from "../../lib/machines.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

const eksCluster = "aws:eks/cluster:Cluster" as ResourceType<Given<ClusterArgs>>;
const nodeGroup = "aws:eks/nodeGroup:NodeGroup" as ResourceType<Given<NodeGroupArgs>>;
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const aksCluster = "azure-native:containerservice:ManagedCluster" as ResourceType<Given<ManagedClusterArgs>>;
const agentPool = "azure-native:containerservice:AgentPool" as ResourceType<Given<AgentPoolArgs>>;

/** Nodes of one kind that are there at all times. */
interface Pool {
  readonly machine: string;
  /** Undefined for a machine whose name says nothing of its size. */
  readonly size: MachineSize | undefined;
  readonly nodes: number;
  /** Disk of each. Unit: GiB. */
  readonly disk: number;
}

/** Disks where nobody says: EKS' own, and the smallest that AKS makes. Unit: GiB. */
const defaultDisk = { eks: 20, aks: 128 } as const;

const units = { cores: "cores", memory: "GiB of memory", storage: "GiB of disks" } as const;

export default stackRule({
  name: "x-cluster-size",
  severity: "medium",
  level: "M",
  description: "The nodes that a cluster has at all times must have the size that the guides ask for, together.",
  remediationSteps: "Raise the least number of nodes, their kind of machine, or their disks.",
  framework: guides("REC-003"),
  tags: [],
  requirements: ["REC-003", "REC-004"],
  on: [eksCluster, aksCluster],
  thresholds: {
    floor: threshold<Readonly<Record<string, number>>>({
      description: "The least of a cluster's nodes together: cores, and GiB of memory and of their disks (storage).",
      type: "object",
      values: {
        dev: { cores: 4, memory: 8, storage: 50 },
        staging: { cores: 4, memory: 8, storage: 50 },
        // What the guide recommends for production (REC-004).
        prod: { cores: 8, memory: 16, storage: 100 },
        "prod-azure": { cores: 8, memory: 16, storage: 100 },
      },
    }),
  },
  check(subject: Resource<Given<ClusterArgs & ManagedClusterArgs>>, stack, { config, notApplicable }) {
    if (subject.props.computeConfig?.enabled === true) return notApplicable("its nodes come and go with the pods");
    const pools = subject.type === eksCluster ? eksPools(subject, stack) : aksPools(subject, stack);
    const unclear = pools.find(({ size }) => size === undefined);
    if (unclear) return notApplicable(`the name of ${unclear.machine} does not say its size`);
    const sum = (of: (pool: Pool) => number) => pools.reduce((all, pool) => all + pool.nodes * of(pool), 0);
    const found: Readonly<Record<keyof typeof units, number>> = {
      cores: sum(({ size }) => size?.cores ?? 0),
      memory: sum(({ size }) => size?.memory ?? 0),
      storage: sum(({ disk }) => disk),
    };
    return collect(["cores", "memory", "storage"] as const, (what) => {
      const least = config.floor[what] ?? 0;
      const path = subject.type === eksCluster ? `${nodeGroup}[]` : "agentPoolProfiles[]";
      if (found[what] >= least) return [];
      return [{ path, expected: `${least} ${units[what]} together, or more`, found: String(found[what]) }];
    });
  },
});

function eksPools(cluster: Resource<Given<ClusterArgs>>, stack: Stack): Pool[] {
  const groups = stack.companions(cluster, nodeGroup, "clusterName", () => [cluster.props.name]);
  return groups.map((group) => {
    const { instanceTypes, scalingConfig, diskSize } = group.props;
    // EKS' own choice where none is named.
    const machine = smallest((instanceTypes ?? []).map(String)) ?? "t3.medium";
    const disk = diskSize ?? templateDisk(group) ?? defaultDisk.eks;
    return { machine, size: awsMachine(machine), nodes: scalingConfig?.minSize ?? 0, disk };
  });
}

/** Of several kinds the least counts, or one that says nothing of its size. */
function smallest(machines: readonly string[]): string | undefined {
  const cores = (machine: string) => awsMachine(machine)?.cores ?? 0;
  return machines.toSorted((a, b) => cores(a) - cores(b))[0];
}

/** Disks of the template that a group starts its nodes from. */
function templateDisk({ propertyDependencies }: Resource): number | undefined {
  const template = (propertyDependencies["launchTemplate"] ?? []).find(({ type }) => type === launchTemplate);
  if (template === undefined) return undefined;
  const { blockDeviceMappings }: Given<LaunchTemplateArgs> = template.props;
  return blockDeviceMappings?.reduce((all, mapping) => all + (mapping?.ebs?.volumeSize ?? 0), 0);
}

function aksPools(cluster: Resource<Given<ManagedClusterArgs>>, stack: Stack): Pool[] {
  const further = stack.companions(cluster, agentPool, "resourceName", () => [cluster.props.resourceName]);
  const pools: readonly Given<AgentPoolArgs>[] = [
    ...(cluster.props.agentPoolProfiles ?? []).flatMap((pool) => pool ?? []),
    ...further.map(({ props }) => props),
  ];
  return pools.map(({ vmSize, minCount, count, osDiskSizeGB }) => ({
    machine: vmSize ?? "a machine that is not named",
    size: azureMachine(vmSize ?? ""),
    nodes: minCount ?? count ?? 0,
    disk: osDiskSizeGB ?? defaultDisk.aks,
  }));
}
