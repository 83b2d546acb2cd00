import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { capObject, find, renderCap, stacks } from "./cap-fixture.ts";

const hosts = { dev: "dev", staging: "staging", prod: "prod", "prod-azure": "prod-azure" } as const;

/** The listeners of cap's Gateway, as `protocol port host`, by name. */
function listeners(rendered: Rendered): Map<unknown, string> {
  const gateway = capObject(rendered, "Gateway", "public");
  return new Map(
    find(gateway, "$.spec.listeners[*].name").map((name) => {
      const of = `$.spec.listeners[?(@.name=='${String(name)}')]`;
      const values = ["protocol", "port", "hostname"].flatMap((key) => find(gateway, `${of}.${key}`));
      return [name, values.join(" ")];
    }),
  );
}

/** Each route: its hosts, the listeners that it is attached to, and where it leads. */
function routes(rendered: Rendered): Record<string, { hosts: unknown; on: unknown[]; to: unknown }> {
  const byName = listeners(rendered);
  const found = rendered.resources.filter(({ type }) => type.endsWith(":HTTPRoute"));
  return Object.fromEntries(
    found.map((route) => [
      String(find(route, "$.metadata.name")[0]),
      {
        hosts: find(route, "$.spec.hostnames")[0],
        on: find(route, "$.spec.parentRefs[*].sectionName").map((name) => byName.get(name)),
        to: find(route, "$.spec.rules[*].backendRefs[*]").map((backend) => backend),
      },
    ]),
  );
}

describe("public routes of cap", () => {
  for (const stack of stacks) {
    it(`reach each app over TLS alone in ${stack}, and plain HTTP is redirected for both hosts`, async () => {
      const rendered = await renderCap(stack);
      const [cp, ap] = [`cp.cap.${hosts[stack]}.example.com`, `ap.cap.${hosts[stack]}.example.com`];
      assert.deepEqual(routes(rendered), {
        "app-cp": { hosts: [cp], on: [`HTTPS 443 ${cp}`], to: [{ name: "app-cp", port: 5001 }] },
        "app-ap": { hosts: [ap], on: [`HTTPS 443 ${ap}`], to: [{ name: "app-ap", port: 5002 }] },
        "app-cp-ready": { hosts: [cp], on: [`HTTPS 443 ${cp}`], to: [{ name: "app-cp", port: 5001 }] },
        "app-ap-ready": { hosts: [ap], on: [`HTTPS 443 ${ap}`], to: [{ name: "app-ap", port: 5002 }] },
        "https-redirect": { hosts: [cp, ap], on: [`HTTP 80 ${cp}`, `HTTP 80 ${ap}`], to: [] },
      });
    });

    it(`are covered by the certificate that their listeners present in ${stack}`, async () => {
      const rendered = await renderCap(stack);
      const gateway = capObject(rendered, "Gateway", "public");
      const [name, ...others] = new Set(find(gateway, "$..certificateRefs[*].name"));
      assert.deepEqual(others, []);
      const certificate = capObject(rendered, "Certificate", String(name));
      assert.deepEqual(find(certificate, "$.spec.secretName"), [name]);
      const named = find(certificate, "$.spec.dnsNames[*]");
      const served = find(gateway, "$.spec.listeners[?(@.protocol=='HTTPS')].hostname");
      assert.deepEqual(named, served);
      assert.equal(served.length, 2);
    });
  }
});
