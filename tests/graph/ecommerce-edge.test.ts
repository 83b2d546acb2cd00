import assert from "node:assert/strict";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { graph, spec } from "./ecommerce-fixture.ts";

describe("public routes of ecommerce", () => {
  for (const stack of stacks) {
    const host = `shop.${stack}.example.com`;

    it(`lead the one host of ${stack} to the gateway over TLS, and plain HTTP to TLS`, async () => {
      const rendered = await graph(stack);
      const names = objectsOf(rendered).flatMap(({ kind, name }) => (kind === "HTTPRoute" ? [name] : []));
      assert.deepEqual(names, ["https-redirect", "shop", "shop-ready"]);
      const redirect = spec(rendered, "HTTPRoute", "https-redirect");
      assert.deepEqual(at(redirect, "hostnames"), [host]);
      assert.deepEqual(at(redirect, "parentRefs"), [{ name: "public", sectionName: `${host}.80` }]);
      assert.deepEqual(at(redirect, "rules"), [
        { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] },
      ]);
      const shop = spec(rendered, "HTTPRoute", "shop");
      assert.deepEqual(at(shop, "hostnames"), [host]);
      assert.deepEqual(at(shop, "parentRefs"), [{ name: "public", sectionName: host }]);
      assert.equal(list(at(shop, "rules")).length, 1);
      // What lies elsewhere, such as /actuator and the documents' pages, is answered with 404.
      assert.deepEqual(at(shop, "rules", 0, "matches"), [{ path: { type: "PathPrefix", value: "/api" } }]);
      const backends = list(at(shop, "rules", 0, "backendRefs"));
      assert.deepEqual(
        backends.map((each) => [at(each, "name"), at(each, "port")]),
        [["api-gateway", 8080]],
      );
      const tls = { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "public-tls" }] };
      const listeners = list(at(spec(rendered, "Gateway", "public"), "listeners"));
      assert.deepEqual(
        listeners.map((each) => [at(each, "protocol"), at(each, "port"), at(each, "hostname"), at(each, "tls")]),
        [
          ["HTTP", 80, host, undefined],
          ["HTTPS", 443, host, tls],
        ],
      );
      assert.deepEqual(at(spec(rendered, "Certificate", "public-tls"), "dnsNames"), [host]);
      assert.equal(at(spec(rendered, "ClientTrafficPolicy", "public"), "tls", "minVersion"), "1.2");
    });

    it(`set the secure headers of every answer of ${stack}`, async () => {
      const filters = at(spec(await graph(stack), "HTTPRoute", "shop"), "rules", 0, "filters");
      const set = (name: string, value: string) => ({ name, value });
      const headers = [
        set("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        set("X-Content-Type-Options", "nosniff"),
        set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        set("X-Frame-Options", "DENY"),
        set("Referrer-Policy", "no-referrer"),
      ];
      assert.deepEqual(filters, [{ type: "ResponseHeaderModifier", responseHeaderModifier: { set: headers } }]);
    });
  }

  it("limit what one client may ask, by the stack's number", async () => {
    for (const [stack, changes, requests] of [
      ["prod", {}, 12_000],
      ["prod", { requestsPerMinute: 60 }, 60],
    ] as const) {
      assert.deepEqual(at(spec(await graph(stack, changes), "BackendTrafficPolicy", "shop"), "rateLimit"), {
        type: "Local",
        local: {
          rules: [
            {
              clientSelectors: [{ sourceCIDR: { type: "Distinct", value: "0.0.0.0/0" } }],
              limit: { requests, unit: "Minute" },
            },
          ],
        },
      });
    }
  });

  it("let no page of another origin call", async () => {
    const policies = objectsOf(await graph("prod")).filter(({ kind }) => kind === "SecurityPolicy");
    assert.deepEqual(policies, []);
  });

  it("follow the gateway to another port", async () => {
    const rendered = await graph("dev", { "services.api-gateway.port": 9000 });
    assert.equal(at(spec(rendered, "HTTPRoute", "shop"), "rules", 0, "backendRefs", 0, "port"), 9000);
  });
});
