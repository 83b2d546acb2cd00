import assert from "node:assert/strict";
import { BackupVault, type PlacedVaultArgs } from "../../../../components/backup-vault/backup-vault.ts";
import { accountId, awsPeer, awsPlace, inputsOf, renderAws } from "../../../lib/aws.ts";
import { vaultArgs } from "./fixture.ts";

const made: BackupVault[] = [];
const build = (change: Partial<PlacedVaultArgs> = {}) =>
  renderAws((opts) => {
    made.push(new BackupVault("v", { ...vaultArgs, place: awsPlace(), ...change }, opts));
  });
const value = (output: BackupVault["vaultId"] | undefined) =>
  output === undefined ? undefined : new Promise((resolve) => output.apply(resolve));
const vaultArn = (name: string, region: string) => `arn:aws:backup:${region}:${accountId}:backup-vault:${name}`;

describe("a system's vault for backups", () => {
  it("is made where the system is, its parts below it, and tells its vaults and what is tested", async () => {
    const rendered = await build({ place: awsPlace({ peers: [awsPeer("eu-central-1", "standby")] }) });
    const component = rendered.resources.find(({ type }) => type === "plumbline:backup-vault:BackupVault");
    assert.deepEqual(component?.inputs, { system: "shop" });
    const parts = rendered.resources.filter(({ type }) => type.startsWith("aws:"));
    assert.deepEqual([...new Set(parts.map(({ parent }) => parent))], [component.urn]);
    assert.equal(inputsOf(rendered, "backup:Vault", "v").name, "prod-shop-backups");
    const vault = made.at(-1);
    assert.deepEqual(
      [await value(vault?.vaultId), await value(vault?.copyVaultId), vault?.tested],
      [
        vaultArn("prod-shop-backups", "us-east-1"),
        vaultArn("prod-shop-backup-copies", "eu-central-1"),
        ["orders", "log-store"],
      ],
    );
  });

  it("has no copies where the stack has no other region", async () => {
    await build();
    assert.equal(made.at(-1)?.copyVaultId, undefined);
  });

  it("is refused without a store, before anything is made", async () => {
    await assert.rejects(build({ stores: {} }), {
      message: "backup vault v: stores: expected at least one store, got {}",
    });
  });
});
