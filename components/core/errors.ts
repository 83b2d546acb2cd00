import * as pulumi from "@pulumi/pulumi";

/**
 * A value that the program cannot accept. Printed by the engine as one line without a stack trace, and thrown
 * before any resource of the component exists.
 */
export class InvalidInput extends pulumi.RunError {
  /**
   * @param where Who rejects it: a stack (`stack dev`) or a component (`workload app-cp`).
   * @param field Full path of the field, as the user wrote it.
   * @param allowed The allowed range or form, as a phrase: `an integer from 1 to 100`.
   * @param given The value that was given.
   */
  constructor(where: string, field: string, allowed: string, given: unknown) {
    super(`${where}: ${field}: expected ${allowed}, got ${describe(given)}`);
  }
}

/** A capability that a cloud does not offer; the parity table lists every one. */
export class Unsupported extends pulumi.RunError {
  constructor(cloud: string, what: string, instead: string) {
    super(`${what} is not supported on ${cloud}: ${instead}`);
  }
}

/** Short, single-line form of a value for messages. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  // JSON has no NaN and no infinity, and would call them null.
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
