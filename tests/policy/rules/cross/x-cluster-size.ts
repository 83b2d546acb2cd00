import type { Json } from "../../../../policy/lib/violation.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const config = { floor: { cores: 8, memory: 16, storage: 100 } };
const template = {
  name: "template",
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  props: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 50 } }] },
};
const group = (name: string, props: Readonly<Record<string, Json>>): StackSubject => ({
  name,
  type: "aws:eks/nodeGroup:NodeGroup",
  props: { clusterName: "main", scalingConfig: { minSize: 2 }, ...props },
  refs: { clusterName: ["eks"], launchTemplate: ["template"] },
});
const onEks = stack([
  { name: "eks", type: "aws:eks/cluster:Cluster", props: { name: "main" } },
  template,
  group("nodes", { instanceTypes: ["m7i.xlarge", "m7i.2xlarge"], launchTemplate: { id: "lt-1" } }),
]);
const nodes = (props: Readonly<Record<string, Json>>) => ({ nodes: { props } });
const eks = (expected: string, found: number) =>
  `eks: aws:eks/nodeGroup:NodeGroup[]: expected ${expected} together, or more, found ${found}`;

const onAks = stack([
  {
    name: "aks",
    type: "azure-native:containerservice:ManagedCluster",
    props: {
      resourceName: "main",
      agentPoolProfiles: [{ name: "system", vmSize: "Standard_D4s_v5", count: 2, osDiskSizeGB: 50 }],
    },
  },
]);
const pool = (props: Readonly<Record<string, Json>>): StackSubject => ({
  name: "pool",
  type: "azure-native:containerservice:AgentPool",
  props: { resourceName: "main", ...props },
  refs: { resourceName: ["aks"] },
});
const aks = (expected: string, found: number) =>
  `aks: agentPoolProfiles[]: expected ${expected} together, or more, found ${found}`;

export default [
  onEks("as much as is asked for", {}, [], { config }),
  onEks("too few nodes", nodes({ "/scalingConfig/minSize": 1 }), [eks("8 cores", 4), eks("100 GiB of disks", 50)], {
    config,
  }),
  onEks("several groups", nodes({ "/scalingConfig/minSize": 1 }), [], {
    config,
    plus: [group("more", { instanceTypes: ["m7i.xlarge"], scalingConfig: { minSize: 1 } })],
  }),
  onEks(
    "machines with too little memory",
    nodes({ "/instanceTypes": ["c7i.large"], "/scalingConfig/minSize": 3 }),
    [eks("8 cores", 6), eks("16 GiB of memory", 12)],
    { config },
  ),
  onEks(
    "EKS' own machines and disks",
    { nodes: { props: { "/instanceTypes": undefined }, set: { refs: { clusterName: ["eks"] } } } },
    [eks("8 cores", 4), eks("16 GiB of memory", 8), eks("100 GiB of disks", 40)],
    { config },
  ),
  onEks("disks of the group's own", nodes({ "/diskSize": 30 }), [eks("100 GiB of disks", 60)], { config }),
  onEks("no nodes", { nodes: "removed" }, [eks("8 cores", 0), eks("16 GiB of memory", 0), eks("100 GiB of disks", 0)], {
    config,
  }),
  onEks(
    "nodes that come with the pods",
    { eks: { props: { "/computeConfig": { enabled: true } } }, nodes: "removed" },
    [],
    {
      config,
      notApplicable: "its nodes come and go with the pods",
    },
  ),
  onEks("machines of an unknown size", nodes({ "/instanceTypes": ["u7i-12tb.224xlarge"] }), [], {
    config,
    notApplicable: "the name of u7i-12tb.224xlarge does not say its size",
  }),
  onAks("as much as is asked for", {}, [], { config }),
  onAks(
    "too few nodes",
    { aks: { props: { "/agentPoolProfiles/0/minCount": 1 } } },
    [aks("8 cores", 4), aks("100 GiB of disks", 50)],
    { config },
  ),
  onAks("a further pool", { aks: { props: { "/agentPoolProfiles/0/count": 1 } } }, [], {
    config,
    plus: [pool({ vmSize: "Standard_E4s_v5", minCount: 1 })],
  }),
  onAks(
    "AKS' own disks",
    {
      aks: {
        props: { "/agentPoolProfiles/0/osDiskSizeGB": undefined, "/agentPoolProfiles/0/vmSize": "Standard_F2s_v2" },
      },
    },
    [aks("8 cores", 4), aks("16 GiB of memory", 8)],
    { config },
  ),
];
