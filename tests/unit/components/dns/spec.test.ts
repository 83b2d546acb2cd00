import assert from "node:assert/strict";
import {
  type FailoverArgs,
  regionalHost,
  resolveFailover,
  worstFailoverSeconds,
} from "../../../../components/dns/spec.ts";
import { hostedZone } from "../../../../config/hosted-zone.ts";
import { failoverArgs } from "./fixture.ts";

const refused = (change: Partial<FailoverArgs>, message: string) => {
  assert.throws(() => resolveFailover("f", { ...failoverArgs, ...change }), { message: `failover f: ${message}` });
};

describe("failover of a host, resolved", () => {
  it("asks every 10 seconds, three times, and is forgotten after a minute", () => {
    const { intervalSeconds, failures, ttlSeconds } = resolveFailover("f", failoverArgs);
    assert.deepEqual([intervalSeconds, failures, ttlSeconds], [10, 3, 60]);
  });

  it("takes at most the checks, the wait for an answer, the servers of the zone and the resolvers together", () => {
    assert.equal(worstFailoverSeconds({}), 156);
    assert.equal(worstFailoverSeconds({ intervalSeconds: 30, failures: 10, ttlSeconds: 5 }), 371);
  });

  it("has to fit into the recovery time that the system promises (FTE-048)", () => {
    refused(
      { objectives: { rtoSeconds: 155, rpoSeconds: 5 } },
      'intervalSeconds, failures and ttlSeconds: expected a switch within 155 s, got "156 s"',
    );
    const fits = resolveFailover("f", { ...failoverArgs, objectives: { rtoSeconds: 156, rpoSeconds: 5 } });
    assert.equal(fits.objectives.rtoSeconds, 156);
  });

  it("needs a hosted zone, with the host below it", () => {
    refused(
      { zone: undefined },
      "zone: expected the hosted zone of api.shop.example.com, by its id and its name, got nothing",
    );
    refused(
      { zone: { id: "zone/Z1", name: "example.com" } },
      'zone.id: expected the id of a hosted zone, such as Z0123456789ABC, got "zone/Z1"',
    );
    refused({ host: "example.com" }, 'host: expected a name below example.com, got "example.com"');
    refused({ host: "api.example.org" }, 'host: expected a name below example.com, got "api.example.org"');
  });

  it("needs two regions, a path, and times that a health check knows", () => {
    refused(
      { standby: { region: "us-east-1", address: "x" } },
      'standby.region: expected another region than us-east-1, got "us-east-1"',
    );
    refused({ healthPath: "healthz" }, 'healthPath: expected a path that begins with /, got "healthz"');
    refused({ failures: 11 }, "failures: expected a whole number from 1 to 10, got 11");
    refused({ failures: 1.5 }, "failures: expected a whole number from 1 to 10, got 1.5");
    refused({ ttlSeconds: 300 }, "ttlSeconds: expected a whole number from 1 to 60, got 300");
    refused({ ttlSeconds: 0 }, "ttlSeconds: expected a whole number from 1 to 60, got 0");
  });

  it("names a place by the host and its region", () => {
    assert.equal(regionalHost("api.shop.example.com", "eu-central-1"), "api-eu-central-1.shop.example.com");
  });
});

describe("the hosted zone in the configuration", () => {
  it("is an id and a domain", () => {
    assert.deepEqual(hostedZone.parse({ id: "Z1", name: "example.com" }), { id: "Z1", name: "example.com" });
    for (const wrong of [{ id: "Z1" }, { id: "z1", name: "example.com" }, { id: "Z1", name: "example" }, "Z1"]) {
      assert.equal(hostedZone.safeParse(wrong).success, false);
    }
    assert.equal(hostedZone.safeParse({ id: "Z1", name: "example.com", extra: 1 }).success, false);
  });
});
