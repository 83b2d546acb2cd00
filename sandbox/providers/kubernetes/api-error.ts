import { list, map, text } from "./objects.ts";
import type { Json, JsonObject } from "../lib/values.ts";

/** One field that the API server objects to. */
export interface Cause {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

/** A refusal by the API server, in its own words. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  /** `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`, `Forbidden`, … */
  readonly reason: string;
  readonly causes: readonly Cause[];

  constructor(code: number, status: JsonObject) {
    super(text(status, "message") || `the API server answered ${String(code)}`);
    this.code = code;
    this.reason = text(status, "reason");
    this.causes = list(map(status, "details"), "causes").map((cause: Json) => ({
      field: text(cause, "field"),
      reason: text(cause, "reason"),
      message: text(cause, "message"),
    }));
  }
}

/** There is no API server to talk to. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** The API server does not know this kind: its CRD is missing. */
export class NoSuchKind extends Error {
  override readonly name = "NoSuchKind";
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.code === 404;
export const isConflict = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.reason === "Conflict";
export const alreadyExists = (error: unknown): boolean => error instanceof ApiError && error.reason === "AlreadyExists";

/** The wording of the API server's validation for a field that can only be set once; it has no code of its own. */
const immutable =
  /immutable|may not be changed|may not change|cannot change|can ?not be changed|updates? to .*(is|are) forbidden|updates? .*are forbidden/i;

export const saysImmutable = ({ message }: Pick<Cause, "message">): boolean => immutable.test(message);

/** True when all that is wrong with an update is that it touches fields that can only be set once. */
export const isImmutable = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 422 && error.causes.length > 0 && error.causes.every(saysImmutable);
