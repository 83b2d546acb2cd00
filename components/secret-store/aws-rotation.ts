import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { SecretRotation } from "@pulumi/aws/secretsmanager/secretRotation.js";
import type * as pulumi from "@pulumi/pulumi";
import { policyJson, type PolicyStatement } from "../core/aws-policy.ts";
import { arnOf, type AwsPlace } from "../core/place.ts";
import type { Tags } from "../core/tags.ts";
import { rotationTags } from "../../functions/rotation/tags.ts";

/**
 * Who has to be told of a new value.
 *
 * - `value`: nobody but its readers, or a service that reads it in Secrets Manager by itself
 * - `administrator`: a cluster of Aurora or DocumentDB, by the API that sets its administrator's password
 * - `cache`: ElastiCache, by its API; it takes the former password as well until the next one
 * - `postgres-user`: Aurora, by the user's own connection
 * - `document-user`: DocumentDB, by its administrator's connection
 */
export type RotationTarget =
  | { readonly kind: "value" }
  | { readonly kind: "administrator" | "cache" | "postgres-user"; readonly store: string }
  | {
      readonly kind: "document-user";
      readonly store: string;
      /** Name of the administrator's secret. @default - the service keeps it itself */
      readonly administrator?: string;
    };

/** A secret that must not be replaced by itself, as what it opens would stay closed. */
export interface NeverRotated {
  readonly kind: "never";
  readonly because: string;
}

/** Tags by which the function knows what to do with a secret. */
export function tagsOfRotation(target: RotationTarget | NeverRotated, kept: readonly string[]): Tags {
  if (target.kind === "never") return {};
  return {
    [rotationTags.kind]: target.kind,
    ...(kept.length > 0 && { [rotationTags.kept]: kept.join(" ") }),
    ...("store" in target && { [rotationTags.store]: target.store }),
    ...(target.kind === "document-user" &&
      target.administrator !== undefined && { [rotationTags.administrator]: target.administrator }),
  };
}

/** What a secret's own policy lets the function do with it. */
export function rotatorStatements(
  { rotation }: Pick<AwsPlace, "rotation">,
  target: RotationTarget | NeverRotated,
): PolicyStatement[] {
  if (target.kind === "never") return [];
  return [
    {
      Sid: "Rotate",
      Effect: "Allow",
      Principal: { AWS: rotation.roleArn },
      Action: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      // In a secret's own policy: the secret itself.
      Resource: ["*"],
    },
  ];
}

/** How long after midnight (UTC) a rotation may begin. */
const window = "4h";

/**
 * Has Secrets Manager replace a secret every so many days, in the first hours of a day. Not at once: the first value is what the stack has just
 * told its stores.
 */
export function rotated(
  parent: pulumi.Resource,
  name: string,
  { rotation }: Pick<AwsPlace, "rotation">,
  secretId: pulumi.Input<string>,
  after: readonly pulumi.Resource[],
): SecretRotation {
  return new SecretRotation(
    name,
    {
      secretId,
      rotationLambdaArn: rotation.functionArn,
      rotationRules: { automaticallyAfterDays: rotation.days, duration: window },
      rotateImmediately: false,
    },
    { parent, dependsOn: [...after] },
  );
}

/** What the API of a store asks for, besides the secret. */
const storeActions = {
  administrator: { service: "rds", type: "cluster", actions: ["rds:DescribeDBClusters", "rds:ModifyDBCluster"] },
  "postgres-user": { service: "rds", type: "cluster", actions: ["rds:DescribeDBClusters"] },
  "document-user": { service: "rds", type: "cluster", actions: ["rds:DescribeDBClusters"] },
  cache: {
    service: "elasticache",
    type: "replicationgroup",
    actions: ["elasticache:DescribeReplicationGroups", "elasticache:ModifyReplicationGroup"],
  },
} as const;

/** Lets the function use the API of one store, and no other. */
export function rotatorOf(
  parent: pulumi.Resource,
  name: string,
  place: AwsPlace,
  target: RotationTarget,
): RolePolicy | undefined {
  if (target.kind === "value") return undefined;
  const { service, type, actions } = storeActions[target.kind];
  return new RolePolicy(
    name,
    {
      role: place.rotation.roleName,
      policy: policyJson({
        Sid: "ReplaceCredential",
        Effect: "Allow",
        Action: [...actions],
        Resource: [arnOf(place, service, `${type}:${target.store}`)],
      }),
    },
    { parent },
  );
}
