import assert from "node:assert/strict";
import { stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import {
  changedObjects,
  data,
  filesOf,
  graph,
  ports,
  services,
  stages,
  workloads,
  yamlFile,
} from "./ecommerce-fixture.ts";

const stageOf = (stack: string) => Object.entries(stages).find(([name]) => name === stack)?.[1] ?? "dev";
const members = { dev: 1, staging: 3, prod: 5 };
const bundle = (store: string) => ({
  truststore: { certificate: `file:/etc/ecommerce/authorities/${store}/ca.crt` },
});

describe("configuration of ecommerce", () => {
  for (const stack of stacks) {
    const stage = stageOf(stack);

    it(`gives every service of ${stack} the base: stores by TLS, cache, issuer, management`, async () => {
      const rendered = await graph(stack);
      for (const name of services) {
        const base = yamlFile(rendered, `${name}-config`, "application.yml");
        assert.deepEqual(at(base, "spring"), {
          application: { name },
          config: { import: "configtree:/etc/ecommerce/secrets/" },
          lifecycle: { "timeout-per-shutdown-phase": "30s" },
          security: {
            oauth2: { resourceserver: { jwt: { "issuer-uri": `https://login.${stack}.example.com` } } },
          },
          ssl: { bundle: { pem: { mongodb: bundle("mongodb"), redis: bundle("redis") } } },
          data: {
            mongodb: { uri: "${MONGODB_URI}&maxPoolSize=10", ssl: { enabled: true, bundle: "mongodb" } },
            redis: {
              host: "redis.ecommerce.svc.cluster.local",
              port: 6379,
              password: "${redis.password}",
              ssl: { enabled: true, bundle: "redis" },
              timeout: "2s",
            },
          },
          cache: { type: "redis", redis: { "time-to-live": "30m", "key-prefix": `${name}:` } },
        });
        assert.deepEqual(at(base, "server"), { port: ports[name], shutdown: "graceful" });
        assert.deepEqual(at(base, "management"), {
          endpoints: { web: { exposure: { include: "health,prometheus" } } },
          endpoint: { health: { probes: { enabled: true }, "show-details": "never" } },
          metrics: { tags: { application: name } },
        });
      }
    });

    it(`gives the gateway of ${stack} a limited route for each service, and secure headers for all`, async () => {
      const rendered = await graph(stack);
      const gateway = yamlFile(rendered, "gateway-config", "application.yml");
      const route = (id: string, path: string, port: number) => ({
        id,
        uri: `http://${id}:${port}`,
        predicates: [`Path=${path}`],
        filters: [
          {
            name: "RequestRateLimiter",
            args: {
              "redis-rate-limiter.replenishRate": 100,
              "redis-rate-limiter.burstCapacity": 200,
              "key-resolver": "#{@userKeyResolver}",
            },
          },
        ],
      });
      assert.deepEqual(at(gateway, "spring", "cloud", "gateway"), {
        server: {
          webflux: {
            "default-filters": ["SecureHeaders", { name: "RequestSize", args: { maxSize: "5MB" } }],
            routes: [
              route("user-service", "/api/users/**", 8081),
              route("product-service", "/api/products/**", 8082),
              route("cart-service", "/api/cart/**", 8083),
              route("order-service", "/api/orders/**", 8084),
            ],
          },
        },
      });
      const service = yamlFile(rendered, "user-service-config", "application.yml");
      assert.deepEqual(at(gateway, "spring", "data"), { redis: at(service, "spring", "data", "redis") });
      assert.deepEqual(at(gateway, "spring", "ssl"), { bundle: { pem: { redis: bundle("redis") } } });
      assert.deepEqual(at(gateway, "spring", "security"), at(service, "spring", "security"));
      assert.deepEqual(at(gateway, "server"), { port: 8080, shutdown: "graceful" });
    });

    it(`writes one JSON object a line in ${stack}, in the profile that it runs`, async () => {
      const rendered = await graph(stack);
      const expected = [
        "<configuration>",
        `  <springProfile name="${stage}">`,
        '    <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">',
        '      <encoder class="net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder">',
        "        <providers>",
        "          <timestamp/>",
        "          <logLevel/>",
        "          <loggerName/>",
        "          <message/>",
        "          <mdc/>",
        "          <stackTrace/>",
        "        </providers>",
        "      </encoder>",
        "    </appender>",
        '    <root level="INFO">',
        '      <appender-ref ref="STDOUT"/>',
        "    </root>",
        "  </springProfile>",
        "</configuration>",
        "",
      ].join("\n");
      for (const name of workloads) {
        assert.equal(at(data(rendered, "ConfigMap", filesOf(name)), "logback-spring.xml"), expected);
        assert.equal(at(data(rendered, "ConfigMap", name), "SPRING_PROFILES_ACTIVE"), stage);
      }
    });
  }

  for (const [stack, checkout, search, docs] of [
    ["dev", true, true, true],
    ["staging", true, false, true],
    ["prod", false, false, false],
    ["prod-azure", false, false, false],
  ] as const) {
    it(`overrides in application-${stageOf(stack)}.yml what ${stack} has of its own: flags and documents`, async () => {
      const rendered = await graph(stack);
      for (const name of workloads) {
        assert.deepEqual(yamlFile(rendered, filesOf(name), `application-${stageOf(stack)}.yml`), {
          features: { "new-checkout-flow": checkout, "enhanced-search": search },
          springdoc: { "api-docs": { enabled: docs }, "swagger-ui": { enabled: docs } },
        });
      }
    });
  }

  it("restarts the pods when a flag changes, since they read it at their start", async () => {
    const [before, after] = [await graph("prod"), await graph("prod", { "features.new-checkout-flow": true })];
    const serving = workloads.map((name) => `Deployment ${name}-blue`);
    assert.deepEqual(
      changedObjects(before, after),
      [...workloads.map((name) => `ConfigMap ${filesOf(name)}`), ...serving].sort(),
    );
    const file = yamlFile(after, "order-service-config", "application-prod.yml");
    assert.deepEqual(at(file, "features"), { "new-checkout-flow": true, "enhanced-search": false });
  });

  it("names the database's settings as the version of Spring Boot does", async () => {
    const four = yamlFile(await graph("dev", { springBoot: "4" }), "cart-service-config", "application.yml");
    const mongodb = { uri: "${MONGODB_URI}&maxPoolSize=10", ssl: { enabled: true, bundle: "mongodb" } };
    assert.deepEqual(at(four, "spring", "mongodb"), mongodb);
    assert.deepEqual(Object.keys(record(at(four, "spring", "data"))), ["redis"]);
  });

  for (const [setting, value, file, path, expected] of [
    ["cacheTtlMinutes", 5, "cart-service-config", ["spring", "cache", "redis", "time-to-live"], "5m"],
    ["mongodbPoolSize", 7, "user-service-config", ["spring", "data", "mongodb", "uri"], "${MONGODB_URI}&maxPoolSize=7"],
    [
      "paymentUrl",
      "https://pay.example.org/v2",
      "order-service-config",
      ["payment", "url"],
      "https://pay.example.org/v2",
    ],
  ] as const) {
    it(`hands a changed ${setting} to the applications`, async () => {
      const rendered = await graph("dev", { [setting]: value });
      assert.equal(at(yamlFile(rendered, file, "application.yml"), ...path), expected);
    });
  }

  it("hands other limits and another level of the log to the applications", async () => {
    const changes = { rateLimit: { replenishRate: 10, burstCapacity: 20 }, logLevel: "WARN" };
    const rendered = await graph("dev", changes);
    const routes = at(
      yamlFile(rendered, "gateway-config", "application.yml"),
      ..."spring.cloud.gateway.server.webflux.routes".split("."),
    );
    for (const route of list(routes)) {
      assert.deepEqual(at(route, "filters", 0, "args"), {
        "redis-rate-limiter.replenishRate": 10,
        "redis-rate-limiter.burstCapacity": 20,
        "key-resolver": "#{@userKeyResolver}",
      });
    }
    assert.match(String(at(data(rendered, "ConfigMap", "gateway-config"), "logback-spring.xml")), /root level="WARN"/);
  });

  it("tells app teams where everything is, and the guide's objectives: four hours, and the stricter 15 minutes", async () => {
    for (const stack of stacks) {
      const system = at((await graph(stack)).outputs, "systems", "ecommerce");
      const host = `shop.${stack}.example.com`;
      assert.deepEqual(at(system, "objectives"), { rtoSeconds: 14_400, rpoSeconds: 900 });
      assert.equal(at(system, "namespace"), "ecommerce");
      const hosts = Array.from(
        { length: members[stageOf(stack)] },
        (_, member) => `mongodb-${member}.mongodb-svc.ecommerce.svc.cluster.local:27017`,
      );
      assert.deepEqual(at(system, "endpoints"), {
        shop: { url: `https://${host}`, host, port: 443, scope: "public" },
        mongodb: {
          url: `mongodb://${hosts.join(",")}/ecommerce?replicaSet=mongodb&tls=true`,
          host: "mongodb-0.mongodb-svc.ecommerce.svc.cluster.local",
          port: 27017,
          scope: "cluster",
        },
        redis: {
          url: "rediss://redis.ecommerce.svc.cluster.local:6379",
          host: "redis.ecommerce.svc.cluster.local",
          port: 6379,
          scope: "cluster",
        },
      });
      const secrets = [
        "mongodb-services",
        "mongodb-backup",
        "mongodb-restore",
        "mongodb-authority",
        "redis",
        "redis-authority",
      ];
      assert.deepEqual(Object.keys(record(at(system, "secrets"))), secrets);
    }
  });
});
