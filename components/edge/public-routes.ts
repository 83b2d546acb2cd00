import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import { objectLabels } from "../core/labels.ts";
import { BackendTrafficPolicy, ClientTrafficPolicy } from "../crds/generated/envoy-gateway.ts";
import { Gateway, HTTPRoute } from "../crds/generated/gateway-api.ts";
import { type IssuerReference, serverCertificate } from "../identity/certificates.ts";

/** Requests that a route lets through; everything else is answered with 404. */
export interface PathMatch {
  readonly type: "Exact" | "PathPrefix";
  readonly value: string;
}

/** A public host and the service behind it. */
export interface RouteSpec {
  readonly host: string;
  readonly service: pulumi.Input<string>;
  readonly port: number;
  /** Public paths; what is not listed stays inside. */
  readonly paths: readonly [PathMatch, ...PathMatch[]];
  /** Cookie that keeps a client on the same healthy replica. @default - none */
  readonly affinityCookie?: { readonly name: string; readonly ttlSeconds: number };
}

export interface PublicRoutesArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly gatewayClass: string;
  readonly issuer: IssuerReference;
  /** Routes by name; the name is part of the objects' identity. */
  readonly routes: Readonly<Record<string, RouteSpec>>;
}

/**
 * A system's door to the outside: TLS 1.2 or newer, plain HTTP redirected, listed paths only.
 *
 * @throws InvalidInput when two routes claim one host, a path is relative or a route's name is taken.
 */
export class PublicRoutes extends pulumi.ComponentResource {
  static readonly token = "plumbline:edge:PublicRoutes";
  /** Base address of each route, by its name. */
  readonly urls: Readonly<Record<string, string>>;

  constructor(name: string, args: PublicRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    assertRoutes(args);
    super(PublicRoutes.token, name, args, opts);
    render(this, name, args);
    this.urls = Object.fromEntries(Object.entries(args.routes).map(([route, { host }]) => [route, `https://${host}`]));
    this.registerOutputs({ urls: this.urls });
  }
}

const gatewayGroup = "gateway.networking.k8s.io";

function render(parent: pulumi.Resource, name: string, args: PublicRoutesArgs): void {
  const { system, namespace } = args;
  const labels = objectLabels({ system, component: "edge" });
  const metadata = (object: string) => ({ name: object, namespace, labels });
  const hosts = Object.values(args.routes).map(({ host }) => host);
  const tls = serverCertificate(parent, `${name}-certificate`, {
    identity: { system, component: "edge" },
    namespace,
    issuer: args.issuer,
    secretName: "public-tls",
    hosts,
  });
  const gateway = new Gateway(
    name,
    {
      metadata: metadata("public"),
      spec: {
        gatewayClassName: args.gatewayClass,
        listeners: [
          { name: "http", protocol: "HTTP", port: 80, allowedRoutes: { namespaces: { from: "Same" } } },
          ...Object.entries(args.routes).map(([route, { host }]) => ({
            name: route,
            protocol: "HTTPS",
            port: 443,
            hostname: host,
            tls: { mode: "Terminate" as const, certificateRefs: [{ kind: "Secret", name: tls.name }] },
            allowedRoutes: { namespaces: { from: "Same" as const } },
          })),
        ],
      },
    },
    { parent },
  );
  new ClientTrafficPolicy(
    `${name}-tls`,
    {
      metadata: metadata("public"),
      spec: {
        targetRefs: [{ group: gatewayGroup, kind: "Gateway", name: "public" }],
        tls: { minVersion: "1.2" },
      },
    },
    { parent, dependsOn: [gateway] },
  );
  new HTTPRoute(
    `${name}-redirect`,
    {
      metadata: metadata("https-redirect"),
      spec: {
        parentRefs: [{ name: "public", sectionName: "http" }],
        hostnames: hosts,
        rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] }],
      },
    },
    { parent, dependsOn: [gateway] },
  );
  for (const [route, spec] of Object.entries(args.routes)) {
    publicRoute(parent, `${name}-${route}`, metadata(route), route, spec, gateway);
  }
}

function publicRoute(
  parent: pulumi.Resource,
  name: string,
  metadata: { name: string; namespace: pulumi.Input<string>; labels: Record<string, string> },
  listener: string,
  spec: RouteSpec,
  gateway: pulumi.Resource,
): void {
  const route = new HTTPRoute(
    name,
    {
      metadata,
      spec: {
        parentRefs: [{ name: "public", sectionName: listener }],
        hostnames: [spec.host],
        rules: [
          {
            matches: spec.paths.map((path) => ({ path })),
            filters: [{ type: "ResponseHeaderModifier", responseHeaderModifier: { set: securityHeaders } }],
            backendRefs: [{ name: spec.service, port: spec.port }],
          },
        ],
      },
    },
    { parent, dependsOn: [gateway] },
  );
  if (spec.affinityCookie === undefined) return;
  const { name: cookie, ttlSeconds } = spec.affinityCookie;
  new BackendTrafficPolicy(
    `${name}-affinity`,
    {
      metadata,
      spec: {
        targetRefs: [{ group: gatewayGroup, kind: "HTTPRoute", name: metadata.name }],
        loadBalancer: {
          type: "ConsistentHash",
          consistentHash: { type: "Cookie", cookie: { name: cookie, ttl: `${ttlSeconds}s` } },
        },
      },
    },
    { parent, dependsOn: [route] },
  );
}

const securityHeaders = [
  { name: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  { name: "X-Content-Type-Options", value: "nosniff" },
];

/** Names of the listener, the resource and the object that redirect plain HTTP; a route's are made from its own name. */
const redirectNames = ["http", "redirect", "https-redirect"];

function assertRoutes(args: PublicRoutesArgs): void {
  const seen = new Map<string, string>();
  for (const [route, { host, paths }] of Object.entries(args.routes)) {
    assertDnsLabel(`system ${args.system}`, "route", route);
    if (redirectNames.includes(route)) {
      const allowed = `any name but ${redirectNames.join(", ")}, which the redirect of plain HTTP has`;
      throw new InvalidInput(`system ${args.system}`, "route", allowed, route);
    }
    const relative = paths.find(({ value }) => !value.startsWith("/"));
    if (relative) throw new InvalidInput(`route ${route}`, "paths", 'a path that starts with "/"', relative.value);
    const other = seen.get(host);
    if (other !== undefined) throw new InvalidInput(`route ${route}`, "host", `one that ${other} does not serve`, host);
    seen.set(host, route);
  }
}
