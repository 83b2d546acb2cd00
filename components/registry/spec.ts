import type * as pulumi from "@pulumi/pulumi";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";

export interface RegistryArgs {
  /** Cloud that keeps it. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly region: string;
  readonly stage: Stage;
  readonly accountId: string;
  /** Images by their path, such as `cap/app-cp`; the first part is the system. */
  readonly repositories: readonly string[];
  /** Customer-managed key for images. */
  readonly keyArn: pulumi.Input<string>;
  /** Regions that get a copy of every image that is pushed here. @default [] */
  readonly copyTo?: readonly string[];
  /** Images of a repository that are kept, the newest. Range: 10 to 1000. @default 100 */
  readonly keep?: number;
  /** Protects the images; otherwise they go with their repository. */
  readonly protect: boolean;
}

/** Every default filled in. */
export interface RegistrySpec extends RegistryArgs {
  readonly copyTo: readonly string[];
  readonly keep: number;
}

/** What every cloud hands back. */
export interface RegistryOutputs {
  /** Host that images are pushed to and pulled from. */
  readonly host: string;
  /** Where each image is, without its tag, by its path. */
  readonly repositories: Readonly<Record<string, pulumi.Output<string>>>;
}

const path = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the registry, the field, the allowed range and the value.
 */
export function resolveRegistry(name: string, args: RegistryArgs): RegistrySpec {
  const where = `registry ${name}`;
  const { repositories, keep = 100 } = args;
  const wrong = repositories.find((one) => !path.test(one) || one.length > 200);
  if (wrong !== undefined) throw new InvalidInput(where, "repositories", "paths such as cap/app-cp", wrong);
  const twice = repositories.find((one, index) => repositories.indexOf(one) !== index);
  if (twice !== undefined) throw new InvalidInput(where, "repositories", "each image once", twice);
  if (!Number.isInteger(keep) || keep < 10 || keep > 1000) {
    throw new InvalidInput(where, "keep", "a whole number from 10 to 1000 (images)", keep);
  }
  return { ...args, copyTo: args.copyTo ?? [], keep };
}
