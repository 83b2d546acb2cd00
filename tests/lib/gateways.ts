import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf } from "./graph.ts";
import { at, list } from "./json.ts";

/** A listener of a stack, with what it takes. */
export interface Listener {
  /** `namespace/gateway/listener`. */
  readonly id: string;
  /** Logical name of the provider of its cluster. */
  readonly cluster: string | undefined;
  readonly class: string;
  readonly protocol: string;
  readonly port: number;
  readonly hostname: string | undefined;
  /** Which namespaces' routes it takes. */
  readonly allowedRoutes: unknown;
}

/** The listener that a reference names, from an object of a namespace. */
export function listenerId(namespace: string | undefined, reference: unknown): string {
  const own = at(reference, "namespace");
  return [typeof own === "string" ? own : namespace, at(reference, "name"), at(reference, "sectionName")]
    .map(String)
    .join("/");
}

/** Every listener of every Gateway. */
export function listenersOf(graph: Rendered): Listener[] {
  return objectsOf(graph)
    .filter(({ kind }) => kind === "Gateway")
    .flatMap(({ resource, name, namespace, body }) =>
      list(at(body, "spec", "listeners")).map((listener) => {
        const hostname = at(listener, "hostname");
        return {
          id: listenerId(namespace, { name, sectionName: at(listener, "name") }),
          cluster: resource.provider,
          class: String(at(body, "spec", "gatewayClassName")),
          protocol: String(at(listener, "protocol")),
          port: Number(at(listener, "port")),
          hostname: typeof hostname === "string" ? hostname : undefined,
          allowedRoutes: at(listener, "allowedRoutes"),
        };
      }),
    );
}

/** A route of a stack, with the listeners that it is attached to. */
export interface AttachedRoute {
  /** `namespace/route`. */
  readonly id: string;
  readonly namespace: string | undefined;
  /** Logical name of the provider of its cluster. */
  readonly cluster: string | undefined;
  /** It sends its clients elsewhere, and serves nothing. */
  readonly redirects: boolean;
  readonly listeners: readonly string[];
  readonly hosts: readonly string[];
  /** Exact paths that it serves. */
  readonly paths: readonly string[];
}

/** Every HTTPRoute. */
export function routesOf(graph: Rendered): AttachedRoute[] {
  return objectsOf(graph)
    .filter(({ kind }) => kind === "HTTPRoute")
    .map(({ resource, name, namespace, body }) => ({
      id: `${namespace}/${name}`,
      namespace,
      cluster: resource.provider,
      redirects: at(body, "spec", "rules", 0, "filters", 0, "type") === "RequestRedirect",
      listeners: list(at(body, "spec", "parentRefs")).map((ref) => listenerId(namespace, ref)),
      hosts: list(at(body, "spec", "hostnames")).map(String),
      paths: list(at(body, "spec", "rules")).flatMap((rule) =>
        list(at(rule, "matches")).flatMap((match) =>
          at(match, "path", "type") === "Exact" ? [String(at(match, "path", "value"))] : [],
        ),
      ),
    }));
}
