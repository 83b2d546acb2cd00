import { createHash, randomBytes } from "node:crypto";

/** How the project wants generated names, when it says so (`pulumi:autonaming`). */
export interface Autonaming {
  readonly mode: "propose" | "enforce" | "disable";
  readonly proposedName: string;
}

/**
 * `<logical name>-<hex>`. The engine's seed decides the hex digits, so that an update plan that was approved yields the
 * names it showed.
 *
 * @param digits how many hex digits: @default 8, as the kubernetes provider; the cloud providers use 7
 */
export function generatedName(logicalName: string, seed: Uint8Array, digits = 8): string {
  const entropy = seed.length === 0 ? randomBytes(32) : seed;
  return `${logicalName}-${createHash("sha256").update(entropy).digest("hex").slice(0, digits)}`;
}

/** The parts of `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. */
export function parseUrn(urn: string): { readonly type: string; readonly name: string } {
  const [, , qualifiedType = "", ...name] = urn.split("::");
  return { type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1), name: name.join("::") };
}
