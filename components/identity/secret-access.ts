import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { SecretPolicy } from "@pulumi/aws/secretsmanager/secretPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import { policyJson, type PolicyStatement } from "../core/aws-policy.ts";
import type { AwsPlace } from "../core/place.ts";

/** In a secret's own policy, the resource is always the secret itself. */
const thisSecret = ["*"];

/**
 * Lets External Secrets of every region read one secret. The permission is with the secret and not with the role, so that
 * it names this secret alone, however many there are. A secret that is copied to other regions takes its policy along.
 */
export function readableSecret(
  parent: pulumi.Resource,
  name: string,
  place: Pick<AwsPlace, "secrets" | "peers">,
  secretArn: pulumi.Input<string>,
  further: readonly PolicyStatement[] = [],
): SecretPolicy {
  const readers = [place.secrets.readerRoleArn, ...place.peers.map((peer) => peer.secretsReaderRoleArn)];
  return new SecretPolicy(
    name,
    {
      secretArn,
      blockPublicPolicy: true,
      policy: policyJson(
        {
          Sid: "CopyIntoClusters",
          Effect: "Allow",
          Principal: { AWS: readers },
          Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          Resource: thisSecret,
        },
        ...further,
      ),
    },
    { parent },
  );
}

/** What tells of the secret that a database's service keeps of its administrator. */
interface ManagedCluster {
  readonly masterUserSecrets: pulumi.Output<readonly { readonly secretArn: string }[]>;
}

/** A secret that a service manages, and what has to be there before External Secrets can read it. */
export interface ManagedSecret {
  readonly arn: pulumi.Output<string>;
  readonly resources: readonly pulumi.Resource[];
}

/**
 * Lets External Secrets of this region read the administrator's password that a service manages. The permission is with the role: the
 * secret, and what its policy says, are the service's.
 */
export function managedSecret(
  parent: pulumi.Resource,
  name: string,
  place: Pick<AwsPlace, "secrets">,
  cluster: ManagedCluster,
): ManagedSecret {
  const arn = cluster.masterUserSecrets.apply(([first]) => first?.secretArn ?? "");
  const policy = new RolePolicy(
    name,
    {
      role: place.secrets.readerRoleName,
      policy: policyJson({
        Sid: "ReadAdministrator",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: [arn],
      }),
    },
    { parent },
  );
  return { arn, resources: [policy] };
}
