import type { PolicyProviderResource } from "@pulumi/policy";

/** Types of AWS that hold data, or the keys to it: what has to be protected, and to say what data it holds. */
export const awsDataTypes: readonly string[] = [
  "aws:s3/bucket:Bucket",
  "aws:rds/cluster:Cluster",
  "aws:rds/globalCluster:GlobalCluster",
  "aws:rds/instance:Instance",
  "aws:docdb/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:msk/cluster:Cluster",
  "aws:sqs/queue:Queue",
  "aws:secretsmanager/secret:Secret",
];

/** Other types of AWS that are paid for or reached, and can have tags. */
export const awsTaggedTypes: readonly string[] = [
  "aws:docdb/clusterInstance:ClusterInstance",
  "aws:ec2/eip:Eip",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ecr/repository:Repository",
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:rds/proxy:Proxy",
];

/** Types of Azure that hold data, or the keys to it, and can have tags. */
export const azureDataTypes: readonly string[] = [
  "azure-native:containerregistry:Registry",
  "azure-native:dataprotection:BackupVault",
  "azure-native:dbforpostgresql:Server",
  "azure-native:eventhub:Namespace",
  "azure-native:keyvault:Secret",
  "azure-native:keyvault:Vault",
  "azure-native:mongocluster:MongoCluster",
  "azure-native:operationalinsights:Workspace",
  "azure-native:redisenterprise:RedisEnterprise",
  "azure-native:servicebus:Namespace",
  "azure-native:storage:StorageAccount",
];

/** Parts of those that hold data, or what it cannot be read without, and have no tags that say whose. */
export const azureDataParts: readonly string[] = [
  "azure-native:compute:DiskEncryptionSet",
  "azure-native:containerservice:ManagedCluster",
  "azure-native:dataprotection:BackupInstance",
  "azure-native:eventhub:EventHub",
  "azure-native:keyvault:Key",
  "azure-native:redisenterprise:Database",
  "azure-native:servicebus:Queue",
  "azure-native:storage:BlobContainer",
];

/** Other types of Azure that are paid for or reached, and can have tags. */
export const azureTaggedTypes: readonly string[] = [
  "azure-native:communication:CommunicationService",
  "azure-native:compute:DiskEncryptionSet",
  "azure-native:containerservice:ManagedCluster",
  "azure-native:eventgrid:SystemTopic",
  "azure-native:keyvault:Key",
  "azure-native:managedidentity:UserAssignedIdentity",
  "azure-native:monitor:MetricAlert",
  "azure-native:network:ApplicationGateway",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:PrivateEndpoint",
  "azure-native:network:PublicIPAddress",
  "azure-native:network:VirtualNetwork",
  "azure-native:network:WebApplicationFirewallPolicy",
  "azure-native:resources:ResourceGroup",
  "azure-native:trafficmanager:Profile",
];

/** A resource's own tags, over those that its provider puts onto everything. */
export function tagsOf(
  props: { readonly tags?: unknown },
  provider: PolicyProviderResource | undefined,
): Readonly<Record<string, unknown>> {
  const defaults = asObject(provider && Reflect.get(provider.props, "defaultTags"));
  return { ...asObject(defaults["tags"]), ...asObject(props.tags) };
}

/** Structured configuration of a provider is JSON text. */
function asObject(value: unknown): Record<string, unknown> {
  const read: unknown = typeof value === "string" && value.startsWith("{") ? JSON.parse(value) : value;
  return typeof read === "object" && read !== null ? Object.fromEntries(Object.entries(read)) : {};
}
