import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { ClientTrafficPolicy } from "../crds/generated/envoy-gateway.ts";
import { Gateway, HTTPRoute, type HTTPRouteRule } from "../crds/generated/gateway-api.ts";
import { regionalHost } from "../dns/spec.ts";
import { serverCertificate } from "../identity/certificates.ts";
import { balancedListener } from "./balanced-gateway.ts";
import { backendTls, clientTraffic, gatewayGroup, type Metadata, routePolicies } from "./policies.ts";
import { assertRoutes, type PublicRoutesArgs, type RouteBackend, type RouteSpec } from "./routes.ts";

/**
 * A system's door to the outside: TLS 1.2 or newer, plain HTTP redirected, listed paths only.
 *
 * @throws InvalidInput before any resource exists, when a route does not hold together.
 */
export class PublicRoutes extends pulumi.ComponentResource {
  static readonly token = "plumbline:edge:PublicRoutes";

  constructor(name: string, args: PublicRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    assertRoutes(args);
    super(PublicRoutes.token, name, args, opts);
    render(this, name, args);
    this.registerOutputs({});
  }
}

const gatewayName = "public";
const sameNamespace = { namespaces: { from: "Same" as const } };

/** Names of a host's two listeners. A listener may have a host's name, dots included, and no host's name ends in a number. */
const listenersOf = (host: string) => ({ https: host, http: `${host}.80` });

function render(parent: pulumi.Resource, name: string, args: PublicRoutesArgs): void {
  const { system, namespace, balanced = false } = args;
  const identity = { system, component: "edge" };
  const metadata = (object: string) => ({ name: object, namespace, labels: objectLabels(identity) });
  const namesOf = (host: string) => (args.region === undefined ? [host] : [host, regionalHost(host, args.region)]);
  const hosts = [...new Set(Object.values(args.routes).flatMap(({ host }) => namesOf(host)))];
  const tls = serverCertificate(parent, `${name}-certificate`, {
    identity,
    namespace,
    issuer: args.issuer,
    secretName: args.certificateSecret ?? "public-tls",
    hosts,
  });
  const gateway = new Gateway(
    name,
    {
      metadata: metadata(gatewayName),
      spec: {
        gatewayClassName: args.gatewayClass,
        listeners: [
          // Each with its host: the Gateways of all systems share one proxy, where two listeners on a port must differ in it.
          ...hosts.map((host) => ({
            name: listenersOf(host).http,
            protocol: "HTTP",
            port: 80,
            hostname: host,
            allowedRoutes: sameNamespace,
          })),
          ...hosts.map((host) => ({
            name: listenersOf(host).https,
            protocol: "HTTPS",
            port: 443,
            hostname: host,
            tls: { mode: "Terminate" as const, certificateRefs: [{ kind: "Secret", name: tls.name }] },
            allowedRoutes: sameNamespace,
          })),
        ],
      },
    },
    { parent },
  );
  const opts = { parent, dependsOn: [gateway] };
  new ClientTrafficPolicy(
    `${name}-tls`,
    {
      metadata: metadata(gatewayName),
      spec: {
        // Not the whole Gateway: a policy on plain listeners whose port other Gateways of the proxy have is refused.
        targetRefs: hosts.map((host) => ({
          group: gatewayGroup,
          kind: "Gateway",
          name: gatewayName,
          sectionName: listenersOf(host).https,
        })),
        ...clientTraffic(balanced),
      },
    },
    opts,
  );
  new HTTPRoute(
    `${name}-redirect`,
    {
      metadata: metadata("https-redirect"),
      spec: {
        parentRefs: hosts.map((host) => ({ name: gatewayName, sectionName: listenersOf(host).http })),
        hostnames: hosts,
        rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] }],
      },
    },
    opts,
  );
  for (const [route, spec] of Object.entries(args.routes)) {
    const served = { hosts: namesOf(spec.host), balanced };
    // Whoever moves the weights is not set back by an update.
    const managed = spec.weightsAreManaged === true && { ignoreChanges: ["spec.rules[0].backendRefs"] };
    httpRoute(`${name}-${route}`, metadata(route), served, publicRule(spec), { ...opts, ...managed });
    if (spec.ready) {
      const rule = readyRule(spec.backends[0], spec.ready);
      httpRoute(`${name}-${route}-ready`, metadata(`${route}-ready`), served, rule, opts);
    }
    routePolicies(parent, `${name}-${route}`, metadata(route), spec);
  }
  for (const [service, backend] of Object.entries(args.tlsBackends ?? {})) {
    backendTls(parent, `${name}-${service}`, metadata(service), backend);
  }
}

/** Where a route is served: at its hosts' listeners, and at the one that the load balancer asks where there is one. */
interface Served {
  readonly hosts: readonly string[];
  readonly balanced: boolean;
}

function httpRoute(
  name: string,
  metadata: Metadata,
  { hosts, balanced }: Served,
  rule: HTTPRouteRule,
  opts: pulumi.CustomResourceOptions,
): void {
  const own = hosts.map((host) => ({ name: gatewayName, sectionName: listenersOf(host).https }));
  const parentRefs = balanced ? [...own, balancedListener] : own;
  new HTTPRoute(name, { metadata, spec: { parentRefs, hostnames: [...hosts], rules: [rule] } }, opts);
}

function publicRule(spec: RouteSpec): HTTPRouteRule {
  const headers = Object.entries({ ...securityHeaders, ...spec.responseHeaders });
  return {
    matches: spec.paths.map((path) => ({ path })),
    filters: [
      {
        type: "ResponseHeaderModifier",
        responseHeaderModifier: { set: headers.map(([header, value]) => ({ name: header, value })) },
      },
    ],
    backendRefs: spec.backends.map(({ service, port, weight }) => ({ name: service, port, weight })),
  };
}

/** The one path under which it can be asked from outside whether the service can serve. */
export const readyPath = "/.well-known/ready";

function readyRule({ service }: RouteBackend, ready: NonNullable<RouteSpec["ready"]>): HTTPRouteRule {
  return {
    matches: [{ path: { type: "Exact", value: readyPath }, method: "GET" }],
    filters: [{ type: "URLRewrite", urlRewrite: { path: { type: "ReplaceFullPath", replaceFullPath: ready.path } } }],
    backendRefs: [{ name: service, port: ready.port }],
  };
}

/** Headers of every answer; a route may add to them. */
const securityHeaders: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};
