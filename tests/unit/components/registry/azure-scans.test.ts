import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { imageScans } from "../../../../components/registry/azure-scans.ts";
import { azureScope, foundOnAzure, renderAzure } from "../../../lib/azure.ts";

class Parent extends ComponentResource {
  constructor(opts: pulumi.ComponentResourceOptions) {
    super("plumbline:test:Parent", "registry", {}, opts);
    imageScans(this, "registry", azureScope(), { system: "platform", component: "registry" });
    this.registerOutputs({});
  }
}

const rendered = await renderAzure((opts) => new Parent(opts));

describe("scans of images on Azure", () => {
  it("are switched on for the subscription, by a template that changes that alone (REC-016)", () => {
    const { inputs } = foundOnAzure(rendered, "resources:DeploymentAtSubscriptionScope", "registry-scans");
    assert.deepEqual(inputs, {
      location: "eastus",
      deploymentName: "prod-image-scans",
      tags: {
        component: "registry",
        "cost-centre": "platform",
        "managed-by": "plumbline",
        owner: "platform",
        stage: "prod",
        system: "platform",
      },
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
    });
  });
});
