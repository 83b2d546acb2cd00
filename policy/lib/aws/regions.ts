import type { Resource } from "../stack.ts";
import { threshold } from "../rule.ts";

/** Where a resource is: what it says itself, and else its provider. Undefined where neither says. */
export function regionOf({ props, provider }: Resource): string | undefined {
  const own: unknown = Reflect.get(props, "region");
  const region: unknown = own ?? (provider && Reflect.get(provider.props, "region"));
  return typeof region === "string" ? region : undefined;
}

/** Whether the data of a stack has to be in a second region. */
export const copies = {
  copies: threshold<boolean>({
    description: "Whether data has to be in a second region, too.",
    type: "boolean",
    values: { dev: false, staging: false, prod: true, "prod-azure": true },
  }),
};

/** Why nothing is said of copies where none have to be. */
export const oneRegion = "the stack is in one region, by its stage";
