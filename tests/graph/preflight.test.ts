import assert from "node:assert/strict";
import { namespaces, subscriptionNeeds } from "../../cli/lib/preflight/azure/needs.ts";
import { clusterNeeds, imagesOf } from "../../cli/lib/preflight/needs.ts";
import { render } from "../../cli/lib/render.ts";
import { parseConfig } from "../../config/parse.ts";
import { alone, clusterGraphOf, graphOf, rawConfig, stacks } from "../lib/graph.ts";

describe("what a stack asks of its surroundings (REC-002)", () => {
  it("is an administrator's rights, a driver of volumes, and zones for all replicas, where it makes the platform", async () => {
    const asked: Record<string, unknown> = {};
    for (const stack of stacks) {
      asked[stack] = clusterNeeds(parseConfig(stack, await rawConfig(stack)), await clusterGraphOf(stack));
    }
    const own = { ownsPlatform: true, rights: [] };
    const { dev, ...clouds } = asked;
    assert.deepEqual(clouds, {
      staging: { ...own, zones: 2, volumeDriver: "ebs.csi.aws.com" },
      prod: { ...own, zones: 3, volumeDriver: "ebs.csi.aws.com" },
      "prod-azure": { ...own, zones: 3, volumeDriver: "disk.csi.azure.com" },
    });
    const { volumeDriver } = parseDriver(await rawConfig("dev"));
    assert.deepEqual(dev, { ...own, zones: 1, volumeDriver });
  });

  it("is the rights of a deployer in its own namespaces, and an issuer that is there, where it does not", async () => {
    const raw = await rawConfig("prod");
    const config = parseConfig("prod", {
      ...raw,
      regions: undefined,
      account: undefined,
      hostedZone: undefined,
      platform: { mode: "shared" },
      systems: ["cap"],
      cluster: { context: "prod", publicIssuer: "letsencrypt-prod" },
    });
    const needs = clusterNeeds(config, await render("prod", { config: await alone("cap", "prod") }));
    assert.equal(needs.ownsPlatform, false);
    assert.equal(needs.volumeDriver, undefined);
    assert.equal(needs.publicIssuer, "letsencrypt-prod");
    assert.deepEqual(
      [...new Set(needs.rights.map(({ verb, namespace }) => `${verb} ${String(namespace)}`))],
      ["create cap"],
    );
    assert.ok(needs.rights.some(({ group, resource }) => group === "apps" && resource === "deployments"));
  });

  it("is a subscription with the providers and the cores of what it makes, on Azure alone", async () => {
    const needs = async (stack: string) => {
      const config = parseConfig(stack, await rawConfig(stack));
      return subscriptionNeeds(config, await graphOf(stack));
    };
    const ofAzure = await needs("prod-azure");
    const known = [...Object.values(namespaces), "Microsoft.Security"];
    assert.deepEqual(
      ofAzure?.namespaces.filter((namespace) => !known.includes(namespace)),
      [],
    );
    assert.deepEqual(
      known.filter((namespace) => !ofAzure.namespaces.includes(namespace)),
      [],
    );
    const family = "standardDsv6Family";
    // Nodes of eight cores: 19, or 18, in each zone, and a third more while they are updated.
    assert.deepEqual(ofAzure.cores, [
      { region: "eastus", family, most: 3 * (19 + 7) * 8 },
      { region: "westus2", family, most: 3 * (18 + 6) * 8 },
      { region: "germanywestcentral", family, most: 3 * (18 + 6) * 8 },
    ]);
    assert.equal(await needs("dev"), undefined);
  });

  it("is every image of its pods, by digest", async () => {
    const images = imagesOf(await clusterGraphOf("prod"));
    assert.ok(images.every((image) => /@sha256:[0-9a-f]{64}$/.test(image)));
    for (const start of [
      "registry.example.com/cap/app-cp:",
      "registry.example.com/firefly/transactional-engine:",
      "docker.io/library/redis:",
      "ghcr.io/cloudnative-pg/postgresql:",
    ]) {
      assert.ok(
        images.some((image) => image.startsWith(start)),
        start,
      );
    }
  });
});

const parseDriver = (raw: Record<string, unknown>) => {
  const { platform } = parseConfig("dev", raw);
  assert.ok(platform.mode === "own" && platform.volumeDriver);
  return { volumeDriver: platform.volumeDriver.provisioner };
};
