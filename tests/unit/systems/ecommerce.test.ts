import assert from "node:assert/strict";
import { parseConfig } from "../../../config/parse.ts";
import { profileOf } from "../../../config/profiles.ts";
import { capacityPlan, scaleOf } from "../../../systems/ecommerce-capacity.ts";
import { ecommerceHost } from "../../../systems/ecommerce-gateway.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record, withValue } from "../../lib/json.ts";

const image = "an image: registry, repository, tag and digest";
const release = "a release: mode rolling or blue-green, with its images";
const unknownKey = "unknown key; remove it or correct its name";
const times = (given: unknown) => `expected a number from 1 to 100 (times the normal load), got ${String(given)}`;
const mail = "primary and fallback, two of sendgrid, ses, azure-communication-services";

/** Path of a setting, a value for it, and what the message says of it; `undefined` takes it away. */
const wrong: readonly (readonly [path: string, value: unknown, message: string])[] = [
  ["mongodbUri", "mongodb://user:password@host", unknownKey],
  ["services.payment-service", {}, unknownKey],
  [
    "services",
    undefined,
    "expected user-service, product-service, cart-service, order-service and api-gateway, got nothing",
  ],
  ["services.cart-service", undefined, "expected the service: release and optionally port, got nothing"],
  ["services.cart-service.release", undefined, `expected ${release}, got nothing`],
  ["services.cart-service.release.mode", "canary", `expected ${release}, got "canary"`],
  ["services.cart-service.release.active", "red", 'expected one of blue, green, got "red"'],
  ["services.cart-service.release.idle", "lukewarm", 'expected one of warm, cold, got "lukewarm"'],
  ["services.cart-service.release.green", undefined, `expected ${image}, got nothing`],
  ["services.cart-service.release.blue.tag", "latest", 'expected a version tag, and not latest, got "latest"'],
  ["services.user-service.port", 80, "expected a whole number from 1024 to 65535 (port), got 80"],
  ["springBoot", "2", 'expected one of 3, 4, got "2"'],
  ["oidcIssuer", undefined, "expected an https URL, got nothing"],
  ["oidcIssuer", "http://login.example.com", 'expected an https URL, got "http://login.example.com"'],
  ["paymentUrl", "https://a b", 'expected an https URL, got "https://a b"'],
  ["notification", { email: { primary: "ses", fallback: "ses" } }, ""],
  ["notification", { sms: { primary: "sns", fallback: "pigeon" } }, ""],
  ["secretStore", "Cloud Secrets", 'expected the name of a ClusterSecretStore, got "Cloud Secrets"'],
  ["features.new-checkout-flow", "yes", 'expected true or false, got "yes"'],
  ["features.dark-mode", true, unknownKey],
  ["logLevel", "TRACE", 'expected one of DEBUG, INFO, WARN, ERROR, got "TRACE"'],
  ["rateLimit.replenishRate", 0, "expected a whole number from 1 to 100000 (requests per second), got 0"],
  ["requestsPerMinute", undefined, "expected a whole number from 1 to 10000000 (requests per minute), got nothing"],
  ["cacheTtlMinutes", 0, "expected a whole number from 1 to 10080 (minutes), got 0"],
  ["mongodbPoolSize", 0, "expected a whole number from 1 to 1000 (connections), got 0"],
  ["memoryPercent", 101, "expected a whole number from 1 to 100 (percent), got 101"],
  ["capacity.peakMultiplier", "3x", times('"3x"')],
  ["capacity.seasonalPeaks.flash-sales", 0.5, times(0.5)],
  ["capacity.growthProjections.meaning", undefined, "expected one of total, increase, got nothing"],
  ["capacity.requestsPerSecond", 0, "expected a whole number from 1 to 1000000 (requests per second), got 0"],
  ["season", "easter", 'expected one of normal, black-friday, holiday-season, flash-sales, got "easter"'],
  ["mongodbPasswordVersion", 0, "expected a whole number from 1 to 1000000 (version), got 0"],
];

/** Where a message is about a field below the one that was replaced. */
const elsewhere: Readonly<Record<string, string>> = {
  '{"email":{"primary":"ses","fallback":"ses"}}': `notification.email: expected ${mail}, got {"primary":"ses","fallback":"ses"}`,
  '{"sms":{"primary":"sns","fallback":"pigeon"}}':
    'notification.sms.fallback: expected one of twilio, sns, azure-communication-services, got "pigeon"',
};

async function settings(stack: string) {
  const { ecommerce } = parseConfig(stack, await rawConfig(stack));
  assert.ok(ecommerce !== undefined);
  return ecommerce;
}

describe("settings of ecommerce", () => {
  for (const [field, value, message] of wrong) {
    it(`refuse ${field} = ${value === undefined ? "nothing" : JSON.stringify(value)} with one line`, async () => {
      const raw = withValue(await rawConfig("prod"), ["ecommerce", ...field.split(".")], value);
      const line = elsewhere[JSON.stringify(value)] ?? `${field}: ${message}`;
      assert.throws(() => parseConfig("prod", raw), { message: `stack prod: plumbline:ecommerce.${line}` });
    });
  }

  it("have the guide's defaults, and none for what it leaves open", async () => {
    const given = await rawConfig("prod");
    const { ecommerce } = parseConfig("prod", given);
    const fromFile = Object.keys(record(given.ecommerce));
    const defaults = Object.entries(ecommerce ?? {}).filter(([key]) => !fromFile.includes(key));
    assert.deepEqual(Object.fromEntries(defaults), {
      springBoot: "3",
      notification: {
        email: { primary: "sendgrid", fallback: "ses" },
        sms: { primary: "twilio", fallback: "sns" },
        templates: {
          welcome: "welcome-template-v1",
          order_confirmation: "order-confirmation-v2",
          password_reset: "password-reset-v1",
        },
      },
      features: { "new-checkout-flow": false, "enhanced-search": false },
      apiDocs: false,
      logLevel: "INFO",
      rateLimit: { replenishRate: 100, burstCapacity: 200 },
      cacheTtlMinutes: 30,
      mongodbPoolSize: 10,
      season: "normal",
      mongodbPasswordVersion: 1,
      mongodbEncryptionKeyVersion: 1,
      redisPasswordVersion: 1,
    });
    const services = Object.entries((await settings("prod")).services).map(([name, { port }]) => [name, port]);
    assert.deepEqual(Object.fromEntries(services), {
      "user-service": 8081,
      "product-service": 8082,
      "cart-service": 8083,
      "order-service": 8084,
      "api-gateway": 8080,
    });
    const { release: own } = (await settings("prod")).services["user-service"];
    assert.equal(own.mode === "blue-green" && own.idle, "cold");
  });

  it("are missing where a stack deploys the system without them", async () => {
    const raw = { ...(await rawConfig("prod")), systems: ["ecommerce"], ecommerce: undefined };
    assert.throws(() => parseConfig("prod", raw), {
      message:
        "stack prod: plumbline:ecommerce: expected the settings of ecommerce, which the stack deploys, got nothing",
    });
  });

  it("put the one host below the stack's domain", () => {
    assert.equal(ecommerceHost("example.com"), "shop.example.com");
  });
});

describe("scale of ecommerce", () => {
  it("leaves every stage and season room above its least", async () => {
    for (const stack of ["dev", "staging", "prod"] as const) {
      const config = await settings(stack);
      const profile = profileOf(stack);
      for (const season of ["normal", "black-friday", "holiday-season", "flash-sales"] as const) {
        const { least, most } = scaleOf({ ...config, season }, profile);
        assert.ok(most > least, `${stack}, ${season}: ${least} to ${most}`);
        assert.ok(most >= profile.mostReplicas);
      }
    }
  });

  it("rounds a part of a replica up", async () => {
    const config = await settings("prod");
    const capacity = { ...config.capacity, seasonalPeaks: { ...config.capacity.seasonalPeaks, "black-friday": 6.5 } };
    const scale = scaleOf({ ...config, capacity, season: "black-friday" }, profileOf("prod"));
    assert.deepEqual(scale, { least: 20, most: 27 });
    assert.match(
      capacityPlan({ ...config, capacity }, profileOf("prod")),
      /requests_per_second: 6500\n {6}replicas: 20\n/,
    );
  });
});
