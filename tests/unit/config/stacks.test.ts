import assert from "node:assert/strict";
import { parseConfig } from "../../../config/parse.ts";
import { profileOf } from "../../../config/profiles.ts";
import { rawConfig, stacks } from "../../lib/graph.ts";
import { stackConfig } from "../../../cli/lib/render.ts";

describe("the committed stack files", () => {
  it("are those of the four environments", () => {
    assert.deepEqual(stacks, ["dev", "prod", "prod-azure", "staging"]);
  });

  const expected: Readonly<Record<string, readonly [stage: string, cloud: string]>> = {
    dev: ["dev", "kubernetes"],
    staging: ["staging", "aws"],
    prod: ["prod", "aws"],
    "prod-azure": ["prod", "azure"],
  };
  const expectedRegions: Readonly<Record<string, readonly string[]>> = {
    staging: ["us-east-1 primary"],
    prod: ["us-east-1 primary", "us-west-2 replica", "eu-central-1 standby"],
    "prod-azure": ["eastus primary", "westus2 replica", "germanywestcentral standby"],
  };
  for (const stack of stacks) {
    it(`${stack} is complete and correct, and names its own stage, cloud and cluster`, async () => {
      const { stage, cloud, cluster, regions, domain } = parseConfig(stack, await rawConfig(stack));
      assert.deepEqual([stage, cloud], expected[stack]);
      assert.equal(cluster.context, regions ? undefined : stack);
      assert.deepEqual(
        regions?.map(({ name, role }) => `${name} ${role}`),
        expectedRegions[stack],
      );
      assert.equal(domain, `${stack}.example.com`);
    });

    it(`${stack} allows no provider that nobody configured`, async () => {
      assert.deepEqual((await stackConfig(stack))["pulumi:disable-default-providers"], ["*"]);
    });
  }

  it("have different domains", async () => {
    const domains = await Promise.all(stacks.map(async (stack) => (await rawConfig(stack)).domain));
    assert.equal(new Set(domains).size, stacks.length);
  });
});

describe("profiles", () => {
  it("of dev: one of everything, nothing kept", () => {
    assert.deepEqual(profileOf("dev"), {
      stage: "dev",
      replicas: 1,
      autoscaleFactor: 3,
      leastReplicas: 1,
      zoneSpread: "preferred",
      protectData: false,
      redisVolume: "1Gi",
      databaseVolume: "2Gi",
      documentMembers: 1,
      documentVolume: "5Gi",
      documentResources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
      serviceResources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
      serviceHeapMi: 256,
      mostReplicas: 3,
      publicCertificates: false,
      secretRotationDays: 7,
      backupVolume: "10Gi",
    });
  });

  it("of staging: two replicas over the zones", () => {
    assert.deepEqual(profileOf("staging"), {
      stage: "staging",
      replicas: 2,
      autoscaleFactor: 3,
      leastReplicas: 2,
      zoneSpread: "required",
      protectData: false,
      redisVolume: "10Gi",
      databaseVolume: "20Gi",
      documentMembers: 3,
      documentVolume: "20Gi",
      documentResources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "2Gi" } },
      serviceResources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
      serviceHeapMi: 640,
      mostReplicas: 6,
      publicCertificates: true,
      secretRotationDays: 7,
      backupVolume: "200Gi",
    });
  });

  it("of prod: three replicas over the zones, data protected", () => {
    assert.deepEqual(profileOf("prod"), {
      stage: "prod",
      replicas: 3,
      autoscaleFactor: 3,
      leastReplicas: 2,
      zoneSpread: "required",
      protectData: true,
      redisVolume: "20Gi",
      databaseVolume: "50Gi",
      documentMembers: 5,
      documentVolume: "100Gi",
      documentResources: { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "2000m", memory: "8Gi" } },
      serviceResources: { requests: { cpu: "1000m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } },
      serviceHeapMi: 1408,
      mostReplicas: 20,
      publicCertificates: true,
      secretRotationDays: 30,
      backupVolume: "1Ti",
    });
  });
});
