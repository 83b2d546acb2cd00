import type { Resource } from "../stack.ts";

/** Where a resource is: what it says itself, and else its provider. Undefined where neither says. */
export function regionOf({ props, provider }: Resource): string | undefined {
  const own: unknown = Reflect.get(props, "region");
  const region: unknown = own ?? (provider && Reflect.get(provider.props, "region"));
  return typeof region === "string" ? region : undefined;
}
