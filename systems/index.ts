import * as pulumi from "@pulumi/pulumi";
import { placedName } from "../components/core/place.ts";
import type { Profile } from "../config/profiles.ts";
import type { PlatformConfig, SystemName } from "../config/schema.ts";
import type { RegionOutputs, SystemOutputs } from "../contract/schema.ts";
import { Cap } from "./cap.ts";
import { Ecommerce } from "./ecommerce.ts";
import { Firefly } from "./firefly.ts";
import type { Ground } from "./ground.ts";
import { Onboarding } from "./onboarding.ts";
import { Reconciliation } from "./reconciliation.ts";
import type { DeployedSystem, StoreSources, SystemContext } from "./system.ts";

type Deploy = (
  config: PlatformConfig,
  name: string,
  context: SystemContext,
  opts: pulumi.ComponentResourceOptions,
) => DeployedSystem | undefined;

const deployments = {
  cap: ({ cap }, name, context, opts) => cap && new Cap(name, { ...context, config: cap }, opts),
  reconciliation: ({ reconciliation }, name, context, opts) =>
    reconciliation && new Reconciliation(name, { ...context, config: reconciliation }, opts),
  firefly: ({ firefly }, name, context, opts) => firefly && new Firefly(name, { ...context, config: firefly }, opts),
  ecommerce: ({ ecommerce }, name, context, opts) =>
    ecommerce && new Ecommerce(name, { ...context, config: ecommerce }, opts),
  onboarding: ({ onboarding }, name, context, opts) =>
    onboarding && new Onboarding(name, { ...context, config: onboarding }, opts),
} satisfies Record<SystemName, Deploy>;

/** What the stack's systems give to app teams. */
export interface Deployed {
  /** In the primary region, or in the one cluster. */
  readonly systems: pulumi.Output<Record<string, SystemOutputs>>;
  /** In the stack's other regions, by the region's name. */
  readonly regions: pulumi.Output<Record<string, RegionOutputs>>;
}

/**
 * Deploys the systems that the stack names to every site, and returns what each gives to app teams.
 *
 * @param grounds Of the sites, the primary region's first: the stores of the others are made with what its stores hand back.
 */
export function deploySystems(config: PlatformConfig, profile: Profile, grounds: readonly Ground[]): Deployed {
  const sources: Partial<Record<SystemName, StoreSources>> = {};
  const deployTo = ({ dependsOn, providers, ...provided }: Ground) =>
    Object.fromEntries(
      config.systems.flatMap((system) => {
        const { domain, backupKeyVersion, hostedZone } = config;
        const context: SystemContext = {
          profile,
          domain,
          backupKeyVersion,
          ...(hostedZone && { zone: hostedZone }),
          ...provided,
          sources: sources[system],
        };
        const name = placedName(provided.place, system);
        const deploy: Deploy = deployments[system];
        const deployed = deploy(config, name, context, { providers, dependsOn });
        sources[system] ??= deployed?.sources;
        return deployed ? [[system, deployed.outputs] as const] : [];
      }),
    );
  const [first, ...others] = grounds.map((ground) => ({ place: ground.place, systems: deployTo(ground) }));
  const regions = others.flatMap(({ place, systems }) =>
    place.cloud === "kubernetes" ? [] : [[place.region, pulumi.output({ role: place.role, systems })] as const],
  );
  return {
    systems: pulumi.output(first?.systems ?? {}),
    regions: pulumi.output(Object.fromEntries(regions)),
  };
}
