import assert from "node:assert/strict";
import { ClusterIssuers, type ClusterIssuersArgs } from "../../../../components/identity/cluster-issuers.ts";
import { renderComponents } from "../../../lib/component.ts";
import { dependencies, resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";

const build = (change: Partial<ClusterIssuersArgs> = {}) =>
  renderComponents((opts) => new ClusterIssuers("issuers", { email: "ops@example.com", ...change }, opts));
const solvers = async (change?: Partial<ClusterIssuersArgs>) =>
  at(resource(await build(change), "ClusterIssuer", "issuers-public").inputs, "spec", "acme", "solvers");

describe("who signs certificates in a cluster", () => {
  it("is Let's Encrypt for public hosts, under a name that everybody knows", async () => {
    const { inputs } = resource(await build(), "ClusterIssuer", "issuers-public");
    assert.equal(at(inputs, "metadata", "name"), "letsencrypt-prod");
    assert.deepEqual(at(inputs, "spec", "acme"), {
      server: "https://acme-v02.api.letsencrypt.org/directory",
      email: "ops@example.com",
      privateKeySecretRef: { name: "letsencrypt-prod" },
      solvers: [{ http01: { gatewayHTTPRoute: { parentRefs: [{ kind: "Gateway", name: "public" }] } } }],
    });
  });

  it("is answered by plain HTTP at the Gateway that is named", async () => {
    assert.deepEqual(await solvers({ gateway: "door" }), [
      { http01: { gatewayHTTPRoute: { parentRefs: [{ kind: "Gateway", name: "door" }] } } },
    ]);
  });

  it("is answered in the zone instead where a host may be another cluster's", async () => {
    assert.deepEqual(await solvers({ dnsChallenge: { zoneId: "Z0123456789ABC", region: "eu-central-1" } }), [
      { dns01: { route53: { region: "eu-central-1", hostedZoneID: "Z0123456789ABC" } } },
    ]);
  });

  it("is the cluster's own authority for servers that the operators trust", async () => {
    const rendered = await build();
    const internal = resource(rendered, "ClusterIssuer", "issuers-internal");
    assert.equal(at(internal.inputs, "metadata", "name"), "internal");
    assert.deepEqual(at(internal.inputs, "spec"), { ca: { secretName: "internal-authority" } });
    assert.deepEqual(await dependencies(internal), ["issuers-authority"]);
    const { inputs } = resource(rendered, "Certificate", "issuers-authority");
    assert.deepEqual(
      [at(inputs, "metadata", "namespace"), at(inputs, "spec", "isCA"), at(inputs, "spec", "issuerRef")],
      ["cert-manager", true, { kind: "ClusterIssuer", name: "internal-root" }],
    );
  });
});
