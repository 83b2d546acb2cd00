import type { RotationKind } from "../rotation.ts";

/** A value that its readers alone know, or that a service reads here by itself, as MSK does: there is nobody to tell. */
export const value: RotationKind = {
  set: () => Promise.resolve(),
  test: () => Promise.resolve(),
};
