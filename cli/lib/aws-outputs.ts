type Inputs = Readonly<Record<string, unknown>>;
type Outputs = Record<string, unknown>;

/** Where a provider puts what it makes. */
export interface AwsTarget {
  readonly region: string;
  readonly account: string;
}

/** Where a provider without settings puts what it makes, in a rendering. */
export const anywhere: AwsTarget = { region: "us-east-1", account: "012345678901" };

/**
 * What AWS computes of a resource, as far as programs read it: enough that a rendering without any account has no holes
 * in its policies and settings. Ids, ARNs and addresses are of the form of AWS' own.
 */
export function awsOutputs(type: string, name: string, inputs: Inputs, target: AwsTarget = anywhere): Outputs {
  const [, module = "", kind = ""] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type) ?? [];
  if (module === "") return {};
  const { account, region } = { ...target, region: text(inputs.region) ?? target.region };
  const arn = `arn:aws:${module}:${region}:${account}:${kind}/${name}`;
  return { arn, ...special[type]?.(name, inputs, { account, region }) };
}

const role = (name: string, inputs: Inputs, { account }: AwsTarget) => ({
  arn: `arn:aws:iam::${account}:role/${text(inputs.name) ?? name}`,
  name: text(inputs.name) ?? name,
});

const named = (name: string, inputs: Inputs) => ({ name: text(inputs.name) ?? name });

/** Addresses of a cluster of databases, and the secret that the service keeps of it. */
const databaseCluster =
  (service: string) =>
  (name: string, inputs: Inputs, { account, region }: AwsTarget) => {
    const cluster = text(inputs.clusterIdentifier) ?? name;
    const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:rds!cluster-${cluster}-a1b2c3`;
    return {
      arn: `arn:aws:rds:${region}:${account}:cluster:${cluster}`,
      endpoint: `${cluster}.cluster-a1b2c3.${region}.${service}.amazonaws.com`,
      readerEndpoint: `${cluster}.cluster-ro-a1b2c3.${region}.${service}.amazonaws.com`,
      masterUserSecrets: inputs.manageMasterUserPassword === true ? [{ secretArn, secretStatus: "active" }] : [],
    };
  };

const domainsOf = ({ domainName, subjectAlternativeNames: others }: Inputs): string[] => {
  const further: readonly unknown[] = Array.isArray(others) ? others : [];
  return [domainName, ...further].flatMap((domain) => text(domain) ?? []);
};

const special: Readonly<Record<string, (name: string, inputs: Inputs, target: AwsTarget) => Outputs>> = {
  "aws:s3/bucket:Bucket": (name, inputs) => {
    const bucket = text(inputs.bucket) ?? name;
    return { bucket, arn: `arn:aws:s3:::${bucket}` };
  },
  "aws:iam/role:Role": role,
  "aws:kms/key:Key": (name, _, { account, region }) => ({
    keyId: name,
    arn: `arn:aws:kms:${region}:${account}:key/${name}`,
  }),
  "aws:kms/replicaKey:ReplicaKey": (name, _, { account, region }) => ({
    keyId: name,
    arn: `arn:aws:kms:${region}:${account}:key/${name}`,
  }),
  "aws:ec2/vpc:Vpc": (name) => ({
    defaultNetworkAclId: `${name}-default-acl`,
    defaultSecurityGroupId: `${name}-default-group`,
    defaultRouteTableId: `${name}-default-routes`,
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
  "aws:ec2/eip:Eip": (name) => ({ allocationId: `${name}-id`, publicIp: "203.0.113.1" }),
  "aws:ecr/repository:Repository": (name, inputs, { account, region }) => {
    const repository = text(inputs.name) ?? name;
    return {
      name: repository,
      arn: `arn:aws:ecr:${region}:${account}:repository/${repository}`,
      repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`,
    };
  },
  "aws:eks/nodeGroup:NodeGroup": (name) => ({
    nodeGroupName: name,
    resources: [{ autoscalingGroups: [{ name: `eks-${name}` }] }],
  }),
  "aws:acm/certificate:Certificate": (name, inputs, { account, region }) => ({
    arn: `arn:aws:acm:${region}:${account}:certificate/${name}`,
    domainValidationOptions: domainsOf(inputs).map((domainName) => ({
      domainName,
      resourceRecordName: `_proof.${domainName.replace(/^\*\./, "")}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: "_proof.acm-validations.aws.",
    })),
  }),
  "aws:acm/certificateValidation:CertificateValidation": (_, inputs) => ({ certificateArn: inputs.certificateArn }),
  "aws:lb/loadBalancer:LoadBalancer": (name, _, { account, region }) => ({
    arn: `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/a1b2c3`,
    dnsName: `${name}-a1b2c3.${region}.elb.amazonaws.com`,
    zoneId: "Z35SXDOTRQ7X7K",
  }),
  "aws:eks/cluster:Cluster": (name, inputs, { account, region }) => {
    const cluster = text(inputs.name) ?? name;
    return {
      name: cluster,
      arn: `arn:aws:eks:${region}:${account}:cluster/${cluster}`,
      endpoint: `https://${cluster}.gr7.${region}.eks.amazonaws.com`,
      certificateAuthority: { data: "Q0E=" },
      vpcConfig: { ...object(inputs.vpcConfig), clusterSecurityGroupId: `${name}-cluster-group` },
    };
  },
  "aws:backup/vault:Vault": (name, inputs, { account, region }) => {
    const vault = text(inputs.name) ?? name;
    return { name: vault, arn: `arn:aws:backup:${region}:${account}:backup-vault:${vault}` };
  },
  "aws:wafv2/webAcl:WebAcl": (name, inputs, { account, region }) => ({
    arn: `arn:aws:wafv2:${region}:${account}:regional/webacl/${text(inputs.name) ?? name}/${name}-id`,
  }),
  "aws:msk/cluster:Cluster": (name, inputs, { account, region }) => {
    const cluster = text(inputs.clusterName) ?? name;
    const brokers = (port: number) =>
      ["b-1", "b-2", "b-3"].map((one) => `${one}.${cluster}.a1b2c3.c2.kafka.${region}.amazonaws.com:${port}`).join(",");
    return {
      arn: `arn:aws:kafka:${region}:${account}:cluster/${cluster}/00000000-0000-0000-0000-000000000000-2`,
      bootstrapBrokersSaslIam: brokers(9098),
      bootstrapBrokersSaslScram: brokers(9096),
    };
  },
  "aws:msk/configuration:Configuration": () => ({ latestRevision: 1 }),
  "aws:sqs/queue:Queue": (name, inputs, { account, region }) => {
    const queue = text(inputs.name) ?? name;
    return {
      arn: `arn:aws:sqs:${region}:${account}:${queue}`,
      url: `https://sqs.${region}.amazonaws.com/${account}/${queue}`,
    };
  },
  "aws:sns/topic:Topic": (name, inputs, { account, region }) => ({
    arn: `arn:aws:sns:${region}:${account}:${text(inputs.name) ?? name}`,
  }),
  "aws:sesv2/emailIdentity:EmailIdentity": (_, inputs, { account, region }) => ({
    arn: `arn:aws:ses:${region}:${account}:identity/${String(inputs.emailIdentity)}`,
    dkimSigningAttributes: { tokens: ["one", "two", "three"].map((token) => `${token}-${region}`) },
  }),
  "aws:sesv2/configurationSet:ConfigurationSet": (_, inputs, { account, region }) => ({
    arn: `arn:aws:ses:${region}:${account}:configuration-set/${String(inputs.configurationSetName)}`,
  }),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": named,
  "aws:rds/parameterGroup:ParameterGroup": named,
  "aws:rds/subnetGroup:SubnetGroup": named,
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup": named,
  "aws:docdb/subnetGroup:SubnetGroup": named,
  "aws:elasticache/parameterGroup:ParameterGroup": named,
  "aws:elasticache/subnetGroup:SubnetGroup": named,
  "aws:rds/cluster:Cluster": databaseCluster("rds"),
  "aws:docdb/cluster:Cluster": databaseCluster("docdb"),
  "aws:docdb/clusterInstance:ClusterInstance": (name, inputs, { account, region }) => ({
    arn: `arn:aws:rds:${region}:${account}:db:${text(inputs.identifier) ?? name}`,
  }),
  "aws:rds/proxy:Proxy": (name, inputs, { region }) => ({
    endpoint: `${text(inputs.name) ?? name}.proxy-a1b2c3.${region}.rds.amazonaws.com`,
  }),
  "aws:rds/proxyEndpoint:ProxyEndpoint": (name, inputs, { region }) => ({
    endpoint: `${text(inputs.dbProxyEndpointName) ?? name}.endpoint.proxy-a1b2c3.${region}.rds.amazonaws.com`,
  }),
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": () => ({ name: "default" }),
  "aws:elasticache/replicationGroup:ReplicationGroup": (name, inputs, { region }) => {
    const group = text(inputs.replicationGroupId) ?? name;
    return { primaryEndpointAddress: `master.${group}.a1b2c3.${region}.cache.amazonaws.com` };
  },
  "aws:secretsmanager/secret:Secret": (name, inputs, { account, region }) => ({
    arn: `arn:aws:secretsmanager:${region}:${account}:secret:${text(inputs.name) ?? name}-a1b2c3`,
  }),
  "aws:cloudwatch/logGroup:LogGroup": (name, inputs, { account, region }) => {
    const group = text(inputs.name) ?? name;
    return { name: group, arn: `arn:aws:logs:${region}:${account}:log-group:${group}` };
  },
};

const text = (value: unknown) => (typeof value === "string" ? value : undefined);
const object = (value: unknown) => (typeof value === "object" && value !== null ? value : {});
