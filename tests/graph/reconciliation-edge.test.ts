import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { changedGraph, graph, object, spec } from "./reconciliation-fixture.ts";

/** Every HTTPRoute: its hosts, its listener, its paths and where it leads. */
function routes(rendered: Rendered): Record<string, unknown> {
  return Object.fromEntries(
    objectsOf(rendered)
      .filter(({ kind }) => kind === "HTTPRoute")
      .map(({ name, body }) => {
        const rule = at(body, "spec", "rules", 0);
        const paths = list(at(rule, "matches")).map((match) => at(match, "path", "value"));
        const to = list(at(rule, "backendRefs")).map((ref) => `${String(at(ref, "name"))}:${String(at(ref, "port"))}`);
        const on = list(at(body, "spec", "parentRefs")).map((ref) => at(ref, "sectionName"));
        return [name, { hosts: at(body, "spec", "hostnames"), on, paths, to }];
      }),
  );
}

function headers(rendered: Rendered, route: string): Record<string, unknown> {
  const set = at(spec(rendered, "HTTPRoute", route), "rules", 0, "filters", 0, "responseHeaderModifier", "set");
  return Object.fromEntries(list(set).map((each) => [String(at(each, "name")), at(each, "value")]));
}

const always = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};
const ready = "/.well-known/ready";
const perMinute = (requests: number) => ({
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

describe("public routes of reconciliation", () => {
  for (const stack of stacks) {
    const host = `reconciliation.${stack}.example.com`;
    const hosts = [host, `api.${host}`, `ws.${host}`];
    const [, api = "", ws = ""] = hosts;

    it(`lead each host of ${stack} to its service over TLS, and plain HTTP to TLS`, async () => {
      assert.deepEqual(routes(await graph(stack)), {
        "https-redirect": { hosts, on: hosts.map((name) => `${name}.80`), paths: [], to: [] },
        frontend: { hosts: [host], on: [host], paths: ["/"], to: ["frontend:8080"] },
        assets: { hosts: [host], on: [host], paths: ["/assets"], to: ["frontend:8080"] },
        api: { hosts: [api], on: [api], paths: ["/"], to: ["backend:8080"] },
        websocket: { hosts: [ws], on: [ws], paths: ["/"], to: ["backend:8080"] },
        "frontend-ready": { hosts: [host], on: [host], paths: [ready], to: ["frontend:8080"] },
        "api-ready": { hosts: [api], on: [api], paths: [ready], to: ["backend:8080"] },
        "websocket-ready": { hosts: [ws], on: [ws], paths: [ready], to: ["backend:8080"] },
      });
    });

    it(`answer in ${stack} with one certificate for all hosts`, async () => {
      const rendered = await graph(stack);
      const tls = { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "public-tls" }] };
      const listeners = list(at(spec(rendered, "Gateway", "public"), "listeners"));
      assert.deepEqual(
        listeners.map((each) => [at(each, "protocol"), at(each, "port"), at(each, "hostname"), at(each, "tls")]),
        [...hosts.map((name) => ["HTTP", 80, name, undefined]), ...hosts.map((name) => ["HTTPS", 443, name, tls])],
      );
      const certificate = spec(rendered, "Certificate", "public-tls");
      assert.deepEqual(at(certificate, "dnsNames"), hosts);
      assert.equal(at(certificate, "secretName"), "public-tls");
      assert.deepEqual(at(spec(rendered, "HTTPRoute", "https-redirect"), "rules"), [
        { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] },
      ]);
    });

    it(`let pages of the frontend's host alone call the API in ${stack}`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(at(spec(rendered, "SecurityPolicy", "api"), "cors"), {
        allowOrigins: [`https://${host}`],
        allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        allowHeaders: ["Authorization", "Content-Type"],
        allowCredentials: true,
        maxAge: "600s",
      });
      const policies = objectsOf(rendered).filter(({ kind }) => kind === "SecurityPolicy");
      assert.deepEqual(
        policies.map(({ name }) => name),
        ["api"],
      );
    });
  }

  it("ask the issuer of public certificates that the stack names", async () => {
    assert.deepEqual(at(spec(await graph("dev"), "Certificate", "public-tls"), "issuerRef"), {
      kind: "Issuer",
      name: "internal-ca",
    });
  });

  it("limit what one client may ask, by the stack's numbers", async () => {
    const rendered = await changedGraph("prod", { requestsPerMinute: { frontend: 11, api: 12, websocket: 13 } });
    const limit = (route: string) => at(spec(rendered, "BackendTrafficPolicy", route), "rateLimit");
    assert.deepEqual(limit("frontend"), perMinute(11));
    assert.deepEqual(limit("assets"), perMinute(11));
    assert.deepEqual(limit("api"), perMinute(12));
    assert.deepEqual(limit("websocket"), perMinute(13));
  });

  it("compress what the frontend sends, and nothing else: the backend does so itself", async () => {
    const rendered = await graph("prod");
    const compressors = [
      { type: "Brotli", brotli: {} },
      { type: "Gzip", gzip: {} },
    ];
    for (const [route, expected] of [
      ["frontend", compressors],
      ["assets", compressors],
      ["api", undefined],
      ["websocket", undefined],
    ] as const) {
      const policy = spec(rendered, "BackendTrafficPolicy", route);
      assert.deepEqual(at(policy, "compressor"), expected);
      const target = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: route };
      assert.deepEqual(at(policy, "targetRefs"), [target]);
    }
  });

  it("keep hashed assets for a year, and pages not at all; the assets' folder is the stack's", async () => {
    const rendered = await changedGraph("prod", { assetsPath: "/static" });
    const host = "reconciliation.prod.example.com";
    assert.deepEqual(headers(rendered, "assets"), {
      ...always,
      "Cache-Control": "public, max-age=31536000, immutable",
    });
    assert.deepEqual(at(routes(rendered), "assets", "paths"), ["/static"]);
    assert.deepEqual(headers(rendered, "frontend"), {
      ...always,
      "Content-Security-Policy":
        `default-src 'self'; connect-src 'self' https://api.${host} wss://ws.${host}; img-src 'self' data:; ` +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
      "X-Frame-Options": "DENY",
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Cache-Control": "no-cache",
    });
    assert.deepEqual(headers(rendered, "api"), {
      ...always,
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    });
    assert.deepEqual(headers(rendered, "websocket"), always);
  });

  it("keep a silent websocket for as long as the stack says, and a busy one without end", async () => {
    const timeout = (rendered: Rendered) => at(spec(rendered, "BackendTrafficPolicy", "websocket"), "timeout");
    assert.deepEqual(timeout(await graph("prod")), {
      http: { requestTimeout: "0s", connectionIdleTimeout: "3600s" },
    });
    const longer = await changedGraph("prod", { websocketIdleSeconds: 7200 });
    assert.deepEqual(at(timeout(longer), "http", "connectionIdleTimeout"), "7200s");
    assert.equal(at(object(longer, "BackendTrafficPolicy", "api").body, "spec", "timeout"), undefined);
  });
});
