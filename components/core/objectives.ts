/** What a system promises when something breaks; policies and drills measure against it. */
export interface Objectives {
  /** Recovery time objective: longest time until the system serves again. Unit: seconds. */
  readonly rtoSeconds: number;
  /** Recovery point objective: longest span of acknowledged writes that may be lost. Unit: seconds. */
  readonly rpoSeconds: number;
}
