/** Leaves a property out. */
export const gone = Symbol("left out");

/** A property that protects something, wherever it is in a resource of the types, and what undoes it. */
export interface Undoing {
  readonly key: string;
  /** @default resources of every type */
  readonly on?: RegExp;
  /** The value that undoes it, or what makes such a value; `gone` leaves the property out. */
  readonly worse: string | number | boolean | typeof gone | ((value: unknown) => unknown);
}
