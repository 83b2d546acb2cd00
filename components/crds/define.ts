import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { CustomResourceOptions, Input, Output, Unwrap } from "@pulumi/pulumi";

/** A value whose shape the CRD leaves open. */
export type Json = boolean | number | string | null | Input<Json>[] | { [field: string]: Input<Json> | undefined };

/** What a custom resource is made from. */
export interface KindArgs<Spec> {
  /** Standard object metadata. @default - a name made from the resource's name */
  metadata?: Input<meta.v1.ObjectMeta>;
  /** The desired state, as the CRD describes it. */
  spec: Input<Spec>;
}

/**
 * The class of one kind of custom resource, with the type of its spec. It registers what the official SDK's `CustomResource` registers,
 * so that state, policies and `pulumi import` see nothing unusual: the type token is `kubernetes:<apiVersion>:<kind>`.
 *
 * @example
 * export class Certificate extends defineKind<CertificateSpec>("cert-manager.io/v1", "Certificate") {}
 */
export function defineKind<Spec>(apiVersion: string, kind: string) {
  return class extends CustomResource {
    static readonly apiVersion = apiVersion;
    static readonly kind = kind;
    static readonly token = `kubernetes:${apiVersion}:${kind}`;

    /** The desired state, as it was sent to the API server. */
    declare readonly spec: Output<Unwrap<Spec>>;

    constructor(name: string, args: KindArgs<Spec>, opts?: CustomResourceOptions) {
      super(name, { apiVersion, kind, metadata: args.metadata, spec: args.spec }, opts);
    }
  };
}
