import type { z } from "zod";
import { BackupError } from "../errors.ts";
import { type Job, parse } from "../job.ts";
import type { Store } from "./store.ts";

/** A sort of store that a program knows. */
export interface StoreType {
  readonly type: string;
  open(settings: unknown): Store;
}

export const defineStore = <Settings>(
  type: string,
  form: z.ZodType<Settings>,
  open: (settings: Settings) => Store,
): StoreType => ({ type, open: (settings) => open(parse(form, settings, `the store of type ${type}`)) });

/** @throws BackupError when the program does not know the store's type, or its settings are not right. */
export function openStore(types: readonly StoreType[], { store }: Pick<Job, "store">): Store {
  const found = types.find(({ type }) => type === store.type);
  if (found) return found.open(store);
  throw new BackupError(`the program has no store ${store.type}: it has ${types.map(({ type }) => type).join(", ")}`);
}
