import type { LocalDrill } from "./place.ts";
import { postgresDrill } from "./postgres/drill.ts";

/** Every drill that there is, by the name of its kind of store. */
export const drills: Readonly<Record<string, LocalDrill>> = { postgres: postgresDrill };
