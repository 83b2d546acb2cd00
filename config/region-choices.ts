import type { z } from "zod";
import type { Cloud } from "../components/core/cloud.ts";
import type { HostedZoneConfig } from "./hosted-zone.ts";
import type { AccountConfig, RegionConfig } from "./regions.ts";

/** What a stack says of where it is. */
interface RegionChoices {
  readonly cloud: Cloud;
  readonly domain: string;
  readonly cluster: { readonly context?: string; readonly kubeconfig?: string; readonly zones?: readonly string[] };
  readonly platform: { readonly mode: "own" | "shared" };
  readonly regions?: readonly RegionConfig[];
  readonly account?: AccountConfig;
  readonly hostedZone?: HostedZoneConfig;
  readonly onboarding?: { readonly kafkaTools?: unknown };
}

/** A stack has regions, and all that they need, or a cluster that is given. */
export function assertRegions(config: RegionChoices, context: z.core.$RefinementCtx): void {
  const issue = (message: string, ...path: string[]) => context.addIssue({ code: "custom", path, message });
  const { cluster, domain, hostedZone } = config;
  if (!config.regions) {
    if (cluster.context === undefined)
      issue("the name of a kubeconfig context, in a stack without regions", "cluster", "context");
    for (const field of ["account", "hostedZone"] as const) {
      if (config[field]) issue("nothing, in a stack without regions", field);
    }
    return;
  }
  if (config.cloud !== "aws") issue("nothing, as only a stack of cloud aws has regions", "regions");
  if (!config.account) issue("the account that the regions are used in", "account");
  for (const field of ["context", "kubeconfig", "zones"] as const) {
    if (cluster[field] !== undefined)
      issue("nothing, as the stack's regions have clusters of their own", "cluster", field);
  }
  if (config.platform.mode === "shared") issue("own, as the regions' clusters are this stack's", "platform", "mode");
  if (!hostedZone) issue(`the hosted zone of ${domain}, by its id and its name`, "hostedZone");
  else if (domain !== hostedZone.name && !domain.endsWith(`.${hostedZone.name}`)) {
    issue(`a zone that ${domain} is in`, "hostedZone", "name");
  }
  if (config.onboarding && config.onboarding.kafkaTools === undefined) {
    issue(
      "the image of kafkactl with its plugin for AWS, which writes the access lists of MSK",
      "onboarding",
      "kafkaTools",
    );
  }
}
