import type { PolicyDocument, PolicyStatement } from "@pulumi/aws/iam/documents.js";
import * as pulumi from "@pulumi/pulumi";

export type { PolicyStatement };

/** The JSON of a policy document. Some resources take only text, so all get it, and readers meet one form. */
export function policyJson(...statements: readonly PolicyStatement[]): pulumi.Output<string> {
  const document: PolicyDocument = { Version: "2012-10-17", Statement: [...statements] };
  return pulumi.jsonStringify(document);
}

/** Who a resource belongs to, for conditions. */
interface Account {
  readonly accountId: string;
  readonly partition: string;
}

/** The account itself, as a principal: it hands the decision to the policies of its roles. */
export function accountPrincipal({ accountId, partition }: Account): { AWS: string } {
  return { AWS: `arn:${partition}:iam::${accountId}:root` };
}

/** Lets a service of AWS take a role, on behalf of this account alone. */
export function serviceTrust(account: Account, service: string, conditions: object = {}): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
    Condition: { StringEquals: { "aws:SourceAccount": account.accountId }, ...conditions },
  };
}
