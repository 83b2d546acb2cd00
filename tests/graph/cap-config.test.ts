import assert from "node:assert/strict";
import { capObject, capSettings, configMap, find, renderCap, stacks } from "./cap-fixture.ts";

const apps = ["app-cp", "app-ap"] as const;

/** What each app reads, besides what a stack's file says (CAP-007). */
const environment = {
  AUDIT_LOG_LEVEL: "INFO",
  CACHE_REDIS_HOST: "db-g1",
  DB_G1_HOST: "db-g1",
  DB_G1_PASSWORD_FILE: "/etc/cap/db-g1/password",
  DB_G1_PORT: "6379",
  DB_G2_HOST: "db-g2",
  DB_G2_PASSWORD_FILE: "/etc/cap/db-g2/password",
  DB_G2_PORT: "6379",
  RATELIMIT_DEFAULT: "1000 per hour;100 per minute",
  RATELIMIT_STORAGE_HOST: "db-g1",
  REDIS_CA_FILE: "/etc/cap/ca/ca.crt",
  REDIS_MAX_CONNECTIONS: "50",
  REDIS_TLS: "true",
  REPLICATION_MODE: "application",
  SECRET_KEY_FILE: "/etc/cap/session/SECRET_KEY",
  SESSION_REDIS_HOST: "db-g1",
  SESSION_TYPE: "redis",
};

describe("configuration of cap", () => {
  describe("a required key that is missing", () => {
    const required = [
      ["images", "the images of app-cp and app-ap"],
      ["networkTimeoutSec", "a number from 0.05 to 60 (seconds)"],
      ["maxStalenessMs", "a whole number from 1 to 3600000 (milliseconds)"],
      ["logLevel", "one of DEBUG, INFO, WARNING, ERROR"],
    ] as const;
    for (const [key, allowed] of required) {
      it(`fails every stack before any resource: ${key}`, async () => {
        for (const stack of stacks) {
          await assert.rejects(renderCap(stack, { [key]: undefined }), {
            message: `stack ${stack}: plumbline:cap.${key}: expected ${allowed}, got nothing`,
          });
        }
      });
    }

    it("fails for the image of one app", async () => {
      const { images } = await capSettings("dev");
      assert.ok(typeof images === "object" && images !== null && "app-cp" in images);
      await assert.rejects(renderCap("dev", { images: { "app-cp": images["app-cp"] } }), {
        message:
          "stack dev: plumbline:cap.images.app-ap: expected an image: registry, repository, tag and digest, got nothing",
      });
    });
  });

  it("refuses a key that it does not know", async () => {
    await assert.rejects(renderCap("dev", { secretKey: "change-me" }), {
      message: "stack dev: plumbline:cap.secretKey: unknown key; remove it or correct its name",
    });
  });

  for (const stack of stacks) {
    it(`gives both apps the whole environment of ${stack}, as its own file says`, async () => {
      const rendered = await renderCap(stack);
      const { networkTimeoutSec, maxStalenessMs, logLevel } = await capSettings(stack);
      for (const [app, port] of [
        ["app-cp", "5001"],
        ["app-ap", "5002"],
      ] as const) {
        assert.deepEqual(configMap(rendered, app), {
          ...environment,
          PORT: port,
          NETWORK_TIMEOUT_SEC: String(networkTimeoutSec),
          MAX_STALENESS_MS: String(maxStalenessMs),
          LOG_LEVEL: logLevel,
        });
        const deployment = capObject(rendered, "Deployment", app);
        assert.deepEqual(find(deployment, "$.spec.template.spec.containers[*].envFrom"), [
          [{ configMapRef: { name: app } }],
        ]);
      }
    });
  }

  for (const [key, value, variable, expected] of [
    ["networkTimeoutSec", 7.5, "NETWORK_TIMEOUT_SEC", "7.5"],
    ["maxStalenessMs", 4321, "MAX_STALENESS_MS", "4321"],
    ["logLevel", "ERROR", "LOG_LEVEL", "ERROR"],
    ["redisPoolSize", 20, "REDIS_MAX_CONNECTIONS", "20"],
  ] as const) {
    it(`hands a changed ${key} to both apps and restarts their pods`, async () => {
      const before = await renderCap("prod");
      const after = await renderCap("prod", { [key]: value });
      for (const app of apps) {
        const data = find(capObject(after, "ConfigMap", app), `$.data.${variable}`);
        assert.deepEqual(data, [expected]);
        assert.notDeepEqual(checksum(after, app), checksum(before, app));
      }
    });
  }

  it("keeps the audit log at INFO whatever the application log drops", async () => {
    for (const app of apps) {
      const rendered = await renderCap("prod", { logLevel: "ERROR" });
      const levels = find(capObject(rendered, "ConfigMap", app), "$.data[LOG_LEVEL,AUDIT_LOG_LEVEL]");
      assert.deepEqual(levels, ["ERROR", "INFO"]);
    }
  });

  for (const stack of ["prod", "prod-azure"]) {
    for (const logLevel of ["DEBUG", "INFO"]) {
      it(`refuses ${logLevel} in ${stack}`, async () => {
        await assert.rejects(renderCap(stack, { logLevel }), {
          message: `stack ${stack}: plumbline:cap.logLevel: expected WARNING or ERROR in prod (CAP-010), got "${logLevel}"`,
        });
      });
    }
  }

  it("refuses a connection pool that Redis' 10000 connections cannot serve", async () => {
    assert.equal((await renderCap("prod", { redisPoolSize: 550 })).resources.length > 0, true);
    await assert.rejects(renderCap("prod", { redisPoolSize: 551 }), {
      message:
        "stack prod: plumbline:cap.redisPoolSize: expected at most 550, so that 18 pods fit into 10000 connections (CAP-058), got 551",
    });
  });
});

function checksum(rendered: Awaited<ReturnType<typeof renderCap>>, app: string): unknown[] {
  const found = find(
    capObject(rendered, "Deployment", app),
    "$.spec.template.metadata.annotations['plumbline.dev/config-checksum']",
  );
  assert.equal(found.length, 1);
  return found;
}
