import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { addressesOfStack } from "../../../cli/lib/bootstrap.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { rawConfig } from "../../lib/graph.ts";
import { at } from "../../lib/json.ts";
import { renderState } from "./fixture.ts";

const file = async (path: string): Promise<unknown> => parse(await readFile(join(projectRoot, path), "utf8"));

describe("the settings of where states are kept", () => {
  for (const stack of ["staging", "prod"]) {
    it(`are of the account of ${stack}, its primary region and its deployers`, async () => {
      const own = at(await file(`backends/Pulumi.${stack}.yaml`), "config", "plumbline-state:aws");
      const { account, regions, stage } = await rawConfig(stack);
      assert.equal(at(own, "account"), at(account, "id"));
      assert.equal(at(own, "region"), at(regions, 0, "name"));
      assert.equal(
        `arn:aws:iam::${String(at(account, "id"))}:role/${String(at(own, "deployers", 0))}`,
        at(account, "administrators", 0),
      );
      assert.equal(at(await file(`backends/Pulumi.${stack}.yaml`), "config", "plumbline-state:stage"), stage);
    });
  }

  it("are of the subscription of prod-azure, its primary region and its deployers", async () => {
    const own = at(await file("backends/Pulumi.prod-azure.yaml"), "config", "plumbline-state:azure");
    const { subscription, regions } = await rawConfig("prod-azure");
    assert.deepEqual(
      [at(own, "subscription"), at(own, "tenant"), at(own, "location"), at(own, "deployers")],
      [at(subscription, "id"), at(subscription, "tenant"), at(regions, 0, "name"), at(subscription, "administrators")],
    );
  });

  it("name the key of each stack in its own file", async () => {
    for (const stack of ["staging", "prod", "prod-azure"]) {
      const { secretsProvider } = await addressesOfStack(stack);
      assert.equal(at(await file(`Pulumi.${stack}.yaml`), "secretsprovider"), secretsProvider);
    }
  });

  it("give each stack a backend and a key of its own", async () => {
    const all = await Promise.all(["staging", "prod", "prod-azure"].map(addressesOfStack));
    assert.deepEqual(all, [
      {
        url: "s3://staging-state-111122223333-us-east-1?region=us-east-1",
        secretsProvider: "awskms://alias/staging-state?region=us-east-1",
      },
      {
        url: "s3://prod-state-444455556666-us-east-1?region=us-east-1",
        secretsProvider: "awskms://alias/prod-state?region=us-east-1",
      },
      {
        url: "azblob://state?storage_account=prodstatebd7662a5",
        secretsProvider: "azurekeyvault://prod-state-bd7662a5.vault.azure.net/keys/state",
      },
    ]);
  });

  it("are refused in one line each, before anything is made", async () => {
    await assert.rejects(
      renderState("prod", { "plumbline-state:aws": { account: "4", region: "moon-1", deployers: [] } }),
      {
        message: [
          `stack prod of backends: plumbline-state:aws.account: expected the 12 digits of an account, in quotes: "012345678901", got "4"`,
          `stack prod of backends: plumbline-state:aws.region: expected a region of AWS, such as us-east-1, got "moon-1"`,
          `stack prod of backends: plumbline-state:aws.deployers: expected a list with at least one, got []`,
        ].join("\n"),
      },
    );
    await assert.rejects(renderState("prod", { "plumbline-state:cloud": "gcp" }), /expected aws or azure/);
    await assert.rejects(
      addressesOfStack("dev"),
      /the state of dev is in no cloud: there is no backends\/Pulumi.dev.yaml/,
    );
  });
});
