import assert from "node:assert/strict";
import { at } from "../lib/json.ts";
import { engine, graph } from "./firefly-fixture.ts";

describe("contract of firefly on one cluster", () => {
  it("tells app teams where everything is, where they may read alone, and what the system promises", async () => {
    const { outputs } = await graph("prod");
    const system = at(outputs, "systems", "firefly");
    const inside = (scheme: string, name: string, port: number) => {
      const host = `${name}.production.svc.cluster.local`;
      return { url: `${scheme}://${host}:${port}`, host, port, scope: "cluster" };
    };
    const host = "firefly.prod.example.com";
    assert.deepEqual(at(system, "endpoints"), {
      engine: { url: `https://${host}`, host, port: 443, scope: "public" },
      "engine-internal": inside("https", engine, 8080),
      postgres: inside("postgresql", "postgres-transactional-engine-rw", 5432),
      "postgres-read": inside("postgresql", "postgres-transactional-engine-ro", 5432),
      "postgres-pooler": inside("postgresql", "postgres-transactional-engine-pooler-rw", 5432),
      broker: inside("amqps", "broker", 5671),
      cache: inside("rediss", "cache", 6379),
    });
    const single = at((await graph("dev")).outputs, "systems", "firefly", "endpoints", "postgres-read");
    assert.deepEqual(single, inside("postgresql", "postgres-transactional-engine-rw", 5432));
    const secret = (name: string, keys: string[]) => ({ namespace: "production", name, keys });
    assert.deepEqual(at(system, "secrets"), {
      engine: secret("transactional-engine-secrets", ["password", "username", "database-password", "api-key"]),
      "engine-authority": secret("transactional-engine-tls", ["ca.crt"]),
      "postgres-authority": secret("postgres-transactional-engine-ca", ["ca.crt"]),
      broker: secret("broker-auth", ["password", "username", "uri"]),
      "broker-authority": secret("broker-tls", ["ca.crt"]),
      cache: secret("cache-auth", ["password", "auth.conf", "source.conf"]),
      "cache-authority": secret("cache-tls", ["ca.crt"]),
    });
    assert.equal(at(system, "namespace"), "production");
    assert.deepEqual(at(system, "objectives"), { rtoSeconds: 900, rpoSeconds: 300 });
  });
});
