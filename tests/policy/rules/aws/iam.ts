import { resource } from "../../lib/cases.ts";

const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const good = document(
  allow(["s3:PutObject"], ["arn:aws:s3:::backups/*"]),
  allow(["ec2:DescribeInstances"], ["*"], { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }),
  { ...allow("*", "*"), Effect: "Deny" },
);
const policies = [
  resource("aws:iam/policy:Policy", { policy: good }),
  resource("aws:iam/rolePolicy:RolePolicy", { role: "app", policy: good }),
];

const root = { AWS: "arn:aws:iam::012345678901:root" };
const trust = (Principal: unknown, Condition: object = {}) =>
  document({ Effect: "Allow", Principal, Action: "sts:AssumeRole", Condition });
const issuer = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
const provider = { Federated: `arn:aws:iam::012345678901:oidc-provider/${issuer}` };
const audience = { [`${issuer}:aud`]: "sts.amazonaws.com" };
const role = resource("aws:iam/role:Role", {
  assumeRolePolicy: trust(
    { Service: "pods.eks.amazonaws.com" },
    { StringEquals: { "aws:SourceAccount": "012345678901" } },
  ),
});

const attachments = ["rolePolicyAttachment", "policyAttachment", "groupPolicyAttachment", "userPolicyAttachment"];
const user = resource("aws:iam/user:User", { name: "smtp" });
const accessKey = resource("aws:iam/accessKey:AccessKey", { user: "smtp" });
const smtp = { config: { allowed: ["smtp"] } };

export default {
  "aws-iam-no-star-star": policies.flatMap((policy) => [
    ...policy("what is needed", {}),
    ...policy("everything", { "/policy": document(allow("*", "*")) }, [
      'policy.Statement[0].Action: expected the actions that are needed, found ["*"]',
    ]),
    ...policy("everything among others", { "/policy": document(allow(["s3:GetObject", "*:*"], ["*"])) }, [
      'policy.Statement[0].Action: expected the actions that are needed, found ["s3:GetObject","*:*"]',
    ]),
    ...policy("all but some", { "/policy": document({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }) }, [
      "policy.Statement[0].Action: expected the actions that are needed, found []",
    ]),
  ]),
  "aws-iam-no-service-wildcard": policies.flatMap((policy) => [
    ...policy("what is needed", {}),
    ...policy("a service, on a bucket", { "/policy": document(allow("s3:*", "arn:aws:s3:::backups")) }),
    ...policy("a service", { "/policy": document(allow(["s3:*", "ec2:Describe*"], "*")) }, [
      'policy.Statement[0].Action: expected the actions that are needed, found ["s3:*"]',
    ]),
  ]),
  "aws-iam-no-decrypt-all": policies.flatMap((policy) => [
    ...policy("what is needed", {}),
    ...policy("one key", { "/policy": document(allow("kms:Decrypt", "arn:aws:kms:us-east-1:012345678901:key/data")) }),
    ...policy("every key", { "/policy": document(allow(["s3:GetObject", "kms:Decrypt"], "*")) }, [
      'policy.Statement[0].Resource: expected the ARNs of keys, found "*"',
    ]),
    ...policy(
      "every key of a region",
      { "/policy": document(allow("kms:*", "arn:aws:kms:us-east-1:012345678901:key/*")) },
      ['policy.Statement[0].Resource: expected the ARNs of keys, found "arn:aws:kms:us-east-1:012345678901:key/*"'],
    ),
  ]),
  "aws-iam-no-admin-attachment": attachments.flatMap((first) => {
    const attachment = resource(`aws:iam/${first}:${first.charAt(0).toUpperCase()}${first.slice(1)}`, {
      policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
    });
    return [
      ...attachment("a service's own", {}),
      ...attachment("an administrator's", { "/policyArn": "arn:aws:iam::aws:policy/AdministratorAccess" }, [
        'policyArn: expected a policy with the actions that are needed, found "arn:aws:iam::aws:policy/AdministratorAccess"',
      ]),
    ];
  }),
  "aws-iam-trust-scoped": [
    ...role("a service", {}),
    ...role("an account", { "/assumeRolePolicy": trust(root) }),
    ...role("everybody of an organisation", {
      "/assumeRolePolicy": trust("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }),
    }),
    ...role("a subject", {
      "/assumeRolePolicy": trust(provider, {
        StringEquals: { ...audience, [`${issuer}:sub`]: "system:serviceaccount:shop:orders" },
      }),
    }),
    ...role("everybody", { "/assumeRolePolicy": trust({ AWS: "*" }) }, [
      'assumeRolePolicy.Statement[0].Principal: expected named principals, found "*"',
    ]),
    ...role("every subject", { "/assumeRolePolicy": trust(provider, { StringEquals: audience }) }, [
      "assumeRolePolicy.Statement[0].Condition: expected a condition on :sub, found none",
    ]),
    ...role(
      "any subject",
      { "/assumeRolePolicy": trust(provider, { StringLike: { ...audience, [`${issuer}:sub`]: "*" } }) },
      ["assumeRolePolicy.Statement[0].Condition: expected a condition on :sub, found none"],
    ),
  ],
  "aws-iam-no-users": [
    ...user("one that there may be", {}, [], smtp),
    ...user("a user", {}, ['name: expected no user of IAM, found "smtp"']),
    ...user("another one", { "/name": "admin" }, ['name: expected smtp, found "admin"'], smtp),
    ...accessKey("of one that there may be", {}, [], smtp),
    ...accessKey("a key", {}, ['user: expected no user of IAM, found "smtp"']),
  ],
  "aws-iam-no-inline-policies": [
    ...role("none", {}),
    ...role("one within", { "/inlinePolicies": [{ name: "all", policy: good }] }, [
      "inlinePolicies[0]: expected a resource of its own, found a policy in the role",
    ]),
    ...role("an ARN within", { "/managedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }, [
      'managedPolicyArns[0]: expected a resource of its own, found "arn:aws:iam::aws:policy/ReadOnlyAccess"',
    ]),
  ],
};
