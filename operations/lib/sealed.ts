import { z } from "zod";
import { BackupError, messageOf } from "./errors.ts";
import { isSealOf, type KeyRing, seal } from "./keys.ts";

/** A document that only who has the key can write: its content as a text, so that it is read as it was written, and its seal. */
const envelope = z.strictObject({
  key: z.string().describe("which key made the seal"),
  content: z.string().describe("JSON"),
  seal: z.string().describe("HMAC-SHA-256 of the content"),
});

/** @param purpose what the document is; it is accepted for the same purpose alone */
export function sealed(keys: KeyRing, purpose: string, value: unknown): string {
  const content = JSON.stringify(value);
  return `${JSON.stringify({ key: keys.current.id, content, seal: seal(keys.current, purpose, content) })}\n`;
}

/**
 * The document's content.
 *
 * @param where for the message
 * @throws BackupError when it is not as it was written, or not of that form.
 */
export function opened<T>(keys: KeyRing, purpose: string, text: string, form: z.ZodType<T>, where: string): T {
  try {
    const { key, content, seal: given } = envelope.parse(JSON.parse(text));
    if (isSealOf(keys.find(key), purpose, content, given) && sameText(text, { key, content, seal: given })) {
      return form.parse(JSON.parse(content));
    }
  } catch (error) {
    if (error instanceof BackupError) throw new BackupError(`${where}: ${error.message}`);
    throw new BackupError(
      `${where} is no document of ours: ${error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error)}`,
    );
  }
  throw new BackupError(`${where} was changed after it was made, or is another's: it is not used`);
}

/** Nothing is around the document, either. */
const sameText = (text: string, parts: z.infer<typeof envelope>) => text === `${JSON.stringify(parts)}\n`;
