import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import type * as pulumi from "@pulumi/pulumi";
import { type Identity, objectLabels } from "./labels.ts";

export interface HostAliasArgs {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  /** Name in the namespace. */
  readonly alias: string;
  /** Host that the name stands for. */
  readonly host: pulumi.Input<string>;
}

/**
 * A name in the cluster for the host of a managed store. The store's certificate holds for the host alone: who checks it has to
 * connect to that.
 *
 * @param name Logical name of the store.
 */
export function hostAlias(parent: pulumi.Resource, name: string, args: HostAliasArgs): void {
  const { identity, namespace, alias, host } = args;
  new Service(
    `${name}-alias-${alias}`,
    {
      metadata: { name: alias, namespace, labels: objectLabels(identity) },
      spec: { type: "ExternalName", externalName: host },
    },
    { parent },
  );
}
