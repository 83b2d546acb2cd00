import assert from "node:assert/strict";
import { stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { changedGraph, graph, namesOf, object, spec } from "./onboarding-fixture.ts";

describe("public routes of onboarding", () => {
  for (const stack of stacks) {
    it(`lead in ${stack} from the public host to the Service: the API's paths and those of administration alone`, async () => {
      const rendered = await graph(stack);
      const host = `api.onboarding.${stack}.example.com`;
      assert.deepEqual(namesOf(rendered, "HTTPRoute"), [
        "https-redirect",
        "onboarding-workflow",
        "onboarding-workflow-ready",
        "onboarding-workflow-admin",
      ]);
      for (const [route, path] of [
        ["onboarding-workflow", "/api"],
        ["onboarding-workflow-admin", "/admin"],
      ] as const) {
        const { hostnames, rules } = record(spec(rendered, "HTTPRoute", route));
        assert.deepEqual(hostnames, [host]);
        assert.deepEqual(
          list(rules).map((rule) => [at(rule, "matches"), at(rule, "backendRefs")]),
          [[[{ path: { type: "PathPrefix", value: path } }], [{ name: "onboarding-workflow", port: 80 }]]],
        );
      }
    });
  }

  it("tell under one path whether the engine can serve, by its management port, and nothing else of that", async () => {
    const { hostnames, rules } = record(spec(await graph("prod"), "HTTPRoute", "onboarding-workflow-ready"));
    assert.deepEqual(hostnames, ["api.onboarding.prod.example.com"]);
    const replaceFullPath = "/actuator/health/readiness";
    assert.deepEqual(rules, [
      {
        matches: [{ path: { type: "Exact", value: "/.well-known/ready" }, method: "GET" }],
        filters: [{ type: "URLRewrite", urlRewrite: { path: { type: "ReplaceFullPath", replaceFullPath } } }],
        backendRefs: [{ name: "onboarding-workflow", port: 8081 }],
      },
    ]);
  });

  it("are by TLS, with the certificate in the guide's Secret; plain HTTP is sent there", async () => {
    const rendered = await graph("prod");
    const host = "api.onboarding.prod.example.com";
    const https = list(at(spec(rendered, "Gateway", "public"), "listeners")).filter(
      (listener) => at(listener, "protocol") === "HTTPS",
    );
    assert.deepEqual(
      https.map((listener) => [at(listener, "hostname"), at(listener, "port"), at(listener, "tls")]),
      [[host, 443, { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "onboarding-tls" }] }]],
    );
    assert.equal(at(object(rendered, "Certificate", "onboarding-tls").body, "spec", "secretName"), "onboarding-tls");
    const redirect = spec(rendered, "HTTPRoute", "https-redirect");
    assert.deepEqual(at(redirect, "hostnames"), [host]);
    assert.deepEqual(at(redirect, "rules"), [
      { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] },
    ]);
  });

  it("let into administration the networks that the stack names, and nobody else", async () => {
    const policy = (networks: readonly string[]) => ({
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "onboarding-workflow-admin" }],
      authorization: {
        defaultAction: "Deny",
        rules: [{ name: "allowed-networks", action: "Allow", principal: { clientCIDRs: networks } }],
      },
    });
    for (const stack of stacks) {
      const rendered = await graph(stack);
      assert.deepEqual(namesOf(rendered, "SecurityPolicy"), ["onboarding-workflow-admin"]);
      assert.deepEqual(spec(rendered, "SecurityPolicy", "onboarding-workflow-admin"), policy(["203.0.113.0/24"]));
    }
    const adminNetworks = ["10.20.0.0/16", "2001:db8::/32"];
    const changed = await changedGraph("prod", { adminNetworks });
    assert.deepEqual(spec(changed, "SecurityPolicy", "onboarding-workflow-admin"), policy(adminNetworks));
  });

  it("speak TLS to the engine, and check that it is the engine", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      assert.deepEqual(spec(rendered, "BackendTLSPolicy", "onboarding-workflow"), {
        targetRefs: [{ group: "", kind: "Service", name: "onboarding-workflow", sectionName: "http" }],
        validation: {
          hostname: "onboarding-workflow.onboarding.svc.cluster.local",
          caCertificateRefs: [{ group: "", kind: "Secret", name: "onboarding-workflow-tls" }],
        },
      });
    }
  });
});
