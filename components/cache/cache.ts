import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { kubernetesCache } from "./kubernetes.ts";
import { type CacheArgs, type CacheOutputs, type CacheSpec, resolveCache } from "./spec.ts";

type CacheBackend = Backend<CacheSpec, CacheOutputs>;

const backends: Readonly<Record<Cloud, CacheBackend | undefined>> = {
  kubernetes: kubernetesCache,
  aws: undefined,
  azure: undefined,
};

/**
 * A Redis store, reached by TLS and password.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported likewise, where the cloud has no backend.
 */
export class Cache extends pulumi.ComponentResource implements CacheOutputs {
  static readonly token = "plumbline:cache:Cache";
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly auth: SecretReference;
  readonly authority: SecretReference;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveCache(name, args);
    const backend = backendOf(spec.cloud);
    super(Cache.token, name, spec, opts);
    const built = backend(this, name, spec);
    this.host = built.host;
    this.port = built.port;
    this.auth = built.auth;
    this.authority = built.authority;
    this.registerOutputs(built);
  }
}

function backendOf(cloud: Cloud): CacheBackend {
  const backend = backends[cloud];
  if (!backend) throw new Unsupported(cloud, "a managed cache", "use the in-cluster node (cloud: kubernetes)");
  return backend;
}
