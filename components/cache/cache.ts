import * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { awsCache } from "./aws.ts";
import { azureCache } from "./azure.ts";
import { kubernetesCache } from "./kubernetes.ts";
import { type CacheArgs, type CacheOutputs, type CacheSpec, resolveCache } from "./spec.ts";

/**
 * A Redis store, reached by TLS and password.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported for what the place's cloud cannot do.
 */
export class Cache extends pulumi.ComponentResource implements CacheOutputs {
  static readonly token = "plumbline:cache:Cache";
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly auth: SecretReference;
  readonly urlKey: string;
  readonly authority: SecretReference;
  readonly network: NetworkNode;
  readonly container: string | undefined;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveCache(name, args);
    const build = backendOf(name, spec);
    super(Cache.token, name, spec, opts);
    const built = build(this);
    this.host = built.host;
    this.port = built.port;
    this.auth = built.auth;
    this.urlKey = built.urlKey;
    this.authority = built.authority;
    this.network = built.network;
    this.container = built.container;
    this.registerOutputs(built);
  }
}

/** The way that the place has it made. */
function backendOf(name: string, spec: CacheSpec): (parent: pulumi.Resource) => CacheOutputs {
  const { place } = spec;
  switch (place.cloud) {
    case "kubernetes":
      return (parent) => kubernetesCache(parent, name, spec);
    case "aws":
      return (parent) => awsCache(parent, name, spec, place);
    case "azure":
      return (parent) => azureCache(parent, name, spec, place);
  }
}
