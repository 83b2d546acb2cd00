import assert from "node:assert/strict";

/** A value as Lua writes it. */
export function literal(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, entry]) => `[${JSON.stringify(key)}] = ${literal(entry)}`);
  return `{ ${fields.join(", ")} }`;
}

/** A section of the collector's configuration: its kind, and its settings in order. */
export interface Section {
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The sections of a configuration, each of whose settings is there once. */
export function sections(text: string): Section[] {
  return text.split(/^(?=\[)/m).map((block) => {
    const [head = "", ...lines] = block.trimEnd().split("\n");
    const settings = lines.map((line): [string, string] => {
      const [, key, given] = /^ {4}(\S+) (.+)$/.exec(line) ?? [];
      assert.ok(key !== undefined && given !== undefined, block);
      return [key, given];
    });
    const keys = settings.map(([key]) => key);
    assert.equal(new Set(keys).size, keys.length, block);
    return { kind: /^\[(\w+)\]$/.exec(head)?.[1] ?? "", settings: Object.fromEntries(settings) };
  });
}
