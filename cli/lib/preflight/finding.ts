/** What a check says of one precondition (REC-002). */
export interface Finding {
  /** What was looked at. */
  readonly check: string;
  /** `unknown` where nobody here can tell: it does not stop a deployment, and somebody should look. */
  readonly verdict: "ok" | "failed" | "unknown";
  /** What was found, and what to do where it is not ok. One line. */
  readonly message: string;
}

export const ok = (check: string, message: string): Finding => ({ check, verdict: "ok", message });
export const failed = (check: string, message: string): Finding => ({ check, verdict: "failed", message });
export const unknown = (check: string, message: string): Finding => ({ check, verdict: "unknown", message });

/** First line of what went wrong. */
export function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error instanceof Error ? error.message : String(error)}${cause}`.split("\n")[0] ?? "";
}
