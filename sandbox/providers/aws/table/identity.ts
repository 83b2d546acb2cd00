import { textOf } from "../../cloud/text.ts";
import { atMost, between, json, matching } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import { exists, holds, instant } from "./parts.ts";

/** IAM's ids: four letters that say of what, and capitals. */
const uniqueId =
  (kind: string) =>
  ({ hash }: Facts): string =>
    kind +
    BigInt(`0x${hash(28)}`)
      .toString(36)
      .toUpperCase()
      .padStart(17, "A")
      .slice(0, 17);

const role = holds("aws:iam/role:Role");
const managed = /^arn:aws:iam::aws:policy\//;
const namePattern = /^[\w+=,.@-]+$/;
const path = matching(/^\/([\x21-\x7e]+\/)?$/, "a path that starts and ends with /");

/** IAM, which belongs to no region. */
export const identity: Rows = {
  "aws:iam/role:Role": {
    id: "{name}",
    name: { property: "name", max: 64, pattern: namePattern },
    replaces: ["path"],
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    rules: {
      assumeRolePolicy: json(4096),
      description: atMost(1000),
      maxSessionDuration: between(3600, 43200),
      path,
    },
    needs: { permissionsBoundary: { ...exists("aws:iam/policy:Policy", "arn"), except: managed } },
    computed: { arn: "arn:aws:iam::{account}:role{path}{name}", createDate: instant, uniqueId: uniqueId("AROA") },
  },
  "aws:iam/policy:Policy": {
    id: "arn:aws:iam::{account}:policy{path}{name}",
    name: { property: "name", max: 128, pattern: namePattern },
    replaces: ["description", "path"],
    defaults: { path: "/" },
    rules: { description: atMost(1000), path, policy: json(6144) },
    computed: { arn: "{id}", attachmentCount: () => 0, policyId: uniqueId("ANPA") },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    id: "{role}:{name}",
    name: { property: "name", max: 128, pattern: namePattern },
    replaces: ["role"],
    overwrites: true,
    needs: { role },
    rules: { policy: json(10240) },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: "{role}/{policyArn}",
    replaces: ["policyArn", "role"],
    overwrites: true,
    needs: { role, policyArn: { ...holds("aws:iam/policy:Policy", "arn"), except: managed } },
    rules: { policyArn: matching(/^arn:/, "an ARN") },
  },
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": {
    id: "{roleName}",
    replaces: ["roleName"],
    overwrites: true,
    needs: { roleName: exists("aws:iam/role:Role") },
  },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    id: "{roleName}",
    replaces: ["roleName"],
    overwrites: true,
    needs: { roleName: exists("aws:iam/role:Role") },
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    id: "{name}",
    name: { property: "name", max: 128, pattern: namePattern },
    replaces: ["path"],
    defaults: { path: "/" },
    needs: { role },
    computed: {
      arn: "arn:aws:iam::{account}:instance-profile{path}{name}",
      createDate: instant,
      uniqueId: uniqueId("AIPA"),
    },
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    id: ({ account, inputs }) =>
      `arn:aws:iam::${account}:oidc-provider/${textOf(inputs["url"]).replace(/^https:\/\//, "")}`,
    replaces: ["url"],
    rules: { url: matching(/^https:\/\//, "an https URL") },
    defaults: { thumbprintLists: [] },
    computed: { arn: "{id}" },
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    id: ({ account, inputs }) =>
      `arn:aws:iam::${account}:role/aws-service-role/${textOf(inputs["awsServiceName"])}/${linkedName(inputs["awsServiceName"], inputs["customSuffix"])}`,
    replaces: ["awsServiceName", "customSuffix"],
    computed: {
      arn: "{id}",
      createDate: instant,
      name: ({ inputs }) => linkedName(inputs["awsServiceName"], inputs["customSuffix"]),
      path: "/aws-service-role/{awsServiceName}/",
      uniqueId: uniqueId("AROA"),
    },
  },
};

function linkedName(service: unknown, suffix: unknown): string {
  const name = String(service).split(".")[0] ?? "";
  return `AWSServiceRoleFor${name}${typeof suffix === "string" ? `_${suffix}` : ""}`;
}
