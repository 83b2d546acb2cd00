import type { ResourceType } from "../rule.ts";
import type { Stack } from "../stack.ts";
import { missing, type StackViolation } from "../stack-rule.ts";
import { clusterOf, type KubernetesObject } from "./places.ts";

interface Source {
  readonly key?: string;
}
const copy = "kubernetes:external-secrets.io/v1:ExternalSecret" as ResourceType<
  KubernetesObject & {
    readonly spec?: {
      readonly data?: readonly { readonly remoteRef?: Source }[];
      readonly dataFrom?: readonly { readonly extract?: Source }[];
    };
  }
>;

/**
 * A secret must be read by a cluster, or nobody notices who else reads it. What only the primary region reads, such as the keys of backups, may wait
 * in the others until one takes over; what two regions read belongs to what runs in each, and the third cannot do without it.
 *
 * @param places in how many regions a secret of this name is
 */
export function readInItsClusters(stack: Stack, name: string, places: number): StackViolation[] {
  const readers = readersOf(stack, name);
  if (readers === 0) return [missing(copy, "one of this secret")];
  return readers > 1 && readers < places
    ? [{ ...missing(copy, `one of this secret in ${places} clusters`), found: `${readers}` }]
    : [];
}

/** How many clusters read a secret of a name: a region's copies have the same one. */
function readersOf(stack: Stack, name: string): number {
  const reading = stack
    .all(copy)
    .filter(
      ({ props: { spec } }) =>
        (spec?.data?.some(({ remoteRef }) => remoteRef?.key === name) ?? false) ||
        (spec?.dataFrom?.some(({ extract }) => extract?.key === name) ?? false),
    );
  return new Set(reading.map(clusterOf)).size;
}
