import type { Loss } from "../../../cli/lib/estate/claims.ts";
import type { Estate, Placed, RegionOfStack } from "../../../cli/lib/estate/estate.ts";

/** An estate of some resources, without objects. */
export const estateIn =
  (regions: readonly RegionOfStack[]) =>
  (...cloud: Placed[]): Estate => ({ regions, cloud, objects: [] });

/** What the page says that an estate does not hold to, by the first words of each sentence. */
export const wrongBy =
  (lossesOf: (estate: Estate) => readonly Loss[]) =>
  (estate: Estate): string[] =>
    lossesOf(estate).flatMap(({ title, claims }) =>
      claims.filter(({ holds }) => !holds).map(({ says }) => `${title}: ${says.split(/[:.]/)[0] ?? ""}`),
    );

/** Other inputs of a resource; undefined where it is not there any more. */
export type Change = (one: Placed) => object | undefined;

/** An estate with other inputs of the resources of a type, or without those for which there are none. */
export const changed = (from: Estate, type: string, change: Change): Estate => ({
  ...from,
  cloud: from.cloud.flatMap((one) => {
    if (one.type !== type) return [one];
    const inputs = change(one);
    return inputs === undefined ? [] : [{ ...one, inputs: { ...one.inputs, ...inputs } }];
  }),
});

/** What is done to a stack, to resources of which type, and what the page must not say any more. */
export type Lie = readonly [what: string, type: string, change: Change, says: string[]];
