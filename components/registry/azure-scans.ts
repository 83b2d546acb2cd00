import { DeploymentAtSubscriptionScope } from "@pulumi/azure-native/resources/deploymentAtSubscriptionScope.js";
import type * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";

/**
 * Has Defender for Containers look through every image when it is pushed, and again as new holes become known (REC-016). It is a plan of the whole
 * subscription, which is there from its first day and can be switched and not made: hence a template, which Azure applies to what there is. The plan
 * stays on without the registry, since another stack may count on it.
 */
export function imageScans(
  parent: pulumi.Resource,
  name: string,
  scope: AzureScope,
  identity: Identity,
): DeploymentAtSubscriptionScope {
  const { location, tags } = azureWhere(scope, identity);
  return new DeploymentAtSubscriptionScope(
    `${name}-scans`,
    {
      location,
      tags,
      deploymentName: physicalName("deployment", scope.stage, "image-scans"),
      properties: {
        mode: "Incremental",
        template: {
          $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
          contentVersion: "1.0.0.0",
          resources: [
            {
              type: "Microsoft.Security/pricings",
              apiVersion: "2024-01-01",
              name: "Containers",
              properties: {
                pricingTier: "Standard",
                extensions: [{ name: "ContainerRegistriesVulnerabilityAssessments", isEnabled: "True" }],
              },
            },
          ],
        },
      },
    },
    { parent },
  );
}
