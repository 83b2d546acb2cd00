import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import { awsRegistry } from "./aws.ts";
import { type RegistryArgs, type RegistryOutputs, type RegistrySpec, resolveRegistry } from "./spec.ts";

type RegistryBackend = Backend<RegistrySpec, RegistryOutputs>;

const backends = {
  aws: awsRegistry,
  azure: unsupported("azure"),
  kubernetes: unsupported("kubernetes"),
} satisfies Record<Cloud, RegistryBackend>;

/**
 * A private registry: tags that never move, every image scanned when it is pushed (REC-016).
 *
 * @example
 * const registry = new Registry("registry", {
 *   cloud: "aws", region: "us-east-1", stage: "prod", accountId, keyArn, repositories: ["cap/app-cp"], protect: true,
 * });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class Registry extends pulumi.ComponentResource implements RegistryOutputs {
  static readonly token = "plumbline:registry:Registry";
  readonly host: string;
  readonly repositories: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveRegistry(name, args);
    super(Registry.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
    this.host = built.host;
    this.repositories = built.repositories;
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): RegistryBackend {
  return () => {
    throw new Unsupported(cloud, "a private registry", "name a region of aws");
  };
}
