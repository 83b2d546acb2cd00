import assert from "node:assert/strict";
import { PublicRoutes } from "../../../../components/edge/public-routes.ts";
import type { PublicRoutesArgs } from "../../../../components/edge/routes.ts";
import { renderComponents } from "../../../lib/component.ts";
import { identity, resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";

const args: PublicRoutesArgs = {
  system: "shop",
  namespace: "shop",
  gatewayClass: "envoy",
  issuer: { kind: "ClusterIssuer", name: "letsencrypt" },
  routes: {
    api: {
      host: "api.example.com",
      backends: [{ service: "api", port: 80 }],
      paths: [{ type: "PathPrefix", value: "/" }],
    },
  },
};
const build = (changes: Partial<PublicRoutesArgs>) =>
  renderComponents((opts) => new PublicRoutes("shop-edge", { ...args, ...changes }, opts));

describe("a backend that speaks TLS", () => {
  it("is checked by the gateway: its name, by the authority that the Secret holds", async () => {
    const api = { port: "http", host: "api.shop.svc.cluster.local", authority: "api-tls" };
    const policy = resource(await build({ tlsBackends: { api } }), "BackendTLSPolicy", "shop-edge-api-backend-tls");
    assert.equal(at(policy.inputs, "metadata", "name"), "api");
    assert.equal(at(policy.inputs, "metadata", "namespace"), "shop");
    assert.deepEqual(policy.inputs.spec, {
      targetRefs: [{ group: "", kind: "Service", name: "api", sectionName: "http" }],
      validation: {
        hostname: "api.shop.svc.cluster.local",
        caCertificateRefs: [{ group: "", kind: "Secret", name: "api-tls" }],
      },
    });
  });

  it("is none where nobody says so", async () => {
    const { resources } = await build({});
    assert.deepEqual(
      resources.map(identity).filter((each) => each.includes("BackendTLSPolicy")),
      [],
    );
  });
});

describe("the certificate of public hosts", () => {
  it("is kept in the Secret that the system names", async () => {
    const names = async (changes: Partial<PublicRoutesArgs>) => {
      const rendered = await build(changes);
      return [
        at(resource(rendered, "Certificate", "shop-edge-certificate").inputs, "spec", "secretName"),
        list(at(resource(rendered, "Gateway", "shop-edge").inputs, "spec", "listeners")).flatMap((listener) =>
          list(at(listener, "tls", "certificateRefs")),
        ),
      ];
    };
    assert.deepEqual(await names({}), ["public-tls", [{ kind: "Secret", name: "public-tls" }]]);
    assert.deepEqual(await names({ certificateSecret: "shop-tls" }), [
      "shop-tls",
      [{ kind: "Secret", name: "shop-tls" }],
    ]);
  });
});
