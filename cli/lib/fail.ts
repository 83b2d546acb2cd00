import { RunError } from "@pulumi/pulumi/errors.js";
import { Failure } from "../../sandbox/lib/failure.ts";

/** Ends a command with its message on standard error; a stack trace only for what is nobody's expected input. */
export function fail(error: unknown): void {
  const known =
    error instanceof RunError || error instanceof Failure || (error instanceof Error && error.constructor === Error);
  const text = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  console.error(text);
  process.exitCode = 1;
}
