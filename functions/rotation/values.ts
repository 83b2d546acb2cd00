import { randomBytes } from "node:crypto";

/** Entries of a secret's JSON. */
export type SecretValues = Readonly<Record<string, string>>;

/**
 * New values for every entry but those that are kept, such as a user's name. Entries that had one value have one again: the same credential
 * under two keys. Values are lower-case hexadecimal and as long as they were, as those are that the program makes first.
 */
export function replaced(values: SecretValues, kept: readonly string[]): SecretValues {
  const fresh = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (kept.includes(key)) return [key, value];
      const made = fresh.get(value) ?? randomBytes(Math.max(leastBytes, Math.ceil(value.length / 2))).toString("hex");
      fresh.set(value, made);
      return [key, made];
    }),
  );
}

/** Least entropy of a credential (CAP-002). Unit: bytes. */
const leastBytes = 32;

/** @throws Error when the text is no object of texts; the text itself is never repeated. */
export function parseValues(text: string, name: string): SecretValues {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error(`the value of ${name} is not JSON`);
  }
  const entries: [string, unknown][] = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  const values = new Map<string, string>();
  for (const [key, value] of entries) if (typeof value === "string") values.set(key, value);
  if (entries.length === 0 || values.size !== entries.length) {
    throw new Error(`the value of ${name} is not an object of texts`);
  }
  return Object.fromEntries(values);
}

/** @throws Error naming the secret and the entry. */
export function entryOf(values: SecretValues, key: string, name: string): string {
  const value = values[key];
  if (value === undefined) throw new Error(`${name} has no entry ${key}`);
  return value;
}
