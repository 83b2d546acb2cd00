import assert from "node:assert/strict";
import { parseConfig } from "../../../config/parse.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record } from "../../lib/json.ts";

/** A stack whose shop writes to people by other providers. */
async function parse(stack: string, notification: Readonly<Record<string, unknown>> | undefined) {
  const raw = await rawConfig(stack);
  return parseConfig(stack, { ...raw, ecommerce: { ...record(raw.ecommerce), notification } });
}

describe("who carries messages of ecommerce", () => {
  it("is no service of a cloud that the stack is not on, not by default either", async () => {
    const where = "stack prod-azure: plumbline:ecommerce.notification";
    await assert.rejects(parse("prod-azure", undefined), {
      message: [
        `${where}.email.fallback: expected a provider that a stack of cloud azure has, which ses is not, got nothing`,
        `${where}.sms.fallback: expected a provider that a stack of cloud azure has, which sns is not, got nothing`,
      ].join("\n"),
    });
    const email = { primary: "azure-communication-services", fallback: "sendgrid" };
    await assert.rejects(parse("prod", { email }), {
      message:
        "stack prod: plumbline:ecommerce.notification.email.primary: expected a provider that a stack of cloud aws has, " +
        'which azure-communication-services is not, got "azure-communication-services"',
    });
  });

  it("is the cloud's own service, or a company that every stack has", async () => {
    const { ecommerce } = await parse("prod", { sms: { primary: "sns", fallback: "twilio" } });
    assert.deepEqual(ecommerce?.notification.sms, { primary: "sns", fallback: "twilio" });
    assert.deepEqual(ecommerce.notification.email, { primary: "sendgrid", fallback: "ses" });
  });
});
