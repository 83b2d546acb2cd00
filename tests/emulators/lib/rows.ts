import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { list, record } from "../../lib/json.ts";
import type { Json } from "./fit.ts";
import type { Send } from "./services.ts";

/** Where a resource goes. */
export interface Context {
  /** Calls the service in the resource's own region. */
  readonly send: Send;
  readonly sendIn: (region: string) => Send;
  readonly region: string;
  /** Logical name, which its own begins with where it has none. */
  readonly name: string;
}

/** How one type of resource becomes calls of its service. */
export interface Row {
  /** Inputs that the provider keeps to itself: no API has them. */
  readonly local?: readonly string[];
  /**
   * Calls the service. Inputs that it reads are those that the service gets.
   *
   * @returns outputs whose values the service chose, by their names in Pulumi
   */
  readonly register: (inputs: Json, context: Context) => Promise<Readonly<Record<string, string>>>;
}
export type Rows = Readonly<Record<string, Row>>;

/** Tags as most services take them. */
export function tagList(tags: unknown): { readonly Key: string; readonly Value: unknown }[] {
  return Object.entries(record(tags)).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Everything that was sent has to come back; a service may add what it fills in itself.
 *
 * @param forgotten ends of the paths that moto takes and does not keep. @default []
 */
export function assertKept(sent: unknown, kept: unknown, forgotten: readonly string[] = []): void {
  const lost = lostIn(sent, kept, "");
  const isForgotten = (line: string) =>
    forgotten.some((path) =>
      line
        .split(": ")[0]
        ?.replaceAll(/\[\d+\]/g, "")
        .endsWith(path),
    );
  assert.deepEqual(
    lost.filter((line) => !isForgotten(line)),
    [],
  );
}

function lostIn(sent: unknown, kept: unknown, path: string): string[] {
  if (Array.isArray(sent)) {
    const items = list(kept);
    // Sets have no order.
    if (sent.every((item) => items.some((other) => lostIn(item, other, "").length === 0))) return [];
    return sent.flatMap((item, index) => lostIn(item, items[index], `${path}[${index}]`));
  }
  if (typeof sent === "object" && sent !== null) {
    return Object.entries(sent).flatMap(([key, value]) => lostIn(value, record(kept)[key], `${path}.${key}`));
  }
  if (isJson(sent) && isJson(kept)) return lostIn(JSON.parse(sent), JSON.parse(kept), path);
  return isDeepStrictEqual(sent, kept) ? [] : [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(kept)}`];
}

/** Documents within texts come back with other blanks. */
const isJson = (value: unknown): value is string => typeof value === "string" && /^[{[]/.test(value);
