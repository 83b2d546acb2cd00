import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import { renderComponents } from "../../../lib/component.ts";
import { at } from "../../../lib/json.ts";
import { fullArgs } from "./fixture.ts";

describe("backups of a database where there are no keys", () => {
  it("are written by the identity of the pods, to a server whose certificate everybody trusts", async () => {
    const { resources } = await renderComponents((opts) => {
      const target = {
        endpoint: pulumi.output("https://s3.us-east-1.amazonaws.com"),
        region: "us-east-1",
        bucket: pulumi.output("prod-shop-backups"),
        prefix: "postgres",
        writers: ["db"],
        readers: [],
      };
      new Postgres("db", { ...fullArgs(), backup: { target } }, opts);
    });
    const store = resources.find(({ type }) => type.endsWith(":ObjectStore"));
    const configuration = at(store?.inputs, "spec", "configuration");
    assert.deepEqual(at(configuration, "s3Credentials"), { inheritFromIAMRole: true });
    assert.equal(at(configuration, "endpointCA"), undefined);
    assert.equal(at(configuration, "endpointURL"), "https://s3.us-east-1.amazonaws.com");
    assert.equal(at(configuration, "destinationPath"), "s3://prod-shop-backups/postgres");
  });

  it("are written to Blob storage by the identity of the pods likewise", async () => {
    const { resources } = await renderComponents((opts) => {
      const target = {
        service: "blob" as const,
        endpoint: pulumi.output("https://shop.blob.core.windows.net"),
        region: "eastus",
        bucket: pulumi.output("shop-backups"),
        prefix: "postgres",
        clientIds: {},
      };
      new Postgres("db", { ...fullArgs(), backup: { target } }, opts);
    });
    const { spec } = resources.find(({ type }) => type.endsWith(":ObjectStore"))?.inputs ?? {};
    const configuration = at(spec, "configuration");
    assert.deepEqual(at(configuration, "azureCredentials"), { inheritFromAzureAD: true });
    assert.equal(at(configuration, "destinationPath"), "https://shop.blob.core.windows.net/shop-backups/postgres");
    const foreign = [
      at(configuration, "endpointURL"),
      at(configuration, "s3Credentials"),
      at(spec, "instanceSidecarConfiguration", "env"),
    ];
    assert.deepEqual(foreign, [undefined, undefined, undefined]);
  });
});
