import type { JsonObject } from "../lib/values.ts";
import type { CloudRecord, Store } from "./store.ts";

export interface HookContext {
  readonly store: Store;
  /** Progress beside the resource. */
  readonly status: (text: string) => void;
}

/** What a resource is besides a record: something that runs, or a change to another. */
export interface Hooks {
  /** Names of the outputs that only they can know. */
  readonly outputs: readonly string[];
  /** Those of them that an update may change, so that a preview cannot tell. @default - none */
  readonly changing?: readonly string[];
  /** After the record is there. @returns those outputs */
  created?(record: CloudRecord, context: HookContext): Promise<JsonObject>;
  /** @returns those outputs */
  updated?(record: CloudRecord, before: CloudRecord, context: HookContext): Promise<JsonObject>;
  /** In a refresh. @returns those outputs */
  read?(record: CloudRecord, context: HookContext): Promise<JsonObject>;
  /** Before the record goes. */
  deleted?(record: CloudRecord, context: HookContext): Promise<void>;
}
