import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { type AwsResource, awsResources, text } from "./aws-graph.ts";
import { type Json, list, record } from "./json.ts";

/** A statement of a policy document, and what it is on. */
export interface Statement {
  readonly kind: string;
  /** Logical name of the resource, without its region. */
  readonly on: string;
  readonly body: Json;
  readonly account: string;
}

/** Inputs that hold a policy document, by kind. */
const documents: Readonly<Record<string, string>> = {
  "cloudwatch:LogResourcePolicy": "policyDocument",
  "iam:Role": "assumeRolePolicy",
  "iam:RolePolicy": "policy",
  "kms:Key": "policy",
  "kms:ReplicaKey": "policy",
  "msk:ClusterPolicy": "policy",
  "s3:BucketPolicy": "policy",
  "secretsmanager:SecretPolicy": "policy",
  "sns:TopicPolicy": "policy",
  "sqs:QueuePolicy": "policy",
};

/**
 * Every statement of every policy document in a graph.
 *
 * @throws where one of the known kinds has no document, or a kind that is not known here has one.
 */
export function statements(graph: Rendered): Statement[] {
  return awsResources(graph).flatMap((each) => {
    const field = documents[each.kind];
    const { name } = each.resource;
    for (const [other, value] of Object.entries(each.inputs)) {
      const hidden = other !== field && /"Statement\\*":/.test(JSON.stringify(value ?? null));
      assert.ok(!hidden, `${each.kind} ${name}: ${other} holds a policy document that nobody reads`);
    }
    if (field === undefined) return [];
    const document: unknown = JSON.parse(text(each.inputs[field]) ?? "null");
    const found = record(document);
    assert.equal(found.Version, "2012-10-17", `${each.kind} ${name}: version of its document`);
    assert.ok(list(found.Statement).length > 0, `${each.kind} ${name}: statements`);
    return list(found.Statement).map((body) => ({
      kind: each.kind,
      on: name.replace(`-${regionIn(each)}`, ""),
      body: record(body),
      account: each.account,
    }));
  });
}

/** Region of the provider: copies in another region are named for what they copy. */
const regionIn = ({ resource, region }: AwsResource) => (resource.provider ?? "").replace(/^aws-?/, "") || region;

/** Something that a statement allows more widely than one action on one resource to one caller. */
export interface Wildcard {
  readonly kind: string;
  readonly on: string;
  /** The pattern, with account, stage and regions left out; `Principal *`, `NotAction` and so on for what is no resource. */
  readonly what: string;
  readonly actions: readonly string[];
  /** Keys of the conditions that narrow it. */
  readonly conditions: readonly string[];
}

/** Wildcards in what is allowed. One in a refusal takes more away, and is none. */
export function wildcards(all: readonly Statement[]): Wildcard[] {
  return all.flatMap(({ kind, on, body, account }) => {
    if (body.Effect !== "Allow") return [];
    const actions = strings(body.Action);
    const conditions = Object.values(record(body.Condition)).flatMap((tests) => Object.keys(record(tests)));
    const inverted = ["NotAction", "NotResource", "NotPrincipal"].filter((field) => field in body);
    const found = [
      ...inverted,
      ...actions.filter(isPattern).map((action) => `Action ${action}`),
      ...principals(body.Principal)
        .filter(isPattern)
        .map((principal) => `Principal ${principal}`),
      ...strings(body.Resource).filter(isPattern),
    ];
    return found.map((what) => ({ kind, on, what: anywhere(what, account), actions, conditions }));
  });
}

/** Callers that a statement names, of whatever type. */
export const principals = (principal: unknown): string[] =>
  typeof principal === "string" ? [principal] : Object.values(record(principal)).flatMap(strings);

/** One string or several. */
export const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? list(value) : [value]).flatMap((each) => (typeof each === "string" ? [each] : []));

const isPattern = (value: string) => /[*?]/.test(value);

const anywhere = (value: string, account: string) =>
  value
    .replaceAll(account, "ACCOUNT")
    .replaceAll(/(?<=[:/-])(staging|prod)-/g, "STAGE-")
    .replaceAll(/\b[a-z]{2}(-[a-z]+)+-[0-9]\b/g, "REGION");
