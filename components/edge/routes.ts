import type * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { IssuerReference } from "../identity/certificates.ts";

/** Requests that a route lets through; everything else is answered with 404. */
export interface PathMatch {
  readonly type: "Exact" | "PathPrefix";
  readonly value: string;
}

/** A limit on the requests of one client address, counted by each proxy for itself. */
export interface RateLimit {
  readonly requests: number;
  readonly unit: "Second" | "Minute" | "Hour";
}

/** Origins whose pages may call a route from a browser. */
export interface Cors {
  /** Exact origins such as `https://www.example.com`; never a wildcard. */
  readonly origins: readonly [string, ...string[]];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly credentials: boolean;
}

/** A Service that answers, and the share of the requests that it gets. */
export interface RouteBackend {
  readonly service: pulumi.Input<string>;
  readonly port: number;
  /** Share beside the other backends. @default 1 */
  readonly weight?: number;
}

/** Public paths of a host and the service behind them. */
export interface RouteSpec {
  /** Several routes may share a host. */
  readonly host: string;
  readonly backends: readonly [RouteBackend, ...RouteBackend[]];
  /** Public paths; what is not listed stays inside. */
  readonly paths: readonly [PathMatch, ...PathMatch[]];
  /** Cookie that keeps a client on the same healthy replica. @default - none */
  readonly affinityCookie?: { readonly name: string; readonly ttlSeconds: number };
  /** @default [] */
  readonly rateLimits?: readonly RateLimit[];
  /** @default - pages of other origins may not call */
  readonly cors?: Cors;
  /** Client networks that may come in. @default - all */
  readonly allowedNetworks?: readonly [string, ...string[]];
  /** Path that each replica is asked for all the time; one that fails gets no more requests. @default - readiness alone decides */
  readonly healthCheckPath?: string;
  /**
   * What tells whether the service can serve, of the first backend. It is asked for from outside under `/.well-known/ready` of the host, by
   * those that decide where the host is. @default - nobody can ask
   */
  readonly ready?: { readonly port: number; readonly path: string };
  /** Further response headers, such as a Content-Security-Policy. @default {} */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** Compresses responses with gzip and Brotli. @default false */
  readonly compression?: boolean;
  /** Longest silence on a connection, for websockets and other long answers. Unit: seconds. @default - the proxy's own */
  readonly idleTimeoutSeconds?: number;
  /** A progressive delivery controller moves the weights, and the program leaves them alone. @default false */
  readonly weightsAreManaged?: boolean;
}

/** A Service whose pods speak TLS themselves. */
export interface TlsBackend {
  /** Name of the Service's port. */
  readonly port: string;
  /** Name in the certificate of its pods. */
  readonly host: pulumi.Input<string>;
  /** Secret in the namespace, whose `ca.crt` is the authority's that signed it. */
  readonly authority: pulumi.Input<string>;
}

export interface PublicRoutesArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly gatewayClass: string;
  readonly issuer: IssuerReference;
  /** Secret that holds the certificate of the hosts. @default "public-tls" */
  readonly certificateSecret?: string;
  /** Backends that the gateway speaks TLS to, by the name of the Service. @default - none: plain HTTP inside the cluster */
  readonly tlsBackends?: Readonly<Record<string, TlsBackend>>;
  /** The place's region, by whose name each host is served, too, so that it can be asked for there alone. @default - hosts are in one place */
  readonly region?: string;
  /** A load balancer of the stack's own stands before the gateway, and says who the client is. @default false */
  readonly balanced?: boolean;
  /** Routes by name; the name is part of the objects' identity. */
  readonly routes: Readonly<Record<string, RouteSpec>>;
}

/** Names of the resource and the object that redirect plain HTTP, and of the certificate; a route's are made from its own name. */
const takenNames = ["redirect", "https-redirect", "certificate", "tls"];

/** No address, and short enough to be the beginning of a listener's name. */
const hostName =
  /^(?=.{1,250}$)(?!.*\.[0-9]+$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Checks what the types cannot.
 *
 * @throws InvalidInput naming the route, the field, the allowed range and the value.
 */
export function assertRoutes({ system, routes }: PublicRoutesArgs): void {
  for (const [route, spec] of Object.entries(routes)) {
    const where = `system ${system}, route ${route}`;
    assertDnsLabel(where, "name", route);
    if (takenNames.includes(route)) {
      throw new InvalidInput(where, "name", `any name but ${takenNames.join(", ")}, which the door itself has`, route);
    }
    if (!hostName.test(spec.host)) {
      throw new InvalidInput(
        where,
        "host",
        "a host name of lower-case letters, digits, - and ., no address",
        spec.host,
      );
    }
    const relative = spec.paths.find(({ value }) => !value.startsWith("/"));
    if (relative) throw new InvalidInput(where, "paths", 'a path that starts with "/"', relative.value);
    for (const { requests, unit } of spec.rateLimits ?? []) {
      if (!Number.isInteger(requests) || requests < 1) {
        throw new InvalidInput(where, `rateLimits.${unit}`, "a whole number of at least 1", requests);
      }
    }
    for (const origin of spec.cors?.origins ?? []) {
      if (!/^https:\/\/[a-z0-9.-]+(:[0-9]+)?$/.test(origin)) {
        throw new InvalidInput(where, "cors.origins", "an exact https origin", origin);
      }
    }
  }
}
