import type { z } from "zod";
import type { Cloud } from "../components/core/cloud.ts";
import type { SubscriptionConfig } from "./azure.ts";
import type { EcommerceConfig } from "./ecommerce.ts";
import type { HostedZoneConfig } from "./hosted-zone.ts";
import { assertProviders } from "./notification-choices.ts";
import { type AccountConfig, isRegionOf, type RegionConfig } from "./regions.ts";

/** What a stack says of where it is. */
interface RegionChoices {
  readonly cloud: Cloud;
  readonly domain: string;
  readonly cluster: { readonly context?: string; readonly kubeconfig?: string; readonly zones?: readonly string[] };
  readonly platform: { readonly mode: "own" | "shared" };
  readonly regions?: readonly RegionConfig[];
  readonly account?: AccountConfig;
  readonly subscription?: SubscriptionConfig;
  readonly hostedZone?: HostedZoneConfig;
  readonly onboarding?: { readonly kafkaTools?: unknown };
  readonly ecommerce?: Pick<EcommerceConfig, "notification">;
}

type Issue = (message: string, ...path: string[]) => void;

/** A stack has regions, and all that they need, or a cluster that is given. */
export function assertRegions(config: RegionChoices, context: z.core.$RefinementCtx): void {
  const issue: Issue = (message, ...path) => context.addIssue({ code: "custom", path, message });
  const { cloud, cluster, regions } = config;
  if (!regions) {
    if (cluster.context === undefined)
      issue("the name of a kubeconfig context, in a stack without regions", "cluster", "context");
    for (const field of ["account", "subscription", "hostedZone"] as const) {
      if (config[field]) issue("nothing, in a stack without regions", field);
    }
    return;
  }
  if (cloud === "kubernetes") {
    issue("nothing, as only a stack of cloud aws or azure has regions", "regions");
    return;
  }
  const other = cloud === "aws" ? "azure" : "aws";
  const foreign = regions.find(({ name }) => isRegionOf(other, name));
  if (foreign) issue(`regions of ${cloud}, which ${foreign.name} is not`, "regions");
  for (const field of ["context", "kubeconfig", "zones"] as const) {
    if (cluster[field] !== undefined)
      issue("nothing, as the stack's regions have clusters of their own", "cluster", field);
  }
  if (config.platform.mode === "shared") issue("own, as the regions' clusters are this stack's", "platform", "mode");
  assertHostedZone(config, issue);
  if (config.ecommerce) assertProviders(cloud, config.ecommerce, issue);
  if (cloud === "aws") assertAws(config, issue);
  else assertAzure(config, issue);
}

function assertHostedZone({ domain, hostedZone }: RegionChoices, issue: Issue): void {
  if (!hostedZone) issue(`the hosted zone of ${domain}, by its id and its name`, "hostedZone");
  else if (domain !== hostedZone.name && !domain.endsWith(`.${hostedZone.name}`)) {
    issue(`a zone that ${domain} is in`, "hostedZone", "name");
  }
}

function assertAws({ account, subscription, hostedZone, onboarding }: RegionChoices, issue: Issue): void {
  if (!account) issue("the account that the regions are used in", "account");
  if (subscription) issue("nothing, as a stack of cloud aws is in an account", "subscription");
  if (hostedZone?.id.startsWith("/")) issue("the id of a hosted zone of Route 53", "hostedZone", "id");
  if (onboarding && onboarding.kafkaTools === undefined) {
    issue(
      "the image of kafkactl with its plugin for AWS, which writes the access lists of MSK",
      "onboarding",
      "kafkaTools",
    );
  }
}

function assertAzure({ account, subscription, hostedZone }: RegionChoices, issue: Issue): void {
  if (!subscription) issue("the subscription that the regions are used in", "subscription");
  if (account) issue("nothing, as a stack of cloud azure is in a subscription", "account");
  if (hostedZone && !hostedZone.id.endsWith(`/dnszones/${hostedZone.name}`)) {
    issue(`the resource id of the DNS zone ${hostedZone.name}`, "hostedZone", "id");
  } else if (hostedZone && subscription && !hostedZone.id.startsWith(`/subscriptions/${subscription.id}/`)) {
    issue(`a zone of the subscription ${subscription.id}, as one provider makes all records`, "hostedZone", "id");
  }
}
