import { Proxy } from "@pulumi/aws/rds/proxy.js";
import { ProxyDefaultTargetGroup } from "@pulumi/aws/rds/proxyDefaultTargetGroup.js";
import { ProxyEndpoint } from "@pulumi/aws/rds/proxyEndpoint.js";
import { ProxyTarget } from "@pulumi/aws/rds/proxyTarget.js";
import type * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { serviceTrust } from "../core/aws-policy.ts";
import { Unsupported } from "../core/errors.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { makeRole } from "../identity/aws-roles.ts";
import { keyThrough } from "../identity/platform-policies.ts";
import { allowFlow } from "../network/aws-flows.ts";
import { storeGroup } from "../network/aws-store-access.ts";
import type { Aurora } from "./aws-cluster.ts";
import { postgresPort } from "./nodes.ts";
import type { PoolerArgs, PostgresEndpoint, PostgresSpec } from "./spec.ts";

/** How long a client waits for a connection of the pool. Unit: seconds. */
const connectionBorrowTimeout = 120;

/** How long a client's connection may be idle. Unit: seconds. */
const idleClientTimeout = 1800;

export interface AuroraProxyArgs {
  readonly spec: PostgresSpec;
  readonly place: AwsPlace;
  readonly aurora: Aurora;
  /** Group of the cluster. */
  readonly securityGroupId: pulumi.Output<string>;
  /** ARN, in this region, of the owner's credential. */
  readonly ownerSecretArn: pulumi.Output<string>;
}

/** Where pooled clients connect to. */
export interface AuroraProxy {
  readonly writer: PostgresEndpoint;
  /** Undefined if none was asked for. */
  readonly readers: PostgresEndpoint | undefined;
}

/**
 * RDS Proxy: AWS runs as much of it as there are clients, so that of a pooler's numbers the server connections alone count.
 *
 * @throws Unsupported for a session pooler: the proxy lends a connection for a transaction.
 */
export function auroraProxy(
  parent: pulumi.Resource,
  name: string,
  args: AuroraProxyArgs,
  asked: Required<PoolerArgs>,
): AuroraProxy {
  const { spec, place } = args;
  if (asked.poolMode === "session") {
    throw new Unsupported("aws", "a pooler of mode session", "use the mode transaction, or the server itself");
  }
  const identity = { system: spec.system, component: spec.component };
  const tags = tagsFor(identity);
  const group = storeGroup(parent, `${name}-proxy-access`, {
    identity,
    place,
    description: `Pooler of ${spec.system} ${spec.component}`,
    port: postgresPort,
  });
  allowFlow(parent, `${name}-proxy-cluster`, {
    from: group.id,
    to: args.securityGroupId,
    port: postgresPort,
    description: `Pooler to ${spec.system} ${spec.component}`,
  });
  const proxy = new Proxy(
    `${name}-proxy`,
    {
      name: physicalName("database proxy", place.stage, spec.system, spec.component),
      engineFamily: "POSTGRESQL",
      roleArn: credentialRole(parent, `${name}-proxy-role`, args),
      auths: [
        {
          authScheme: "SECRETS",
          secretArn: args.ownerSecretArn,
          // Clients have the owner's password, as they do at the server.
          iamAuth: "DISABLED",
          clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
        },
      ],
      requireTls: true,
      idleClientTimeout,
      debugLogging: false,
      vpcSubnetIds: [...place.network.dataSubnetIds],
      vpcSecurityGroupIds: [group.id],
      tags,
    },
    { parent },
  );
  const target = pool(parent, name, args, asked, proxy);
  const reached = (host: pulumi.Output<string>) => ({
    host: after(host, [target]),
    port: postgresPort,
  });
  const readers =
    asked.readers &&
    new ProxyEndpoint(
      `${name}-proxy-readers`,
      {
        dbProxyName: proxy.name,
        dbProxyEndpointName: physicalName("database proxy", place.stage, spec.system, spec.component, "readers"),
        targetRole: "READ_ONLY",
        vpcSubnetIds: [...place.network.dataSubnetIds],
        vpcSecurityGroupIds: [group.id],
        tags,
      },
      { parent },
    );
  // Readers of the addresses come after the cluster is behind them.
  return { writer: reached(proxy.endpoint), readers: readers ? reached(readers.endpoint) : undefined };
}

/** Lets the proxy read the owner's credential, and no other. */
function credentialRole(
  parent: pulumi.Resource,
  name: string,
  { spec, place, ownerSecretArn }: AuroraProxyArgs,
): pulumi.Output<string> {
  const { arn, policies } = makeRole(parent, name, {
    identity: { system: spec.system, component: spec.component },
    description: `Pooler of ${spec.system} ${spec.component}`,
    trust: serviceTrust(place, "rds.amazonaws.com"),
    statements: [
      {
        Sid: "ReadOwner",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: [ownerSecretArn],
      },
      keyThrough(place, "secrets", "secretsmanager", ["kms:Decrypt"]),
    ],
  });
  // The proxy signs in as soon as it is there.
  return after(arn, policies);
}

/** The pool in front of the cluster: as many server connections as all poolers of the specification have together. */
function pool(
  parent: pulumi.Resource,
  name: string,
  { spec, aurora }: AuroraProxyArgs,
  { poolSize, instances }: Required<PoolerArgs>,
  proxy: Proxy,
): ProxyTarget {
  const percent = Math.max(1, Math.floor((poolSize * instances * 100) / spec.maxConnections));
  const group = new ProxyDefaultTargetGroup(
    `${name}-proxy-pool`,
    {
      dbProxyName: proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: percent,
        maxIdleConnectionsPercent: Math.floor(percent / 2),
        connectionBorrowTimeout,
      },
    },
    { parent },
  );
  return new ProxyTarget(
    `${name}-proxy-target`,
    { dbProxyName: proxy.name, targetGroupName: group.name, dbClusterIdentifier: aurora.cluster.id },
    { parent, dependsOn: [...aurora.instances] },
  );
}
