import type { Kind } from "../lib/kind.ts";
import { secrets } from "./secrets/secrets.ts";
import { state } from "./state/state.ts";

/** Every kind that there is. */
export const kinds: readonly Kind[] = [secrets, state];
