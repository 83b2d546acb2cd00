import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { clusterOf, type KubernetesObject, nameOf, namespaceOf } from "./places.ts";

export interface Gateway extends KubernetesObject {
  readonly spec?: { readonly listeners?: readonly { readonly name?: string; readonly protocol?: string }[] };
}
export interface Route extends KubernetesObject {
  readonly spec?: {
    readonly parentRefs?: readonly {
      readonly name?: string;
      readonly namespace?: string;
      readonly sectionName?: string;
    }[];
    readonly rules?: readonly {
      readonly matches?: readonly { readonly path?: { readonly value?: string } }[];
      readonly filters?: readonly { readonly type?: string; readonly requestRedirect?: { readonly scheme?: string } }[];
      readonly backendRefs?: readonly { readonly name?: string }[];
    }[];
  };
}

/** A policy that is attached to gateways or routes by name. */
export interface Attached extends KubernetesObject {
  readonly spec?: {
    readonly targetRefs?: readonly { readonly kind?: string; readonly name?: string; readonly sectionName?: string }[];
    readonly tls?: { readonly minVersion?: string };
    readonly authorization?: { readonly defaultAction?: string };
    readonly oidc?: object;
    readonly jwt?: object;
    readonly extAuth?: object;
  };
}

export const gateway = "kubernetes:gateway.networking.k8s.io/v1:Gateway" as ResourceType<Gateway>;
export const route = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute" as ResourceType<Route>;

/** The routes that listen on a section of a Gateway; one that names no section listens on all. */
export function routesOn(stack: Stack, of: Resource<Gateway>, section: string): readonly Resource<Route>[] {
  return stack
    .all(route)
    .filter(
      (each) =>
        clusterOf(each) === clusterOf(of) &&
        (each.props.spec?.parentRefs?.some(
          ({ name, namespace, sectionName }) =>
            name === nameOf(of) &&
            (namespace ?? namespaceOf(each)) === namespaceOf(of) &&
            (sectionName === undefined || sectionName === section),
        ) ??
          false),
    );
}
