import assert from "node:assert/strict";
import { at, record } from "../lib/json.ts";
import { engine, graph } from "./onboarding-fixture.ts";

describe("contract of onboarding on one cluster", () => {
  const system = async (stack: string) => at((await graph(stack)).outputs, "systems", "onboarding");
  const inside = (scheme: string, name: string, port: number) => {
    const host = `${name}.onboarding.svc.cluster.local`;
    return { url: `${scheme}://${host}:${port}`, host, port, scope: "cluster" };
  };

  it("tells app teams where everything is, where they may read alone, and what the topics are called", async () => {
    const own = await system("prod");
    const host = "api.onboarding.prod.example.com";
    assert.deepEqual(at(own, "endpoints"), {
      api: { url: `https://${host}/api`, host, port: 443, scope: "public" },
      "api-internal": inside("https", engine, 80),
      postgres: inside("postgresql", "postgres-rw", 5432),
      "postgres-read": inside("postgresql", "postgres-ro", 5432),
      "postgres-pooler": inside("postgresql", "postgres-pooler-rw", 5432),
      kafka: inside("kafka", "kafka-kafka-bootstrap", 9093),
      redis: inside("rediss", "redis", 6379),
    });
    const secret = (name: string, keys: string[]) => ({ namespace: "onboarding", name, keys });
    assert.deepEqual(at(own, "secrets"), {
      database: secret("onboarding-db-secret", ["password", "username"]),
      "postgres-authority": secret("postgres-ca", ["ca.crt"]),
      kafka: secret("onboarding-kafka-secret", ["password", "username", "sasl.jaas.config"]),
      "kafka-authority": secret("kafka-cluster-ca-cert", ["ca.crt"]),
      redis: secret("redis-auth", ["password", "auth.conf", "source.conf"]),
      "redis-authority": secret("redis-tls", ["ca.crt"]),
    });
    assert.deepEqual(at(own, "topics"), [
      "onboarding-command",
      "ekyc-callback",
      "aml-callback",
      "onboarding-event",
      "onboarding-dlq",
    ]);
    assert.equal(at(own, "namespace"), "onboarding");
    assert.deepEqual(at(own, "objectives"), { rtoSeconds: 3600, rpoSeconds: 300 });
  });

  it("names no cache and no replica where there is none", async () => {
    const own = await system("dev");
    assert.deepEqual(Object.keys(record(at(own, "endpoints"))), [
      "api",
      "api-internal",
      "postgres",
      "postgres-read",
      "postgres-pooler",
      "kafka",
    ]);
    assert.deepEqual(at(own, "endpoints", "postgres-read"), inside("postgresql", "postgres-rw", 5432));
    assert.equal(at(own, "secrets", "redis"), undefined);
  });
});
