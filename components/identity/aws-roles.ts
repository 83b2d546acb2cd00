import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type * as pulumi from "@pulumi/pulumi";
import { policyJson, type PolicyStatement } from "../core/aws-policy.ts";
import { InvalidInput } from "../core/errors.ts";
import { nameLimits } from "../core/physical-names.ts";
import { type Tags, tagsFor } from "../core/tags.ts";
import type { Identity } from "../core/labels.ts";

/** A hyphen and seven digits that Pulumi ends a role's name in. */
const endingLength = 8;

export interface RoleArgs {
  readonly identity: Identity;
  readonly description: string;
  /** Who may take it. */
  readonly trust: PolicyStatement;
  /** What it may do; the policies of AWS' own that a service asks for are in `managed`. @default [] */
  readonly statements?: readonly PolicyStatement[];
  /** ARNs of policies that AWS keeps. @default [] */
  readonly managed?: readonly string[];
  /** @default {} */
  readonly tags?: Tags;
}

/** A role, and what makes it one that can do something: whoever uses it at once has to come after its policies. */
export interface MadeRole {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly policies: readonly pulumi.Resource[];
}

/**
 * A role with a policy of its own. IAM knows no regions: the logical name, which it gets its name from, has to tell
 * apart those of two regions.
 *
 * @throws InvalidInput when the name is too long for IAM.
 */
export function makeRole(parent: pulumi.Resource, name: string, args: RoleArgs): MadeRole {
  const most = nameLimits.role - endingLength;
  if (name.length > most) throw new InvalidInput(`role ${name}`, "name", `at most ${most} characters`, name);
  const role = new Role(
    name,
    {
      description: args.description,
      assumeRolePolicy: policyJson(args.trust),
      maxSessionDuration: 3600,
      tags: tagsFor(args.identity, undefined, args.tags),
    },
    { parent },
  );
  const policies: pulumi.Resource[] = (args.managed ?? []).map((policyArn) => {
    const policy = policyArn.slice(policyArn.lastIndexOf("/") + 1);
    return new RolePolicyAttachment(`${name}-${policy}`, { role: role.name, policyArn }, { parent });
  });
  if (args.statements && args.statements.length > 0) {
    const policy = policyJson(...args.statements);
    policies.push(new RolePolicy(`${name}-policy`, { role: role.name, policy }, { parent }));
  }
  return { arn: role.arn, name: role.name, policies };
}
