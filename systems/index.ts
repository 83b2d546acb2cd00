import type * as pulumi from "@pulumi/pulumi";
import type { Profile } from "../config/profiles.ts";
import type { PlatformConfig, SystemName } from "../config/schema.ts";
import type { SystemOutputs } from "../contract/schema.ts";
import { Cap } from "./cap.ts";
import { Ecommerce } from "./ecommerce.ts";
import { Firefly } from "./firefly.ts";
import type { Ground } from "./ground.ts";
import { Onboarding } from "./onboarding.ts";
import { Reconciliation } from "./reconciliation.ts";
import type { SystemContext } from "./system.ts";

type Deploy = (
  config: PlatformConfig,
  context: SystemContext,
  opts: pulumi.ComponentResourceOptions,
) => pulumi.Output<SystemOutputs> | undefined;

const deployments = {
  cap: ({ cap }, context, opts) => cap && new Cap("cap", { ...context, config: cap }, opts).outputs,
  reconciliation: ({ reconciliation }, context, opts) =>
    reconciliation && new Reconciliation("reconciliation", { ...context, config: reconciliation }, opts).outputs,
  firefly: ({ firefly }, context, opts) =>
    firefly && new Firefly("firefly", { ...context, config: firefly }, opts).outputs,
  ecommerce: ({ ecommerce }, context, opts) =>
    ecommerce && new Ecommerce("ecommerce", { ...context, config: ecommerce }, opts).outputs,
  onboarding: ({ onboarding }, context, opts) =>
    onboarding && new Onboarding("onboarding", { ...context, config: onboarding }, opts).outputs,
} satisfies Record<SystemName, Deploy>;

/** Deploys the systems that the stack names, and returns what each gives to app teams. */
export function deploySystems(
  config: PlatformConfig,
  profile: Profile,
  ground: Ground,
  providers: pulumi.ProviderResource[],
): Record<string, pulumi.Output<SystemOutputs>> {
  const { dependsOn, ...provided } = ground;
  const context: SystemContext = { profile, domain: config.domain, ...provided };
  return Object.fromEntries(
    config.systems.flatMap((system) => {
      const outputs = deployments[system](config, context, { providers, dependsOn });
      return outputs === undefined ? [] : [[system, outputs]];
    }),
  );
}
