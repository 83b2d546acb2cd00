import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { at, list } from "../lib/json.ts";
import { autoscaler, graph, spec, warm, workloads, yamlFile } from "./ecommerce-fixture.ts";

const bounds = (rendered: Rendered, name: string) => {
  const scaler = spec(rendered, "HorizontalPodAutoscaler", name);
  return [at(scaler, "minReplicas"), at(scaler, "maxReplicas")];
};
const plan = async (stack: string, changes: Record<string, unknown> = {}) =>
  yamlFile(await graph(stack, changes), "capacity-plan", "capacity-planning.yaml");

describe("capacity of ecommerce", () => {
  it("is planned from the guide's numbers, in prod", async () => {
    for (const stack of ["prod", "prod-azure"]) {
      const given = await plan(stack);
      assert.deepEqual(at(given, "traffic_patterns"), {
        normal_load: { requests_per_second: 1000, concurrent_users: 5000, peak_multiplier: 3 },
        seasonal_peaks: { black_friday: 10, holiday_season: 5, flash_sales: 15 },
      });
      const growth = { meaning: "total", year_1: 200, year_2: 150, year_3: 120 };
      assert.deepEqual(at(given, "growth_projections"), growth);
      assert.deepEqual(at(given, "plan", "peaks"), {
        daily: { requests_per_second: 3000, replicas: 9 },
        "black-friday": { requests_per_second: 10_000, replicas: 30 },
        "holiday-season": { requests_per_second: 5000, replicas: 15 },
        "flash-sales": { requests_per_second: 15_000, replicas: 45 },
      });
    }
  });

  it("grows by each year's percentage of the year before, or by it on top, as the stack says", async () => {
    const year = (requests: number, replicas: number) => ({ requests_per_second: requests, replicas });
    assert.deepEqual(at(await plan("prod"), "plan", "years"), {
      year_1: year(2000, 6),
      year_2: year(3000, 9),
      year_3: year(3600, 11),
    });
    const increase = await plan("prod", { "capacity.growthProjections.meaning": "increase" });
    assert.deepEqual(at(increase, "plan", "years"), {
      year_1: year(3000, 9),
      year_2: year(7500, 23),
      year_3: year(16_500, 50),
    });
  });

  for (const [season, least, most] of [
    ["normal", 3, 20],
    ["holiday-season", 15, 20],
    ["black-friday", 30, 40],
    ["flash-sales", 45, 60],
  ] as const) {
    it(`of prod is ${least} to ${most} replicas of everything in the season ${season}`, async () => {
      const rendered = await graph("prod", { season });
      for (const name of workloads) assert.deepEqual(bounds(rendered, autoscaler("prod", name)), [least, most]);
      const stated = yamlFile(rendered, "capacity-plan", "capacity-planning.yaml");
      assert.equal(at(stated, "plan", "season"), season);
      assert.deepEqual(at(stated, "plan", "bounds", season), { least, most });
    });
  }

  for (const [season, most, resources, cacheSizeGB] of [
    ["normal", 20, { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "2000m", memory: "8Gi" } }, 3.5],
    ["holiday-season", 20, { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "2000m", memory: "8Gi" } }, 3.5],
    [
      "black-friday",
      40,
      { requests: { cpu: "2000m", memory: "8192Mi" }, limits: { cpu: "4000m", memory: "16384Mi" } },
      7.5,
    ],
    [
      "flash-sales",
      60,
      { requests: { cpu: "3000m", memory: "12288Mi" }, limits: { cpu: "6000m", memory: "24576Mi" } },
      11.5,
    ],
  ] as const) {
    it(`gives the members of the database in prod what the services of the season ${season} ask of it`, async () => {
      const rendered = await graph("prod", { season });
      const store = spec(rendered, "MongoDBCommunity", "mongodb");
      const containers = list(at(store, "statefulSet", "spec", "template", "spec", "containers"));
      const server = containers.find((each) => at(each, "name") === "mongod");
      assert.deepEqual(at(server, "resources"), resources);
      const cache = "storage.wiredTiger.engineConfig.cacheSizeGB";
      assert.equal(at(store, "additionalMongodConfig", cache), cacheSizeGB);
      const stated = yamlFile(rendered, "mongodb-config", "mongod.conf");
      assert.equal(at(stated, ...cache.split(".")), cacheSizeGB);
      // Both colours of five services at their bound and one more, five members, the cache and the seven
      // pods of backups (four jobs, and an exporter that is updated), and four jobs beside each of the two.
      const quota = at(spec(rendered, "ResourceQuota", "ecommerce"), "hard", "requests.cpu");
      assert.equal(quota, `${(10 * (most + 1) + 4) * 1000 + 17 * parseInt(resources.requests.cpu)}m`);
    });
  }

  it("refuses a daily peak that the autoscalers cannot follow, before any resource", async () => {
    await assert.rejects(graph("prod", { "capacity.peakMultiplier": 6.7 }), {
      message:
        "system ecommerce: capacity.peakMultiplier: expected at most 6.6, as 20 replicas are that many times the 3 of the " +
        "normal load (ECO-060), got 6.7",
    });
    assert.ok(await graph("prod", { "capacity.peakMultiplier": 6.6 }));
  });

  it("refuses more connections than a member of the database takes, in a season or with two warm colours", async () => {
    await assert.rejects(graph("prod", { season: "flash-sales", mongodbPoolSize: 25 }), {
      message:
        "system ecommerce: mongodbPoolSize: expected at most 24, so that 244 pods fit into 6400 connections of a member of " +
        "24576Mi, got 25",
    });
    await assert.rejects(graph("prod", { ...warm, mongodbPoolSize: 12 }), {
      message:
        "system ecommerce: mongodbPoolSize: expected at most 11, so that 168 pods fit into 2304 connections of a member of " +
        "8Gi, got 12",
    });
    assert.ok(await graph("prod", { ...warm, mongodbPoolSize: 11 }));
  });

  it("refuses a burst below the rate that it refills at", async () => {
    await assert.rejects(graph("prod", { rateLimit: { replenishRate: 300 } }), {
      message:
        "system ecommerce: rateLimit.burstCapacity: expected at least replenishRate (300), or nobody reaches it, got 200",
    });
  });
});
