import { here, type Line } from "../counts.ts";
import { at, type Estate, listAt, numberAt, ofType, type Placed, textAt } from "../estate.ts";

const machine = ({ inputs }: Placed, estate: Estate): string => {
  const template = textAt(inputs, "launchTemplate", "id");
  const found = ofType(estate, "aws:ec2/launchTemplate:LaunchTemplate").find(({ name }) => `${name}-id` === template);
  const disk = at(found?.inputs, "blockDeviceMappings", 0, "ebs");
  return `${textAt(inputs, "instanceTypes", 0)}, ${numberAt(disk, "volumeSize")} GiB ${textAt(disk, "volumeType")}`;
};

const nodes = "aws:eks/nodeGroup:NodeGroup";
const brokers = "aws:msk/cluster:Cluster";
const instanceClass = ({ inputs }: Placed) => textAt(inputs, "instanceClass");
const interfaces = ({ inputs }: Placed) =>
  inputs.vpcEndpointType === "Interface" ? listAt(inputs, "subnetIds").length : 0;

/** The cluster of a broker's growing disks, by the ARN that its target names. */
const grown = ({ region, inputs }: Placed, estate: Estate): number => {
  const arn = textAt(inputs, "resourceId");
  const cluster = ofType(estate, brokers).find(
    (one) => one.region === region && arn.includes(`/${textAt(one.inputs, "clusterName")}/`),
  );
  return numberAt(inputs, "maxCapacity") * numberAt(cluster?.inputs, "numberOfBrokerNodes");
};

/** What of AWS is paid for. */
export const awsLines: readonly Line[] = [
  {
    what: "control plane of a cluster",
    type: "aws:eks/cluster:Cluster",
    of: ({ inputs }) => `Kubernetes ${textAt(inputs, "version")}`,
  },
  {
    what: "machine, at least",
    type: nodes,
    of: machine,
    amounts: here((r) => numberAt(r.inputs, "scalingConfig", "minSize")),
  },
  {
    what: "machine, at most",
    type: nodes,
    of: machine,
    amounts: here((r) => numberAt(r.inputs, "scalingConfig", "maxSize")),
  },
  { what: "instance of Aurora", type: "aws:rds/clusterInstance:ClusterInstance", of: instanceClass },
  { what: "RDS Proxy", type: "aws:rds/proxy:Proxy" },
  { what: "further endpoint of a proxy", type: "aws:rds/proxyEndpoint:ProxyEndpoint" },
  { what: "instance of DocumentDB", type: "aws:docdb/clusterInstance:ClusterInstance", of: instanceClass },
  {
    what: "node of a cache",
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    of: ({ inputs }) => `${textAt(inputs, "nodeType")}, ${textAt(inputs, "engine")}`,
    amounts: here((r) => numberAt(r.inputs, "numCacheClusters")),
  },
  {
    what: "broker of MSK",
    type: brokers,
    of: ({ inputs }) => textAt(inputs, "brokerNodeGroupInfo", "instanceType"),
    amounts: here((r) => numberAt(r.inputs, "numberOfBrokerNodes")),
  },
  {
    what: "disks of brokers at first, GiB",
    type: brokers,
    amounts: here(
      (r) =>
        numberAt(r.inputs, "numberOfBrokerNodes") *
        numberAt(r.inputs, "brokerNodeGroupInfo", "storageInfo", "ebsStorageInfo", "volumeSize"),
    ),
  },
  { what: "disks of brokers at most, GiB", type: "aws:appautoscaling/target:Target", amounts: here(grown) },
  { what: "MSK Replicator", type: "aws:msk/replicator:Replicator" },
  {
    what: "load balancer",
    type: "aws:lb/loadBalancer:LoadBalancer",
    of: ({ inputs }) => textAt(inputs, "loadBalancerType"),
  },
  {
    what: "firewall",
    type: "aws:wafv2/webAcl:WebAcl",
    of: ({ inputs }) => `${listAt(inputs, "rules").length} rules`,
  },
  { what: "NAT gateway", type: "aws:ec2/natGateway:NatGateway" },
  { what: "public address of a NAT gateway", type: "aws:ec2/eip:Eip" },
  {
    what: "interface endpoint, in each zone",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    amounts: here(interfaces),
  },
  { what: "key", type: "aws:kms/key:Key" },
  { what: "key, copied from the primary region", type: "aws:kms/replicaKey:ReplicaKey" },
  { what: "secret", type: "aws:secretsmanager/secret:Secret" },
  {
    what: "secret, copied from the primary region",
    type: "aws:secretsmanager/secret:Secret",
    amounts: ({ inputs }) =>
      listAt(inputs, "replicas").map((replica) => ({ region: textAt(replica, "region"), count: 1 })),
  },
  {
    what: "health check",
    type: "aws:route53/healthCheck:HealthCheck",
    of: ({ inputs }) => `${textAt(inputs, "type")}, each ${numberAt(inputs, "requestInterval")} s`,
  },
  { what: "alarm", type: "aws:cloudwatch/metricAlarm:MetricAlarm" },
  { what: "bucket", type: "aws:s3/bucket:Bucket" },
  { what: "vault of AWS Backup", type: "aws:backup/vault:Vault" },
  { what: "queue", type: "aws:sqs/queue:Queue" },
  { what: "repository of images", type: "aws:ecr/repository:Repository" },
  { what: "group of logs", type: "aws:cloudwatch/logGroup:LogGroup" },
];
