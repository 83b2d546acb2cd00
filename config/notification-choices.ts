import type { EcommerceConfig } from "./ecommerce.ts";

/** Who carries messages in a cloud, as its own service. */
const providersOf = {
  aws: ["ses", "sns"],
  azure: ["azure-communication-services"],
} as const satisfies Record<string, readonly string[]>;

/** Messages go through the cloud that the stack is on, or through a company that every stack has: it has no identity for another cloud's. */
export function assertProviders(
  cloud: keyof typeof providersOf,
  { notification }: Pick<EcommerceConfig, "notification">,
  issue: (message: string, ...path: string[]) => void,
): void {
  const foreign: readonly string[] = providersOf[cloud === "aws" ? "azure" : "aws"];
  for (const kind of ["email", "sms"] as const) {
    for (const role of ["primary", "fallback"] as const) {
      const provider = notification[kind][role];
      if (foreign.includes(provider)) {
        issue(
          `a provider that a stack of cloud ${cloud} has, which ${provider} is not`,
          "ecommerce",
          "notification",
          kind,
          role,
        );
      }
    }
  }
}
