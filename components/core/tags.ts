import type { Stage } from "./cloud.ts";
import type { Identity } from "./labels.ts";

export type Tags = Record<string, string>;

/**
 * What a resource keeps, for those who review access to it.
 *
 * - `personal`: data about people
 * - `confidential`: data of the business, and credentials
 * - `internal`: logs, images and other traces of operation
 */
export type DataClass = "personal" | "confidential" | "internal";

/** Tags of everything in a stack; the provider puts them onto every resource that can have tags. */
export function stackTags(stage: Stage, costCentre: string): Tags {
  return { "managed-by": "plumbline", stage, "cost-centre": costCentre };
}

/** Tags of one resource, besides the stack's. */
export function tagsFor(id: Identity, dataClass?: DataClass, extra: Tags = {}): Tags {
  return {
    system: id.system,
    component: id.component,
    owner: id.system,
    ...(dataClass !== undefined && { "data-class": dataClass }),
    ...extra,
  };
}
