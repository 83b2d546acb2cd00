import type { Json } from "../../../../policy/lib/violation.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const group = (name: string, subnetIds: Json, minSize: number, subnets: readonly string[] = []): StackSubject => ({
  name,
  type: "aws:eks/nodeGroup:NodeGroup",
  props: { clusterName: "main", subnetIds, scalingConfig: { minSize, maxSize: 9 } },
  refs: { clusterName: ["eks"], subnetIds: subnets },
});
const subnet = (zone: string): StackSubject => ({
  name: `private-${zone}`,
  type: "aws:ec2/subnet:Subnet",
  props: { availabilityZone: `us-east-1${zone}` },
});
const cluster = { name: "eks", type: "aws:eks/cluster:Cluster", props: { name: "main" } };

const byZone = stack([
  cluster,
  ...["a", "b", "c"].map(subnet),
  ...["a", "b", "c"].map((zone) => group(`nodes-${zone}`, ["known after apply"], 1, [`private-${zone}`])),
]);
const overZones = stack([cluster, group("nodes", ["subnet-a", "subnet-b", "subnet-c"], 3)]);
const fewSubnets = (found: number) => `eks: NodeGroup[].subnetIds: expected 3 subnets or more together, found ${found}`;
const fewNodes = (name: string, expected: number, found: number) =>
  `${name}: scalingConfig.minSize: expected ${expected} or more, found ${found}; write ${expected}`;
const inSubnets = (...ids: string[]) => ({ nodes: { props: { "/subnetIds": ids } } });

export default [
  overZones("one group over three zones", {}),
  overZones("one zone", inSubnets("subnet-a"), [fewSubnets(1)]),
  overZones("one subnet, named three times", inSubnets("subnet-a", "subnet-a", "subnet-a"), [fewSubnets(1)]),
  overZones("two nodes for three zones", { nodes: { props: { "/scalingConfig/minSize": 2 } } }, [
    fewNodes("nodes", 3, 2),
  ]),
  overZones("no nodes at all", { nodes: "removed" }, [
    "eks: NodeGroup: expected groups of nodes in 3 zones, found nothing",
  ]),
  overZones(
    "nodes that come with the pods",
    { eks: { props: { "/computeConfig": { enabled: true } } }, nodes: "removed" },
    [],
    {
      notApplicable: "its nodes come and go with the pods",
    },
  ),
  byZone("a group in each of three zones", {}),
  byZone("a zone without a group", { "nodes-c": "removed" }, [fewSubnets(2)]),
  byZone("a group that may be empty", { "nodes-b": { props: { "/scalingConfig/minSize": 0 } } }, [
    fewNodes("nodes-b", 1, 0),
  ]),
];
