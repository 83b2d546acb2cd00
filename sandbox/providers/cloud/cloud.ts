import type { Failure } from "../lib/provider.ts";
import type { JsonObject } from "../lib/values.ts";
import type { ClassShape, Sdk } from "./sdk.ts";
import type { Store } from "./store.ts";
import type { Place, Rows } from "./table.ts";

/** What an invoke can ask of. */
export interface FunctionContext extends Place {
  readonly store: Store;
}

/** Answers an invoke. */
export type CloudFunction = (args: JsonObject, context: FunctionContext) => JsonObject;

/** A simulated cloud: its SDK, its tables, and what its provider does to every resource. */
export interface Cloud {
  readonly name: string;
  readonly version: string;
  readonly sdk: Sdk;
  readonly rows: Rows;
  readonly functions: Readonly<Record<string, CloudFunction>>;
  /** What is wrong with the provider's own configuration. */
  readonly configFailures: (config: JsonObject) => readonly Failure[];
  /** @throws in one line, when the configuration cannot be worked with */
  readonly configure: (config: JsonObject) => CloudSettings;
}

/** What a configuration comes to. */
export interface CloudSettings {
  /** Where functions look, and what has no place of its own is. */
  readonly place: Place;
  placeOf(shape: ClassShape, inputs: JsonObject): Place;
  /** Adds to the inputs of a resource what the provider gives to each, such as default tags. */
  complete(shape: ClassShape, inputs: JsonObject): JsonObject;
}
