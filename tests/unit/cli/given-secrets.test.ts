import assert from "node:assert/strict";
import { givenValues } from "../../../cli/lib/given-secrets/given.ts";
import { pageOf } from "../../../cli/lib/given-secrets/page.ts";
import type { RenderedResource } from "../../../cli/lib/render.ts";
import { graphOf } from "../../lib/graph.ts";

const resource = (type: string, inputs: Record<string, unknown>): RenderedResource => ({
  urn: type,
  type,
  name: type,
  parent: undefined,
  provider: undefined,
  opts: {},
  propertyDependencies: {},
  inputs,
});
const copy = (kind: string, key: string) =>
  resource("kubernetes:external-secrets.io/v1:ExternalSecret", {
    metadata: { namespace: "shop", name: "keys" },
    spec: { secretStoreRef: { kind, name: "store" }, data: [{ remoteRef: { key, property: "api-key" } }] },
  });
const secret = (name: string, tags: Record<string, string>) =>
  resource("aws:secretsmanager/secret:Secret", { name, tags });
const payment = {
  where: "secret store",
  secret: "prod-shop-payment",
  key: "api-key",
  reader: "ExternalSecret shop/keys",
};

describe("values that people give", () => {
  it("are those that the stack reads, and makes without a value or not at all", () => {
    const read = copy("ClusterSecretStore", "prod-shop-payment");
    assert.deepEqual(givenValues([read]), [payment]);
    assert.deepEqual(givenValues([read, secret("prod-shop-payment", { values: "given" })]), [payment]);
    assert.deepEqual(givenValues([read, read]), [payment], "in two regions");
  });

  it("are not those that the stack, a database or the backup store makes", () => {
    const made = secret("prod-shop-payment", { rotation: "value" });
    assert.deepEqual(givenValues([copy("ClusterSecretStore", "prod-shop-payment"), made]), []);
    assert.deepEqual(givenValues([copy("ClusterSecretStore", "arn:aws:secretsmanager:us-east-1:1:secret:rds")]), []);
    assert.deepEqual(givenValues([copy("SecretStore", "account-shop")]), []);
  });

  it("are what Alertmanager signs in with, too", () => {
    const receivers = [{ slackConfigs: [{ apiURL: { name: "receivers", key: "webhook" } }] }];
    const config = resource("kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig", {
      metadata: { namespace: "monitoring", name: "platform" },
      spec: { receivers },
    });
    assert.deepEqual(givenValues([config]), [
      {
        where: "cluster",
        secret: "monitoring/receivers",
        key: "webhook",
        reader: "AlertmanagerConfig monitoring/platform",
      },
    ]);
  });

  it("are the keys of the providers and receivers that staging's settings name", async () => {
    const { resources } = await graphOf("staging");
    assert.deepEqual(
      givenValues(resources).map(({ secret: name, key }) => `${name} ${key}`),
      [
        "monitoring/alert-receivers slack-webhook",
        "monitoring/alert-receivers smtp-password",
        "staging-ecommerce-notification sendgrid-api-key",
        "staging-ecommerce-notification twilio-account-sid",
        "staging-ecommerce-notification twilio-auth-token",
        "staging-ecommerce-payment api-key",
      ],
    );
  });

  it("are on the page by stack, or none is", () => {
    const text = pageOf([
      ["prod", givenValues([copy("ClusterSecretStore", "prod-shop-payment")])],
      ["dev", []],
    ]);
    assert.match(
      text,
      /## prod\n\n.*\n.*\n\| secret store \| `prod-shop-payment` \| `api-key` \| ExternalSecret shop\/keys \|/,
    );
    assert.match(text, /## dev\n\nNone\.\n/);
  });
});
