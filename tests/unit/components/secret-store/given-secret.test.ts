import assert from "node:assert/strict";
import { ComponentResource } from "@pulumi/pulumi";
import type { Place } from "../../../../components/core/place.ts";
import { type GivenSecret, givenSecret } from "../../../../components/secret-store/given-secret.ts";
import { awsPeer, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { azurePlace } from "../../../lib/azure.ts";
import { at } from "../../../lib/json.ts";

const made: GivenSecret[] = [];
const build = (place: Place) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Shop", "shop", {}, opts);
    const identity = { system: "shop", component: "payment-credentials" };
    made.push(givenSecret(parent, "shop-payment", { identity, place, purpose: "payment" }));
  });
const last = () => {
  const given = made.at(-1);
  assert.ok(given);
  return [given.key, given.resources.length];
};
const peers = [awsPeer("us-west-2", "replica")];

describe("values that people put into the secret store", () => {
  it("have a place in Secrets Manager, without a value, that External Secrets of each region may read", async () => {
    const rendered = await build(awsPlace({ peers }));
    assert.deepEqual(registered(rendered), [
      "secretsmanager:Secret shop-payment",
      "secretsmanager:SecretPolicy shop-payment-readers",
    ]);
    const { inputs, opts } = found(rendered, "secretsmanager:Secret", "shop-payment");
    assert.deepEqual(
      [inputs.name, inputs.kmsKeyId, inputs.recoveryWindowInDays, opts.protect],
      ["prod-shop-payment", "arn:aws:kms:us-east-1:012345678901:key/secrets", 30, true],
    );
    assert.equal(at(inputs.tags, "values"), "given");
    assert.deepEqual(inputs.replicas, [
      { region: "us-west-2", kmsKeyId: "arn:aws:kms:us-west-2:012345678901:key/secrets" },
    ]);
    const policy = policyOf(inputsOf(rendered, "secretsmanager:SecretPolicy", "shop-payment-readers"));
    assert.deepEqual(at(policy, "Statement", 0, "Principal", "AWS"), [
      "arn:aws:iam::012345678901:role/secrets-reader",
      "arn:aws:iam::012345678901:role/secrets-reader-us-west-2",
    ]);
    assert.deepEqual(last(), ["prod-shop-payment", 1]);
  });

  it("are under the same name in the other regions, which have a copy", async () => {
    assert.deepEqual(registered(await build(awsPlace({ region: "us-west-2", role: "replica" }))), []);
    assert.deepEqual(last(), ["prod-shop-payment", 0]);
  });

  it("are where the store's keeper put them, elsewhere", async () => {
    assert.deepEqual(registered(await build({ cloud: "kubernetes" })), []);
    assert.deepEqual(last(), ["shop/payment", 0]);
    assert.deepEqual(registered(await build(azurePlace())), []);
    assert.deepEqual(last(), ["shop-payment", 0]);
  });
});
