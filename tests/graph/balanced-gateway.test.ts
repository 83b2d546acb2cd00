import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { awsResources, awsStacks } from "../lib/aws-graph.ts";
import { type AttachedRoute, listenersOf, routesOf } from "../lib/gateways.ts";
import { graphOf, objectsOf } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";

const balanced = "envoy-gateway-system/balanced/https";
const clusters = { staging: ["cluster"], prod: ["cluster", "cluster-us-west-2", "cluster-eu-central-1"] };
const regions: Readonly<Record<string, string>> = {
  "us-east-1": "cluster",
  "us-west-2": "cluster-us-west-2",
  "eu-central-1": "cluster-eu-central-1",
};

/** Routes that serve, and that a connection without a host's name (SNI) does not lead to. */
const hidden = (routes: readonly AttachedRoute[]) =>
  routes.flatMap(({ id, redirects, listeners }) => (redirects || listeners.includes(balanced) ? [] : [id]));

/** The hosts whose health checks no route answers in the region that they ask. */
function unanswered(graph: Rendered): string[] {
  const routes = routesOf(graph);
  return awsResources(graph).flatMap(({ kind, inputs: { fqdn, resourcePath } }) => {
    if (kind !== "route53:HealthCheck") return [];
    const answers = ({ cluster, hosts, paths, listeners }: AttachedRoute) =>
      listeners.includes(balanced) &&
      hosts.includes(String(fqdn)) &&
      paths.includes(String(resourcePath)) &&
      Object.entries(regions).some(([region, name]) => name === cluster && String(fqdn).includes(`-${region}.`));
    return routes.some(answers) ? [] : [String(fqdn)];
  });
}

describe("the way from a load balancer that names no host (SNI) to the systems", () => {
  for (const stack of awsStacks) {
    it(`begins at the port of the nodes in ${stack} that the gateway's port for TLS has`, async () => {
      const graph = await graphOf(stack);
      const targets = awsResources(graph).filter(({ kind }) => kind === "lb:TargetGroup");
      assert.deepEqual(
        targets.map(({ inputs }) => [inputs.protocol, inputs.port]),
        clusters[stack].map(() => ["HTTPS", 30443]),
      );
      const proxies = objectsOf(graph).filter(({ kind }) => kind === "EnvoyProxy");
      assert.deepEqual(proxies.map(({ resource }) => resource.provider).sort(), [...clusters[stack]].sort());
      for (const { body } of proxies) {
        const service = at(body, "spec", "provider", "kubernetes", "envoyService");
        assert.deepEqual(list(at(service, "patch", "value", "spec", "ports")), [
          { port: 443, protocol: "TCP", nodePort: 30443 },
        ]);
      }
    });

    it(`goes by the one listener without a host in each cluster of ${stack}, for all namespaces of the program`, async () => {
      const graph = await graphOf(stack);
      const open = listenersOf(graph).filter(({ hostname }) => hostname === undefined);
      assert.deepEqual(
        open.map(({ cluster, ...rest }) => [cluster ?? "", rest]).sort(),
        clusters[stack]
          .map((cluster) => [
            cluster,
            {
              id: balanced,
              class: "envoy",
              protocol: "HTTPS",
              port: 443,
              hostname: undefined,
              allowedRoutes: {
                namespaces: {
                  from: "Selector",
                  selector: { matchLabels: { "app.kubernetes.io/managed-by": "plumbline" } },
                },
              },
            },
          ])
          .sort(),
      );
      const labelled = objectsOf(graph)
        .filter(({ kind, labels }) => kind === "Namespace" && labels["app.kubernetes.io/managed-by"] === "plumbline")
        .map(({ resource, name }) => `${resource.provider}/${name}`);
      const wanted = new Set(routesOf(graph).map(({ cluster, namespace }) => `${cluster}/${namespace}`));
      assert.equal(wanted.size, 5 * clusters[stack].length);
      assert.deepEqual(
        [...wanted].filter((each) => !labelled.includes(each)),
        [],
      );
    });

    it(`leads to every route that serves in ${stack}`, async () => {
      const routes = routesOf(await graphOf(stack));
      for (const cluster of clusters[stack]) {
        assert.equal(routes.filter((route) => route.cluster === cluster && !route.redirects).length, 18, cluster);
      }
      assert.deepEqual(hidden(routes), []);
    });

    it(`believes the load balancer in ${stack} at every listener for TLS, and nobody before it`, async () => {
      const policies = objectsOf(await graphOf(stack)).filter(({ kind }) => kind === "ClientTrafficPolicy");
      assert.equal(policies.length, 6 * clusters[stack].length);
      for (const { namespace, body } of policies) {
        assert.deepEqual(at(body, "spec", "tls"), { minVersion: "1.2" }, namespace);
        assert.deepEqual(at(body, "spec", "clientIPDetection"), { xForwardedFor: { numTrustedHops: 1 } }, namespace);
      }
    });
  }

  it("answers the health check of every host in every region of prod", async () => {
    const graph = await graphOf("prod");
    const checks = awsResources(graph).filter(({ kind }) => kind === "route53:HealthCheck");
    assert.equal(checks.length, 16);
    assert.deepEqual(unanswered(graph), []);
  });

  it("is seen to end where a route is attached to its host's listeners alone", async () => {
    const graph = await graphOf("prod");
    const resources = graph.resources.map((each) =>
      each.name === "cap-edge-app-cp-ready"
        ? { ...each, inputs: { ...each.inputs, spec: { ...Object(each.inputs.spec), parentRefs: [] } } }
        : each,
    );
    const cut = { ...graph, resources };
    assert.deepEqual(hidden(routesOf(cut)), ["cap/app-cp-ready"]);
    assert.deepEqual(unanswered(cut), ["cp-us-east-1.cap.prod.example.com"]);
  });
});
