import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { KeyArns } from "../core/place.ts";
import { awsKeys } from "./aws.ts";
import { type KeysArgs, type KeysOutputs, type KeysSpec, resolveKeys } from "./spec.ts";

type KeysBackend = Backend<KeysSpec, KeysOutputs>;

const backends = {
  aws: awsKeys,
  azure: unsupported("azure"),
  kubernetes: unsupported("kubernetes"),
} satisfies Record<Cloud, KeysBackend>;

/**
 * A region's customer-managed keys, one for each purpose.
 *
 * @example
 * const keys = new Keys("keys", { cloud: "aws", region: "us-east-1", role: "primary", stage: "prod", accountId, protect: true });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class Keys extends pulumi.ComponentResource implements KeysOutputs {
  static readonly token = "plumbline:keys:Keys";
  readonly arns: KeyArns;

  constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveKeys(name, args);
    super(Keys.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
    this.arns = built.arns;
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): KeysBackend {
  return () => {
    throw new Unsupported(cloud, "a customer-managed key for each purpose", "name a region of aws");
  };
}
