import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { ClientTrafficPolicy } from "../crds/generated/envoy-gateway.ts";
import { Gateway, HTTPRoute } from "../crds/generated/gateway-api.ts";
import { regionalHost } from "../dns/spec.ts";
import { serverCertificate } from "../identity/certificates.ts";
import { backendTls, gatewayGroup, routePolicies } from "./policies.ts";
import { assertRoutes, type PublicRoutesArgs, type RouteSpec } from "./routes.ts";

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
  const { system, namespace } = args;
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
        tls: { minVersion: "1.2" },
        ...(args.trustedProxies !== undefined && {
          clientIPDetection: { xForwardedFor: { numTrustedHops: args.trustedProxies } },
        }),
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
    publicRoute(`${name}-${route}`, metadata(route), spec, namesOf(spec.host), opts);
    if (spec.ready) readyRoute(`${name}-${route}-ready`, metadata(`${route}-ready`), spec, namesOf(spec.host), opts);
    routePolicies(parent, `${name}-${route}`, metadata(route), spec);
  }
  for (const [service, backend] of Object.entries(args.tlsBackends ?? {})) {
    backendTls(parent, `${name}-${service}`, metadata(service), backend);
  }
}

function publicRoute(
  name: string,
  metadata: { name: string; namespace: pulumi.Input<string>; labels: Record<string, string> },
  spec: RouteSpec,
  hosts: string[],
  opts: pulumi.CustomResourceOptions,
): void {
  const headers = Object.entries({ ...securityHeaders, ...spec.responseHeaders });
  new HTTPRoute(
    name,
    {
      metadata,
      spec: {
        parentRefs: hosts.map((host) => ({ name: gatewayName, sectionName: listenersOf(host).https })),
        hostnames: hosts,
        rules: [
          {
            matches: spec.paths.map((path) => ({ path })),
            filters: [
              {
                type: "ResponseHeaderModifier",
                responseHeaderModifier: { set: headers.map(([header, value]) => ({ name: header, value })) },
              },
            ],
            backendRefs: spec.backends.map(({ service, port, weight }) => ({ name: service, port, weight })),
          },
        ],
      },
    },
    spec.weightsAreManaged === true ? { ...opts, ignoreChanges: ["spec.rules[0].backendRefs"] } : opts,
  );
}

/** The one path under which it can be asked from outside whether the service can serve. */
export const readyPath = "/.well-known/ready";

function readyRoute(
  name: string,
  metadata: { name: string; namespace: pulumi.Input<string>; labels: Record<string, string> },
  { backends: [backend], ready }: RouteSpec,
  hosts: string[],
  opts: pulumi.CustomResourceOptions,
): void {
  if (!ready) return;
  new HTTPRoute(
    name,
    {
      metadata,
      spec: {
        parentRefs: hosts.map((host) => ({ name: gatewayName, sectionName: listenersOf(host).https })),
        hostnames: hosts,
        rules: [
          {
            matches: [{ path: { type: "Exact", value: readyPath }, method: "GET" }],
            filters: [
              { type: "URLRewrite", urlRewrite: { path: { type: "ReplaceFullPath", replaceFullPath: ready.path } } },
            ],
            backendRefs: [{ name: backend.service, port: ready.port }],
          },
        ],
      },
    },
    opts,
  );
}

/** Headers of every answer; a route may add to them. */
const securityHeaders: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};
