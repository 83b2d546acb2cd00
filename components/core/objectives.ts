/** What a system promises when something breaks; policies and drills measure against it. */
export interface Objectives {
  /** Recovery time objective: longest time until the system serves again. Unit: seconds. */
  readonly rtoSeconds: number;
  /** Recovery point objective: longest span of acknowledged writes that may be lost. Unit: seconds. */
  readonly rpoSeconds: number;
}

/** Annotations of a namespace that say what its system promises. */
export function objectiveAnnotations({ rtoSeconds, rpoSeconds }: Objectives): Record<string, string> {
  return { "plumbline.dev/rto-seconds": String(rtoSeconds), "plumbline.dev/rpo-seconds": String(rpoSeconds) };
}
