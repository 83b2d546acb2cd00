import assert from "node:assert/strict";
import { PublicRoutes } from "../../../../components/edge/public-routes.ts";
import { assertRoutes, type PublicRoutesArgs, type RouteSpec } from "../../../../components/edge/routes.ts";
import { renderComponents } from "../../../lib/component.ts";
import { dependencies, identity, isCustom, resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";

const route: RouteSpec = {
  host: "api.shop.example.com",
  backends: [{ service: "api", port: 8080 }],
  paths: [{ type: "PathPrefix", value: "/v1" }],
};
const args = (routes: Record<string, RouteSpec>): PublicRoutesArgs => ({
  system: "shop",
  namespace: "shop",
  gatewayClass: "envoy",
  issuer: { kind: "ClusterIssuer", name: "letsencrypt" },
  routes,
});
const build = (routes: Record<string, RouteSpec>) =>
  renderComponents((opts) => new PublicRoutes("shop-edge", args(routes), opts));
const spec = async (changes: Partial<RouteSpec>, kind: string, name: string) =>
  at(resource(await build({ api: { ...route, ...changes } }), kind, name).inputs, "spec");

describe("routes that do not hold together", () => {
  const host = "a host name of lower-case letters, digits, - and ., no address";
  const cors = { methods: ["GET"], headers: [], credentials: false };
  const wrong: readonly (readonly [name: string, changes: Partial<RouteSpec>, message: string])[] = [
    ["api_v1", {}, 'name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "api_v1"'],
    ["api", { host: "API.example.com" }, `host: expected ${host}, got "API.example.com"`],
    ["api", { host: "*.example.com" }, `host: expected ${host}, got "*.example.com"`],
    ["api", { host: "192.0.2.1" }, `host: expected ${host}, got "192.0.2.1"`],
    ["api", { host: "localhost" }, `host: expected ${host}, got "localhost"`],
    [
      "api",
      { paths: [{ type: "Exact", value: "health" }] },
      'paths: expected a path that starts with "/", got "health"',
    ],
    [
      "api",
      { rateLimits: [{ requests: 0, unit: "Minute" }] },
      "rateLimits.Minute: expected a whole number of at least 1, got 0",
    ],
    ["api", { cors: { ...cors, origins: ["*"] } }, 'cors.origins: expected an exact https origin, got "*"'],
    [
      "api",
      { cors: { ...cors, origins: ["http://a.b"] } },
      'cors.origins: expected an exact https origin, got "http://a.b"',
    ],
  ];
  for (const [name, changes, message] of wrong) {
    it(`are refused: ${message}`, () => {
      assert.throws(() => assertRoutes(args({ [name]: { ...route, ...changes } })), {
        message: `system shop, route ${name}: ${message}`,
      });
    });
  }

  it("are refused where the redirect has their name", () => {
    for (const name of ["redirect", "https-redirect"]) {
      assert.throws(
        () => assertRoutes(args({ [name]: route })),
        new RegExp(`^Error: system shop, route ${name}: name: `),
      );
    }
  });
});

describe("public routes", () => {
  it("are a gateway with one certificate, a redirect, and an HTTPRoute each", async () => {
    const rendered = await build({ api: route, web: { ...route, host: "www.shop.example.com" } });
    assert.deepEqual(rendered.resources.filter(isCustom).map(identity).sort(), [
      "kubernetes:cert-manager.io/v1:Certificate shop-edge-certificate",
      "kubernetes:gateway.envoyproxy.io/v1alpha1:ClientTrafficPolicy shop-edge-tls",
      "kubernetes:gateway.networking.k8s.io/v1:Gateway shop-edge",
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute shop-edge-api",
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute shop-edge-redirect",
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute shop-edge-web",
    ]);
    const certificate = resource(rendered, "Certificate", "shop-edge-certificate");
    assert.deepEqual(at(certificate.inputs, "spec", "dnsNames"), ["api.shop.example.com", "www.shop.example.com"]);
    for (const name of ["shop-edge-api", "shop-edge-redirect", "shop-edge-web"]) {
      assert.deepEqual(await dependencies(resource(rendered, "HTTPRoute", name)), ["shop-edge"]);
    }
  });

  it("have two listeners a host, named by it, however many routes share the host", async () => {
    const other: RouteSpec = { ...route, host: "a-b.example.com" };
    const rendered = await build({ api: route, admin: route, one: other, two: { ...other, host: "a.b.example.com" } });
    const allowedRoutes = { namespaces: { from: "Same" } };
    const plain = (host: string) => ({ name: `${host}.80`, protocol: "HTTP", port: 80, hostname: host, allowedRoutes });
    const listener = (host: string) => ({
      name: host,
      protocol: "HTTPS",
      port: 443,
      hostname: host,
      tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "public-tls" }] },
      allowedRoutes,
    });
    const hosts = ["api.shop.example.com", "a-b.example.com", "a.b.example.com"];
    assert.deepEqual(at(resource(rendered, "Gateway", "shop-edge").inputs, "spec"), {
      gatewayClassName: "envoy",
      listeners: [...hosts.map(plain), ...hosts.map(listener)],
    });
  });

  it("speak TLS 1.2 or newer, and send plain HTTP there", async () => {
    const tls = await spec({}, "ClientTrafficPolicy", "shop-edge-tls");
    const host = "api.shop.example.com";
    const gateway = { group: "gateway.networking.k8s.io", kind: "Gateway", name: "public" };
    // The listener, not the Gateway: on a shared port 80, a policy of one Gateway is refused.
    assert.deepEqual(tls, { targetRefs: [{ ...gateway, sectionName: host }], tls: { minVersion: "1.2" } });
    assert.deepEqual(await spec({}, "HTTPRoute", "shop-edge-redirect"), {
      parentRefs: [{ name: "public", sectionName: `${host}.80` }],
      hostnames: [host],
      rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] }],
    });
  });

  it("let listed paths in, and add security headers to every answer", async () => {
    const set = [
      { name: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
      { name: "X-Content-Type-Options", value: "nosniff" },
    ];
    const plain = {
      parentRefs: [{ name: "public", sectionName: "api.shop.example.com" }],
      hostnames: ["api.shop.example.com"],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/v1" } }],
          filters: [{ type: "ResponseHeaderModifier", responseHeaderModifier: { set } }],
          backendRefs: [{ name: "api", port: 8080 }],
        },
      ],
    };
    assert.deepEqual(await spec({}, "HTTPRoute", "shop-edge-api"), plain);
    const more = await spec({ responseHeaders: { "X-Frame-Options": "DENY" } }, "HTTPRoute", "shop-edge-api");
    assert.deepEqual(at(more, "rules", 0, "filters", 0, "responseHeaderModifier", "set"), [
      ...set,
      { name: "X-Frame-Options", value: "DENY" },
    ]);
  });

  it("leave the weights alone only where a controller moves them", async () => {
    const ignored = async (weightsAreManaged?: boolean) =>
      resource(await build({ api: { ...route, weightsAreManaged } }), "HTTPRoute", "shop-edge-api").opts.ignoreChanges;
    assert.deepEqual([await ignored(), await ignored(true)], [undefined, ["spec.rules[0].backendRefs"]]);
  });

  it("keep a client on its replica by a cookie that scripts cannot read", async () => {
    const affinityCookie = { name: "shop", ttlSeconds: 60 };
    assert.deepEqual(await spec({ affinityCookie }, "BackendTrafficPolicy", "shop-edge-api-traffic"), {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "api" }],
      loadBalancer: {
        type: "ConsistentHash",
        consistentHash: {
          type: "Cookie",
          cookie: { name: "shop", ttl: "60s", attributes: { Secure: "", HttpOnly: "", SameSite: "Strict" } },
        },
      },
    });
  });

  it("count the requests of each client, for itself", async () => {
    const rateLimits = [
      { requests: 100, unit: "Minute" },
      { requests: 1000, unit: "Hour" },
    ] as const;
    const rule = (requests: number, unit: string) => ({
      clientSelectors: [{ sourceCIDR: { type: "Distinct", value: "0.0.0.0/0" } }],
      limit: { requests, unit },
    });
    const policy = await spec({ rateLimits }, "BackendTrafficPolicy", "shop-edge-api-traffic");
    assert.deepEqual(at(policy, "rateLimit"), {
      type: "Local",
      local: { rules: [rule(100, "Minute"), rule(1000, "Hour")] },
    });
  });

  it("compress answers and keep quiet connections only where asked", async () => {
    const policy = await spec(
      { compression: true, idleTimeoutSeconds: 60 },
      "BackendTrafficPolicy",
      "shop-edge-api-traffic",
    );
    assert.deepEqual(at(policy, "compressor"), [
      { type: "Brotli", brotli: {} },
      { type: "Gzip", gzip: {} },
    ]);
    assert.deepEqual(at(policy, "timeout"), { http: { requestTimeout: "0s", connectionIdleTimeout: "60s" } });
  });

  it("open to listed origins and networks alone", async () => {
    const cors = { origins: ["https://a.example.com"], methods: ["GET"], headers: ["X-A"], credentials: true } as const;
    const policy = await spec({ cors, allowedNetworks: ["10.0.0.0/8"] }, "SecurityPolicy", "shop-edge-api-security");
    assert.deepEqual(policy, {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "api" }],
      cors: {
        allowOrigins: ["https://a.example.com"],
        allowMethods: ["GET"],
        allowHeaders: ["X-A"],
        allowCredentials: true,
        maxAge: "600s",
      },
      authorization: {
        defaultAction: "Deny",
        rules: [{ name: "allowed-networks", action: "Allow", principal: { clientCIDRs: ["10.0.0.0/8"] } }],
      },
    });
  });
});
