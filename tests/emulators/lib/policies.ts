import { execa } from "execa";
import { z } from "zod";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { ensureIamSimulate } from "../../../sandbox/lib/iam-simulate.ts";
import { pinnedNode } from "../../../sandbox/lib/paths.ts";

/** Who wants to do what with what, and everything that has a say in it. */
export interface Request {
  /** ARN of a role or user, or a service such as `s3.amazonaws.com`. */
  readonly principal: string;
  /** Such as `s3:GetObject`. */
  readonly action: string;
  readonly resource: string;
  /** Account that the resource belongs to. */
  readonly accountId: string;
  /** Values of conditions' keys, such as `aws:SecureTransport`. @default - none but those of the request itself */
  readonly context?: Readonly<Record<string, string>>;
  /** Policies of the principal. @default - none */
  readonly identityPolicies?: readonly unknown[];
  /** Policy of the resource. */
  readonly resourcePolicy: unknown;
}

export type Decision = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

const results = z.array(
  z.union([
    z.strictObject({ decision: z.enum(["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"]) }),
    z.strictObject({ errors: z.unknown() }),
  ]),
);

/**
 * What AWS would decide, as iam-simulate evaluates it: moto takes neither conditions nor resources into account.
 *
 * @throws what is wrong with a request or a policy, such as an action that no service has
 */
export async function decide(requests: readonly Request[]): Promise<Decision[]> {
  const script = await ensureIamSimulate(reportToTerminal);
  const input = JSON.stringify(requests.map(simulation));
  const { stdout } = await execa(pinnedNode, [script], { input });
  return results.parse(JSON.parse(stdout)).map((result, index) => {
    if ("decision" in result) return result.decision;
    const { principal, action, resource } = requests[index] ?? {};
    throw new Error(`${principal} ${action} ${resource}: ${JSON.stringify(result.errors)}`);
  });
}

function simulation({ principal, action, resource, accountId, context, identityPolicies, resourcePolicy }: Request) {
  return {
    request: { principal, action, resource: { resource, accountId }, contextVariables: { ...context } },
    identityPolicies: (identityPolicies ?? []).map((policy, index) => ({ name: `policy-${index}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy,
  };
}
