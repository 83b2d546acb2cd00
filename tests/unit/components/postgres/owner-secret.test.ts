import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import { type PostgresArgs, resolvePostgres } from "../../../../components/postgres/spec.ts";
import { renderObjects } from "../objects.ts";
import { leastArgs } from "./fixture.ts";

const args: PostgresArgs = {
  ...leastArgs,
  secretName: "shop-secrets",
  passwordKeys: ["DB_PASSWORD"],
  otherSecrets: { JWT_SECRET: 7 },
};

describe("the owner's Secret of a database", () => {
  it("holds the password under an application's own key, too, and the application's other random values", async () => {
    const objects = await renderObjects(() => new Postgres("shop-db", args));
    const secret = objects.body("Secret/shop-secrets");
    assert.deepEqual(secret.data, {
      username: secretMarker,
      password: secretMarker,
      DB_PASSWORD: secretMarker,
      JWT_SECRET: secretMarker,
    });
    const random = objects.resources.filter(({ type }) => type === "random:index/randomBytes:RandomBytes");
    assert.deepEqual(
      random.map(({ name, inputs }) => [name, inputs]),
      [
        ["shop-db-owner-value", { length: 32, keepers: { version: "3" } }],
        ["shop-db-owner-value-JWT_SECRET", { length: 32, keepers: { version: "7" } }],
      ],
    );
  });

  for (const [what, changes, key] of [
    ["a key of the operator's", { passwordKeys: ["password"] }, "password"],
    ["a key twice", { otherSecrets: { DB_PASSWORD: 1 } }, "DB_PASSWORD"],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => resolvePostgres("shop-db", { ...args, ...changes }), {
        message: `postgres shop-db: passwordKeys: expected every key of the owner's Secret once, got "${key}"`,
      });
    });
  }
});
