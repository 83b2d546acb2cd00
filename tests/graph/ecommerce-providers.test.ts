import assert from "node:assert/strict";
import { at } from "../lib/json.ts";
import { graph, services, yamlFile } from "./ecommerce-fixture.ts";

describe("providers of ecommerce", () => {
  it("of messages and their templates are told to the services that write to users, and to no other", async () => {
    const templates = {
      welcome: "welcome-template-v1",
      order_confirmation: "order-confirmation-v2",
      password_reset: "password-reset-v1",
    };
    const expected = {
      dev: [false, "ses", "sns"],
      prod: [true, "ses", "sns"],
      "prod-azure": [true, "azure-communication-services", "azure-communication-services"],
    } as const;
    for (const [stack, [enabled, email, sms]] of Object.entries(expected)) {
      const rendered = await graph(stack);
      for (const name of services) {
        const base = yamlFile(rendered, `${name}-config`, "application.yml");
        const writes = name === "user-service" || name === "order-service";
        const providers = {
          email: { primary: "sendgrid", fallback: email },
          sms: { primary: "twilio", fallback: sms },
        };
        assert.deepEqual(at(base, "notification"), writes ? { enabled, providers, templates } : undefined);
      }
    }
  });

  it("of payments are told to the order service alone: three attempts where nobody can pay twice, then the breaker's answer", async () => {
    const rendered = await graph("prod");
    for (const name of services) {
      const base = yamlFile(rendered, `${name}-config`, "application.yml");
      if (name !== "order-service") {
        assert.deepEqual([at(base, "payment"), at(base, "resilience4j")], [undefined, undefined]);
        continue;
      }
      assert.deepEqual(at(base, "payment"), {
        enabled: true,
        url: "https://payments.example.com",
        "idempotency-header": "Idempotency-Key",
        fallback: { status: "PENDING", message: "Payment will be processed later" },
      });
      assert.deepEqual(at(base, "resilience4j"), {
        retry: {
          instances: {
            "payment-service": {
              "max-attempts": 3,
              "wait-duration": "500ms",
              "enable-exponential-backoff": true,
              "exponential-backoff-multiplier": 2,
              "retry-exceptions": ["java.net.ConnectException", "java.net.UnknownHostException"],
            },
          },
        },
        circuitbreaker: {
          instances: {
            "payment-service": {
              "sliding-window-size": 50,
              "minimum-number-of-calls": 10,
              "failure-rate-threshold": 50,
              "slow-call-duration-threshold": "5s",
              "slow-call-rate-threshold": 80,
              "wait-duration-in-open-state": "60s",
              "permitted-number-of-calls-in-half-open-state": 5,
            },
          },
        },
      });
    }
  });
});
