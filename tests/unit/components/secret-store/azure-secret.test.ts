import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import type { AzurePeer, AzurePlace } from "../../../../components/core/azure-place.ts";
import { storedVaultSecret, vaultSecret, writtenSecret } from "../../../../components/secret-store/azure-secret.ts";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { azurePlace, azureScope, foundOnAzure, registeredOnAzure, renderAzure } from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";
import { at } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";

const { keys, network, secrets } = azurePlace();
const peer: AzurePeer = {
  region: "westus2",
  role: "replica",
  scope: azureScope({ region: "westus2", role: "replica", resourceGroupName: output("prod-westus2") }),
  keys,
  network,
  secrets: { ...secrets, vaultName: output("prod-secrets-westus2"), expires: 1_900_000_000 },
};
const build = (place: AzurePlace, shared: boolean) =>
  renderAzure((opts) => {
    vaultSecret(new Holder("shop", opts), "shop-tokens", {
      identity: { system: "shop", component: "api" },
      place,
      namespace: "shop",
      secretName: "tokens",
      keys: ["session-key"],
      version: 1,
      shared,
    });
  });

describe("a secret of a vault", () => {
  it("is written to the vault of every region where it is shared, and the value is shown nowhere", async () => {
    const graph = await build(azurePlace({ peers: [peer] }), true);
    assert.deepEqual(registeredOnAzure(graph), ["keyvault:Secret shop-tokens", "keyvault:Secret shop-tokens-westus2"]);
    const copy = foundOnAzure(graph, "keyvault:Secret", "shop-tokens-westus2").inputs;
    assert.deepEqual([copy.vaultName, copy.resourceGroupName], ["prod-secrets-westus2", "prod-westus2"]);
    assert.equal(at(copy, "properties", "value"), secretMarker);
  });

  it("ends when the secrets of its vault do (FTE-024)", async () => {
    const ends: unknown[] = [];
    await renderAzure((opts) => {
      // As the program says it: the engine keeps what is beside a secret value as it is, and a rendering does not.
      const note: pulumi.ResourceTransformation = ({ type, name, props }) => {
        if (type === "azure-native:keyvault:Secret") ends.push([name, at(props, "properties", "attributes")]);
        return undefined;
      };
      const place = azurePlace({ peers: [peer] });
      const identity = { system: "shop", component: "api" };
      const entries = { key: output("made") };
      const given = { identity, place, entries, secretName: "shop-keys", shared: true };
      writtenSecret(new Holder("shop", { ...opts, transformations: [note] }), "shop-keys", given);
    });
    assert.deepEqual(ends, [
      ["shop-keys", { expires: 1_811_721_600 }],
      ["shop-keys-westus2", { expires: 1_900_000_000 }],
    ]);
  });

  it("is made in the primary region, and read by its name in the others", async () => {
    const other = await build(azurePlace({ ...peer.scope, peers: [] }), true);
    assert.deepEqual(registeredOnAzure(other), []);
    const read = other.resources.find(({ type }) => type.endsWith(":ExternalSecret"));
    assert.deepEqual(at(read?.inputs, "spec", "data", 0, "remoteRef"), { key: "shop-tokens", property: "session-key" });
  });

  it("holds what a service made, and is in the vault alone where no pod reads it", async () => {
    const graph = await renderAzure((opts) => {
      const identity = { system: "shop", component: "api" };
      const place = azurePlace({ peers: [peer] });
      const parent = new Holder("shop", opts);
      writtenSecret(parent, "shop-keys", {
        identity,
        place,
        secretName: "shop-keys",
        shared: false,
        entries: { key: output("made") },
      });
      const secretName = "administrator";
      storedVaultSecret(parent, "shop-admin", {
        identity,
        place,
        secretName,
        keys: ["password"],
        version: 1,
        shared: true,
      });
    });
    assert.deepEqual(registeredOnAzure(graph), [
      "keyvault:Secret shop-admin",
      "keyvault:Secret shop-admin-westus2",
      "keyvault:Secret shop-keys",
    ]);
    assert.equal(at(foundOnAzure(graph, "keyvault:Secret", "shop-keys").inputs, "properties", "value"), secretMarker);
    assert.deepEqual(
      graph.resources.filter(({ type }) => type.endsWith(":ExternalSecret")),
      [],
    );
  });

  it("is of one region alone where it is not shared", async () => {
    const graph = await build(azurePlace({ peers: [peer] }), false);
    assert.deepEqual(registeredOnAzure(graph), ["keyvault:Secret shop-tokens"]);
  });
});
