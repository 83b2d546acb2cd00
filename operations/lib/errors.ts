/** What went wrong, in one line for whoever runs the program; it is printed without a stack. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

/** The message of whatever was thrown, on one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s*\n\s*/g, "; ");
}
