import type * as pulumi from "@pulumi/pulumi";
import { stackOutputs, type StackOutputs } from "./schema.ts";

export {
  contractVersion,
  type Endpoint,
  type SecretReference,
  type StackOutputs,
  type SystemOutputs,
} from "./schema.ts";

/**
 * The outputs of a Plumbline stack, typed and checked, for a program of an app team.
 *
 * @example
 * const platform = platformOutputs(new pulumi.StackReference("organization/plumbline/dev"));
 * export const reads = platform.apply((p) => p.systems.cap?.endpoints["app-ap"]?.url);
 *
 * @throws inside the output, when the stack speaks another version of the contract.
 */
export function platformOutputs(stack: pulumi.StackReference): pulumi.Output<StackOutputs> {
  return stack.outputs.apply((outputs) => stackOutputs.parse(outputs));
}
