import assert from "node:assert/strict";
import type { RenderedResource } from "../../cli/lib/render.ts";
import { graphOf } from "../lib/graph.ts";
import { at } from "../lib/json.ts";

describe("secrets on Azure", () => {
  const nameOfVault = ({ inputs }: RenderedResource) => String(inputs.vaultName);

  it("end, and somebody hears of it for each vault that has some (FTE-024)", async () => {
    const { resources } = await graphOf("prod-azure");
    const secrets = resources.filter(({ type }) => type === "azure-native:keyvault:Secret");
    const lasting = secrets.filter(({ inputs }) => at(inputs, "properties", "attributes", "expires") === undefined);
    assert.deepEqual(
      lasting.map(({ name }) => name),
      [],
    );
    const watched = resources
      .filter(({ type }) => type === "azure-native:eventgrid:SystemTopic")
      .map(({ inputs }) => String(inputs.source).split("/").at(-1));
    assert.equal(watched.length, 3);
    assert.deepEqual([...new Set(secrets.map(nameOfVault))].sort(), watched.sort());
  });

  it("are written after whoever hears of their end is there: of earlier versions nobody would", async () => {
    const { resources } = await graphOf("prod-azure");
    const early = resources.filter(({ type, propertyDependencies: { vaultName = [] } }) => {
      const comesAfter = vaultName.some((urn) => urn.includes("azure-native:eventgrid:SystemTopicEventSubscription::"));
      return type === "azure-native:keyvault:Secret" && !comesAfter;
    });
    assert.deepEqual(
      early.map(({ name }) => name),
      [],
    );
  });
});
