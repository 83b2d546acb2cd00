import type { ChangeKind } from "./diff.ts";
import type { Autonaming } from "./names.ts";
import type { JsonObject } from "./values.ts";

/** A reason why inputs are refused. */
export interface Failure {
  /** Path of the property; empty when the resource as a whole is meant. */
  readonly property: string;
  readonly reason: string;
}

export interface CheckRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Inputs of the last update; undefined for a resource that does not exist yet, or that is being replaced. */
  readonly olds: JsonObject | undefined;
  readonly news: JsonObject;
  readonly seed: Uint8Array;
  readonly autonaming: Autonaming | undefined;
}
export interface CheckResponse {
  readonly inputs: JsonObject;
  readonly failures?: readonly Failure[];
}

export interface DiffRequest {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly oldInputs: JsonObject;
  readonly oldOutputs: JsonObject;
  readonly news: JsonObject;
  readonly ignoreChanges: readonly string[];
}
export interface PropertyChange {
  readonly kind: ChangeKind;
  /** The change cannot be made in place. */
  readonly replace: boolean;
}
export interface DiffResponse {
  /** Keyed by property path. */
  readonly changes: Readonly<Record<string, PropertyChange>>;
  /** The old one has to go first, because the new one has its name. @default false */
  readonly deleteBeforeReplace?: boolean;
}

export interface CreateRequest {
  readonly urn: string;
  readonly type: string;
  readonly inputs: JsonObject;
  readonly preview: boolean;
  /** Seconds; 0 when the program sets none. */
  readonly timeout: number;
}
export interface CreateResponse {
  readonly id: string;
  readonly outputs: JsonObject;
}

export interface ReadRequest {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** Undefined when the resource is not in the state yet: an import, or a `get`. */
  readonly inputs: JsonObject | undefined;
  readonly outputs: JsonObject | undefined;
}
export interface ReadResponse {
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

export interface UpdateRequest extends DiffRequest {
  readonly preview: boolean;
  readonly timeout: number;
}

export interface DeleteRequest {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  readonly timeout: number;
}

/**
 * A resource provider: what the engine asks of it, in plain values. Property bags are as in values.ts: secrets wrapped,
 * unknowns as strings. An error that is thrown becomes the one line that the user sees; {@link InitFailed} says that the
 * resource exists all the same.
 */
export interface Provider {
  readonly name: string;
  readonly version: string;
  /** Validates the provider's own configuration. @default everything is fine */
  checkConfig?(news: JsonObject): Promise<readonly Failure[]> | readonly Failure[];
  /** Does a changed configuration mean another provider, so that all of its resources are replaced? @default no */
  diffConfig?(olds: JsonObject, news: JsonObject): Promise<DiffResponse> | DiffResponse;
  configure?(config: JsonObject): Promise<void> | void;
  check(request: CheckRequest): Promise<CheckResponse> | CheckResponse;
  diff(request: DiffRequest): Promise<DiffResponse> | DiffResponse;
  create(request: CreateRequest): Promise<CreateResponse> | CreateResponse;
  /** Undefined when the resource is gone. */
  read(request: ReadRequest): Promise<ReadResponse | undefined> | ReadResponse | undefined;
  update(request: UpdateRequest): Promise<JsonObject> | JsonObject;
  delete(request: DeleteRequest): Promise<void> | void;
  /** @default every function is unknown */
  invoke?(token: string, args: JsonObject): Promise<JsonObject> | JsonObject;
  /** Ends what is waiting, within a second. */
  cancel?(): void;
}

/** The resource was made, but is not what it should be: the engine keeps it in the state and tries again next time. */
export class InitFailed extends Error {
  override readonly name = "InitFailed";
  readonly id: string;
  readonly inputs: JsonObject | undefined;
  readonly outputs: JsonObject;
  readonly reasons: readonly string[];

  constructor(id: string, outputs: JsonObject, reasons: readonly string[], inputs?: JsonObject) {
    super(reasons.join("; "));
    this.id = id;
    this.outputs = outputs;
    this.reasons = reasons;
    this.inputs = inputs;
  }
}
