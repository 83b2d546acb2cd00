import assert from "node:assert/strict";
import { defaultMaxClients, resolveCache } from "../../../../components/cache/spec.ts";
import { args } from "./fixture.ts";

describe("resolveCache", () => {
  it("defaults to 10000 clients, 512 MiB, no eviction and no component to keep apart from", () => {
    assert.equal(defaultMaxClients, 10_000);
    assert.deepEqual(resolveCache("shop-db", args), {
      ...args,
      maxClients: 10_000,
      maxMemoryMi: 512,
      eviction: "noeviction",
      apartFrom: [],
    });
  });

  it("keeps what is given", () => {
    const given = { ...args, maxClients: 100, maxMemoryMi: 64, eviction: "allkeys-lru" as const, apartFrom: ["db-2"] };
    assert.deepEqual(resolveCache("shop-db", given), given);
  });

  const memory = "at most half of the memory limit (1024 Mi), as a fork copies what is written meanwhile";
  const wrong = [
    [{ maxClients: 0 }, "maxClients: expected a whole number from 1 to 65000, got 0"],
    [{ maxClients: 65_001 }, "maxClients: expected a whole number from 1 to 65000, got 65001"],
    [{ maxClients: 1.5 }, "maxClients: expected a whole number from 1 to 65000, got 1.5"],
    [{ maxMemoryMi: 513 }, `maxMemoryMi: expected ${memory}, got 513`],
    [{ maxMemoryMi: 0 }, `maxMemoryMi: expected ${memory}, got 0`],
    [{ maxMemoryMi: 0.5 }, `maxMemoryMi: expected ${memory}, got 0.5`],
    [{ component: "db_g1" }, 'component: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "db_g1"'],
  ] as const;
  for (const [changes, message] of wrong) {
    it(`refuses: ${message}`, () => {
      assert.throws(() => resolveCache("shop-db", { ...args, ...changes }), { message: `cache shop-db: ${message}` });
    });
  }
});
