import type { Kind } from "../lib/kind.ts";

/** Every kind that there is. */
export const kinds: readonly Kind[] = [];
