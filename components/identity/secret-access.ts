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
