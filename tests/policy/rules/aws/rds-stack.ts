import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });
const [east, west] = [region("us-east-1"), region("us-west-2")];
const parameters = [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }];

const member = (name: string, cluster: string, availabilityZone: string, where = east): StackSubject => ({
  type: "aws:rds/clusterInstance:ClusterInstance",
  name,
  props: { clusterIdentifier: cluster, availabilityZone },
  refs: { clusterIdentifier: [cluster] },
  ...where,
});

const good: readonly StackSubject[] = [
  {
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    name: "group",
    props: { name: "orders-group", parameters },
    ...east,
  },
  {
    type: "aws:rds/parameterGroup:ParameterGroup",
    name: "single-group",
    props: { name: "single-group", parameters },
    ...east,
  },
  {
    type: "aws:rds/cluster:Cluster",
    name: "orders",
    props: { clusterIdentifier: "orders", dbClusterParameterGroupName: "orders-group" },
    refs: { dbClusterParameterGroupName: ["group"] },
    ...east,
  },
  member("orders-1", "orders", "us-east-1a"),
  member("orders-2", "orders", "us-east-1b"),
  {
    type: "aws:rds/globalCluster:GlobalCluster",
    name: "global",
    props: { globalClusterIdentifier: "orders-global" },
    refs: { sourceDbClusterIdentifier: ["orders"] },
    ...east,
  },
  {
    type: "aws:rds/cluster:Cluster",
    name: "copy",
    props: { clusterIdentifier: "orders", dbClusterParameterGroupName: "orders-group" },
    refs: { globalClusterIdentifier: ["global"], dbClusterParameterGroupName: ["group"] },
    ...west,
  },
  member("copy-1", "copy", "us-west-2a", west),
  member("copy-2", "copy", "us-west-2b", west),
  {
    type: "aws:rds/instance:Instance",
    name: "single",
    props: { multiAz: true, parameterGroupName: "single-group" },
    ...east,
  },
];
const at = stack(good);
const members = "aws:rds/clusterInstance:ClusterInstance[]";
const group = "a parameter group of this stack with rds.force_ssl";

export default {
  "aws-rds-multi-az": [
    at("two zones", {}),
    at("one instance", { "orders-2": "removed" }, [`orders: ${members}: expected 2 of this cluster or more, found 1`]),
    at("one instance, where that is enough", { "orders-2": "removed" }, [], { config: { instances: 1 } }),
    at("one zone", { "orders-2": { props: { "/availabilityZone": "us-east-1a" } } }, [
      `orders: ${members}.availabilityZone: expected different zones, found us-east-1a alone`,
    ]),
    at("one zone of an instance alone", { single: { props: { "/multiAz": false } } }, [
      "single: multiAz: expected true, found false",
    ]),
  ],
  "aws-rds-force-ssl": [
    at("TLS alone", {}),
    at("plain text", { group: { props: { "/parameters/0/value": "0" } } }, [
      'group: parameters["rds.force_ssl"]: expected "1", found "0"',
      'group: parameters["rds.force_ssl"]: expected "1", found "0"',
    ]),
    at("nothing said", { "single-group": { props: { "/parameters": [] } } }, [
      'single-group: parameters["rds.force_ssl"]: expected "1", found nothing',
    ]),
    at("no group", { single: { props: { "/parameterGroupName": undefined } } }, [
      `single: parameterGroupName: expected ${group}, found none`,
    ]),
    at("the group of AWS", { orders: { props: { "/dbClusterParameterGroupName": "default" }, set: { refs: {} } } }, [
      `orders: dbClusterParameterGroupName: expected ${group}, found none`,
    ]),
  ],
  "aws-rds-dr-replica": [
    at("a copy in another region", {}),
    at("one region", { copy: "removed", "copy-1": "removed", "copy-2": "removed", global: "removed" }, [], {
      config: { copies: false },
      notApplicable: "the stack is in one region, by its stage",
    }),
    at("no global database", { global: "removed", copy: "removed", "copy-1": "removed", "copy-2": "removed" }, [
      "orders: aws:rds/globalCluster:GlobalCluster: expected one that is made of this cluster, found nothing",
    ]),
    at("no copy", { copy: "removed", "copy-1": "removed", "copy-2": "removed" }, [
      "orders: aws:rds/cluster:Cluster: expected a member of its global cluster in another region, found nothing",
    ]),
    at("a copy in the same region", { copy: { set: { ...east } } }, [
      "orders: aws:rds/cluster:Cluster: expected a member of its global cluster in another region, found nothing",
    ]),
  ],
};
