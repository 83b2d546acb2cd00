import assert from "node:assert/strict";
import { PublicRoutes } from "../../../../components/edge/public-routes.ts";
import type { PublicRoutesArgs, RouteSpec } from "../../../../components/edge/routes.ts";
import { renderComponents } from "../../../lib/component.ts";
import { dependencies, resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";

const host = "api.shop.example.com";
const inRegion = "api-us-west-2.shop.example.com";
const route: RouteSpec = {
  host,
  backends: [{ service: "api", port: 8080 }],
  paths: [{ type: "PathPrefix", value: "/v1" }],
};
const build = (change: Partial<RouteSpec>, edge: Partial<PublicRoutesArgs> = {}) => {
  const args: PublicRoutesArgs = {
    system: "shop",
    namespace: "shop",
    gatewayClass: "envoy",
    issuer: { kind: "ClusterIssuer", name: "letsencrypt" },
    routes: { api: { ...route, ...change } },
    ...edge,
  };
  return renderComponents((opts) => new PublicRoutes("shop-edge", args, opts));
};
const spec = async (kind: string, name: string, ...given: Parameters<typeof build>) =>
  at(resource(await build(...given), kind, name).inputs, "spec");

describe("whether a host can serve", () => {
  const ready = { port: 9090, path: "/health/ready" };

  it("is asked for under one path of it, which leads to the readiness of the first service", async () => {
    const rendered = await build({ ready, backends: [...route.backends, { service: "other", port: 80 }] });
    const found = resource(rendered, "HTTPRoute", "shop-edge-api-ready");
    assert.equal(at(found.inputs, "metadata", "name"), "api-ready");
    assert.deepEqual(at(found.inputs, "spec"), {
      parentRefs: [{ name: "public", sectionName: host }],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { type: "Exact", value: "/.well-known/ready" }, method: "GET" }],
          filters: [
            {
              type: "URLRewrite",
              urlRewrite: { path: { type: "ReplaceFullPath", replaceFullPath: "/health/ready" } },
            },
          ],
          backendRefs: [{ name: "api", port: 9090 }],
        },
      ],
    });
    assert.deepEqual(await dependencies(found), ["shop-edge"]);
  });

  it("cannot be asked where nobody says how", async () => {
    const { resources } = await build({});
    assert.deepEqual(
      resources.filter(({ name }) => name.endsWith("-ready")),
      [],
    );
  });
});

describe("a host in one of several regions", () => {
  const edge = { region: "us-west-2" };

  it("is served by its name in the region, too: by listeners, certificate and routes", async () => {
    const ready = { port: 9090, path: "/ready" };
    const rendered = await build({ ready }, edge);
    const of = (kind: string, name: string) => at(resource(rendered, kind, name).inputs, "spec");
    const hosts = [host, inRegion];
    assert.deepEqual(
      list(at(of("Gateway", "shop-edge"), "listeners")).map((each) => [at(each, "name"), at(each, "hostname")]),
      [...hosts.map((each) => [`${each}.80`, each]), ...hosts.map((each) => [each, each])],
    );
    assert.deepEqual(at(of("Certificate", "shop-edge-certificate"), "dnsNames"), hosts);
    for (const name of ["shop-edge-api", "shop-edge-api-ready", "shop-edge-redirect"]) {
      assert.deepEqual(at(of("HTTPRoute", name), "hostnames"), hosts);
    }
    assert.deepEqual(
      list(at(of("HTTPRoute", "shop-edge-api"), "parentRefs")).map((each) => at(each, "sectionName")),
      hosts,
    );
    assert.deepEqual(
      list(at(of("ClientTrafficPolicy", "shop-edge-tls"), "targetRefs")).map((each) => at(each, "sectionName")),
      hosts,
    );
  });

  it("has that name nowhere where the stack has one cluster", async () => {
    assert.deepEqual(at(await spec("HTTPRoute", "shop-edge-api", {}), "hostnames"), [host]);
  });
});

describe("a load balancer of the stack's own before the gateway", () => {
  const balanced = { balanced: true };

  it("is believed in what it says of the client, and nobody before it", async () => {
    const policy = await spec("ClientTrafficPolicy", "shop-edge-tls", {}, balanced);
    assert.deepEqual(at(policy, "clientIPDetection"), { xForwardedFor: { numTrustedHops: 1 } });
  });

  it("is served at its own listener, too, since it names no host when it connects", async () => {
    const ready = { port: 9090, path: "/ready" };
    const own = { name: "public", sectionName: host };
    const shared = { namespace: "envoy-gateway-system", name: "balanced", sectionName: "https" };
    for (const name of ["shop-edge-api", "shop-edge-api-ready"]) {
      assert.deepEqual(at(await spec("HTTPRoute", name, { ready }, balanced), "parentRefs"), [own, shared]);
      assert.deepEqual(at(await spec("HTTPRoute", name, { ready }), "parentRefs"), [own]);
    }
    // It redirects plain HTTP itself.
    assert.deepEqual(at(await spec("HTTPRoute", "shop-edge-redirect", {}, balanced), "parentRefs"), [
      { name: "public", sectionName: `${host}.80` },
    ]);
  });

  it("is not there by default: the address of a client is the connection's own", async () => {
    assert.equal(at(await spec("ClientTrafficPolicy", "shop-edge-tls", {}), "clientIPDetection"), undefined);
  });
});
