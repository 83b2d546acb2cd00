import type { AccessKeyArgs } from "@pulumi/aws/iam/accessKey.js";
import type { PolicyArgs } from "@pulumi/aws/iam/policy.js";
import type { RoleArgs } from "@pulumi/aws/iam/role.js";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type { UserArgs } from "@pulumi/aws/iam/user.js";
import { asksFor, eachStatement, isForAll, narrowing, type Statement } from "../../lib/aws/documents.ts";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import type { Given } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const policies = ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy"];
type Policy = Given<PolicyArgs & RolePolicyArgs>;

/** Checks the statements of a policy that allow something on everything. */
const onEverything = (policy: unknown, check: (statement: Statement, path: string) => readonly Violation[]) =>
  eachStatement("policy", policy, (statement, path) =>
    statement.allows && statement.resources.some((resource) => resource === "*") ? check(statement, path) : [],
  );

export const noStarStar = rule({
  name: "aws-iam-no-star-star",
  severity: "critical",
  level: "M!",
  description: "A policy must not allow every action on every resource, or all but some of them.",
  remediationSteps: "List the actions and the ARNs that are needed.",
  framework: cisAws("1.15"),
  tags: ["cis-aws-5.0:1.15", "fsbp:IAM.1", "ckv:CKV_AWS_62", "ckv:CKV_AWS_63", "ckv:CKV2_AWS_40", "trivy:AWS-0057"],
  requirements: ["FTE-015", "REC-055"],
  on: policies,
  check: ({ policy }: Policy) =>
    onEverything(policy, ({ actions, inverted }, path) =>
      actions.some((action) => /^\*(:\*)?$/.test(action)) || inverted
        ? [{ path: `${path}.Action`, expected: "the actions that are needed", found: show(actions) }]
        : [],
    ),
});

export const noServiceWildcard = rule({
  name: "aws-iam-no-service-wildcard",
  severity: "medium",
  level: "A",
  description: "A policy should not allow every action of a service on every resource.",
  remediationSteps: "List the actions that are needed.",
  framework: fsbp("IAM.21"),
  tags: ["fsbp:IAM.21", "trivy:AWS-0057"],
  requirements: ["FTE-015", "REC-055"],
  on: policies,
  check: ({ policy }: Policy) =>
    onEverything(policy, ({ actions }, path) => {
      const wide = actions.filter((action) => /^[^*]+:\*$/.test(action));
      const expected = "the actions that are needed";
      return wide.length === 0 ? [] : [{ path: `${path}.Action`, expected, found: show(wide) }];
    }),
});

export const noDecryptAll = rule({
  name: "aws-iam-no-decrypt-all",
  severity: "medium",
  level: "A",
  description: "A policy should not allow to decrypt with every key.",
  remediationSteps: "Name the keys in Resource.",
  framework: fsbp("KMS.1"),
  tags: ["fsbp:KMS.1", "fsbp:KMS.2"],
  requirements: ["FTE-019", "FTE-025"],
  on: policies,
  check: ({ policy }: Policy) =>
    eachStatement("policy", policy, ({ allows, actions, resources }, path) => {
      const decrypts = actions.some((action) => /^kms:(decrypt|reencrypt.*|\*)$/i.test(action));
      const all = resources.find(
        (resource) => resource === "*" || /^arn:[^:]+:kms:[^:]*:[^:]*:key\/\*$/.test(resource),
      );
      const open = allows && decrypts && all !== undefined;
      return open ? [{ path: `${path}.Resource`, expected: "the ARNs of keys", found: show(all) }] : [];
    }),
});

const administrators = /:iam::aws:policy\/(AdministratorAccess|IAMFullAccess|PowerUserAccess)$/;
const attachments = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
];

export const noAdminAttachment = rule({
  name: "aws-iam-no-admin-attachment",
  severity: "critical",
  level: "M!",
  description: "Nobody must get an administrator's policy.",
  remediationSteps: "Write a policy with the actions that are needed.",
  framework: guides("REC-055"),
  tags: ["ckv:CKV_AWS_274", "ckv:CKV2_AWS_56", "cis-aws-5.0:1.15"],
  requirements: ["FTE-015", "REC-055"],
  on: attachments,
  check: ({ policyArn }: Given<RolePolicyAttachmentArgs>) =>
    administrators.test(policyArn ?? "")
      ? [{ path: "policyArn", expected: "a policy with the actions that are needed", found: show(policyArn) }]
      : [],
});

export const trustScoped = rule({
  name: "aws-iam-trust-scoped",
  severity: "critical",
  level: "M!",
  description:
    "A role must be taken by named principals alone; by an identity provider, for a subject and an audience.",
  remediationSteps: "Name the principal, and add conditions on :sub and :aud where it is an identity provider.",
  framework: guides("FTE-015"),
  tags: ["ckv:CKV_AWS_60", "ckv:CKV_AWS_61", "ckv:CKV_AWS_393"],
  requirements: ["FTE-015"],
  on: ["aws:iam/role:Role"],
  check: ({ assumeRolePolicy }: Given<RoleArgs>) =>
    eachStatement("assumeRolePolicy", assumeRolePolicy, (statement, path) => {
      if (!statement.allows) return [];
      if (isForAll(statement) && !asksFor(statement, narrowing)) {
        return [{ path: `${path}.Principal`, expected: "named principals", found: '"*"' }];
      }
      return statement.federated.length > 0 ? federation(statement, path) : [];
    }),
});

function federation(statement: Statement, path: string): Violation[] {
  const conditions = `${path}.Condition`;
  return ["sub", "aud"].flatMap((claim) =>
    asksFor(statement, new RegExp(`:${claim}$`))
      ? []
      : [{ path: conditions, expected: `a condition on :${claim}`, found: "none" }],
  );
}

/** Only who is in the list: there is no rotation of keys that people keep, and each pod has a role. */
export const noUsers = rule({
  name: "aws-iam-no-users",
  severity: "high",
  level: "M",
  description: "There must be no users of IAM, whose keys hold until somebody thinks of them.",
  remediationSteps: "Give workloads a role by Pod Identity, and people one by IAM Identity Center.",
  framework: cisAws("1.20"),
  tags: ["cis-aws-5.0:1.14", "cis-aws-5.0:1.20", "fsbp:IAM.2", "ckv:CKV_AWS_40"],
  requirements: ["FTE-015", "FTE-025"],
  on: ["aws:iam/user:User", "aws:iam/accessKey:AccessKey"],
  thresholds: {
    allowed: threshold<readonly string[]>({
      description: "Users that there may be, by name, such as one for SMTP.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: ({ name, user }: Given<UserArgs & AccessKeyArgs>, { type, config }) => {
    const field = type === "aws:iam/user:User" ? "name" : "user";
    const found = type === "aws:iam/user:User" ? name : user;
    return config.allowed.includes(found ?? "")
      ? []
      : [{ path: field, expected: config.allowed.join(", ") || "no user of IAM", found: show(found) }];
  },
});

/** Policies within a role escape the rules over policies, and are seen by no reader of its own. */
export const noInlinePolicies = rule({
  name: "aws-iam-no-inline-policies",
  severity: "medium",
  level: "M",
  description: "What a role may do must be said by resources of their own, which the rules over policies see.",
  remediationSteps: "Make a RolePolicy or a RolePolicyAttachment of each.",
  framework: guides("REC-055"),
  tags: [],
  requirements: ["FTE-015", "REC-055"],
  on: ["aws:iam/role:Role"],
  check: ({ inlinePolicies, managedPolicyArns }: Given<RoleArgs>) =>
    allOf(
      () => collect(inlinePolicies, (_policy, index) => hidden(`inlinePolicies[${index}]`, "a policy in the role")),
      () => collect(managedPolicyArns, (arn, index) => hidden(`managedPolicyArns[${index}]`, show(arn))),
    ),
});

const hidden = (path: string, found: string): Violation[] => [{ path, expected: "a resource of its own", found }];

export default [noStarStar, noServiceWildcard, noDecryptAll, noAdminAttachment, trustScoped, noUsers, noInlinePolicies];
