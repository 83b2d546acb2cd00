type Inputs = Readonly<Record<string, unknown>>;
type Outputs = Record<string, unknown>;

const account = "012345678901";

/**
 * What AWS computes of a resource, as far as programs read it: enough that a rendering without any account has no holes
 * in its policies and settings. Ids, ARNs and addresses are of the form of AWS' own.
 */
export function awsOutputs(type: string, name: string, inputs: Inputs): Outputs {
  const [, module = "", kind = ""] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type) ?? [];
  if (module === "") return {};
  const region = text(inputs.region) ?? "us-east-1";
  return { arn: `arn:aws:${module}:${region}:${account}:${kind}/${name}`, ...special[type]?.(name, inputs, region) };
}

const role = (name: string, inputs: Inputs) => ({
  arn: `arn:aws:iam::${account}:role/${text(inputs.name) ?? name}`,
  name: text(inputs.name) ?? name,
});

const special: Readonly<Record<string, (name: string, inputs: Inputs, region: string) => Outputs>> = {
  "aws:s3/bucket:Bucket": (name, inputs) => {
    const bucket = text(inputs.bucket) ?? name;
    return { bucket, arn: `arn:aws:s3:::${bucket}` };
  },
  "aws:iam/role:Role": role,
  "aws:kms/key:Key": (name, _, region) => ({ keyId: name, arn: `arn:aws:kms:${region}:${account}:key/${name}` }),
  "aws:kms/replicaKey:ReplicaKey": (name, _, region) => ({
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
  "aws:ecr/repository:Repository": (name, inputs, region) => {
    const repository = text(inputs.name) ?? name;
    return {
      name: repository,
      arn: `arn:aws:ecr:${region}:${account}:repository/${repository}`,
      repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`,
    };
  },
  "aws:eks/cluster:Cluster": (name, inputs, region) => {
    const cluster = text(inputs.name) ?? name;
    return {
      name: cluster,
      arn: `arn:aws:eks:${region}:${account}:cluster/${cluster}`,
      endpoint: `https://${cluster}.gr7.${region}.eks.amazonaws.com`,
      certificateAuthority: { data: "Q0E=" },
      vpcConfig: { ...object(inputs.vpcConfig), clusterSecurityGroupId: `${name}-cluster-group` },
    };
  },
  "aws:sqs/queue:Queue": (name, inputs, region) => {
    const queue = text(inputs.name) ?? name;
    return {
      arn: `arn:aws:sqs:${region}:${account}:${queue}`,
      url: `https://sqs.${region}.amazonaws.com/${account}/${queue}`,
    };
  },
  "aws:cloudwatch/logGroup:LogGroup": (name, inputs, region) => {
    const group = text(inputs.name) ?? name;
    return { name: group, arn: `arn:aws:logs:${region}:${account}:log-group:${group}` };
  },
};

const text = (value: unknown) => (typeof value === "string" ? value : undefined);
const object = (value: unknown) => (typeof value === "object" && value !== null ? value : {});
