import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import type { Cluster } from "@pulumi/aws/msk/cluster.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Image } from "../core/images.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { makeRole } from "../identity/aws-roles.ts";
import { podTrust } from "../identity/workload-identity.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { Preparation } from "../workload/preparation.ts";
import type { KafkaSpec, KafkaUserSpec } from "./spec.ts";

/** Component of the job that writes the access lists. */
export const aclComponent = (component: string) => `${component}-acls`;

export interface AclArgs {
  readonly spec: KafkaSpec;
  readonly place: AwsPlace;
  readonly cluster: Cluster;
  readonly authority: SecretReference;
  /** kafkactl with its plugin for AWS, and a shell. */
  readonly tools: Image;
  /** What has to be there before. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Says what the users may do. AWS has no resource for that, so a job tells the brokers, who let it by its role: a role may change access
 * lists, which say nothing about roles. Until it has run, no user may do anything. What it allowed once stays allowed to a user of that name:
 * to take a right away, give the user another name.
 */
export function mskAcls(parent: pulumi.Resource, name: string, args: AclArgs): Preparation {
  const { spec, place, cluster, authority } = args;
  const component = aclComponent(spec.component);
  const role = aclRole(parent, `${name}-acls`, args);
  const file = "acls.sh";
  return new Preparation(
    `${name}-acls-job`,
    {
      system: spec.system,
      component,
      namespace: spec.namespace,
      image: args.tools,
      command: ["/bin/sh", `/scripts/${file}`],
      env: {
        HOME: "/tmp",
        AWS_REGION: place.region,
        BROKERS: cluster.bootstrapBrokersSaslIam.apply((brokers) => brokers.replaceAll(",", " ")),
        REQUESTTIMEOUT: "30s",
        SASL_ENABLED: "true",
        SASL_MECHANISM: "oauth",
        SASL_TOKENPROVIDER_PLUGIN: "aws",
        TLS_ENABLED: "true",
        TLS_CA: "/secrets/authority/ca.crt",
      },
      files: [{ name: component, mountPath: "/scripts", files: { [file]: aclScript(spec.users) } }],
      secretMounts: [{ name: "authority", secret: authority.name, mountPath: "/secrets/authority", keys: ["ca.crt"] }],
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
    },
    { parent, dependsOn: [role, ...args.after] },
  );
}

/** A role for the job's pods, which changes access lists, and reads or writes no record. */
function aclRole(parent: pulumi.Resource, name: string, { spec, place, cluster }: AclArgs): pulumi.Resource {
  const component = aclComponent(spec.component);
  const identity = { system: spec.system, component };
  const role = makeRole(parent, name, {
    identity,
    description: `Access lists of ${spec.system} ${spec.component}`,
    trust: podTrust(place, spec.namespace, [component]),
    statements: [
      {
        Sid: "WriteAccessLists",
        Effect: "Allow",
        Action: ["kafka-cluster:AlterCluster", "kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
        Resource: [cluster.arn],
      },
    ],
  });
  return new PodIdentityAssociation(
    `${name}-association`,
    {
      clusterName: place.cluster.name,
      namespace: spec.namespace,
      serviceAccount: component,
      roleArn: role.arn,
      tags: tagsFor(identity),
    },
    { parent, dependsOn: [...role.policies] },
  );
}

/** Exactly the named topics and groups, as in the cluster. Writing the same list once more changes nothing. */
export function aclScript(users: Readonly<Record<string, KafkaUserSpec>>): string {
  const lines = Object.entries(users).flatMap(([user, { consumes, groups, produces }]) => {
    const allow = (kind: "topic" | "group", names: readonly string[], operation: "read" | "write") =>
      names.map(
        (resource) =>
          `kafkactl create acl --${kind} ${resource} --operation ${operation} --operation describe --principal User:${user} --allow`,
      );
    return [
      ...allow("topic", consumes, "read"),
      ...allow("group", groups, "read"),
      ...allow("topic", produces, "write"),
    ];
  });
  return ["set -eu", ...lines, ""].join("\n");
}
