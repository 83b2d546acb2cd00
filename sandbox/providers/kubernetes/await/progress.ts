import { list, text } from "../objects.ts";
import type { KubeObject } from "../objects.ts";

/** How far an object is on the way to being usable. */
export interface Progress {
  readonly done: boolean;
  readonly text: string;
  /** Waiting longer will not help. @default false */
  readonly hopeless?: boolean;
}

export const done: Progress = { done: true, text: "" };
export const waiting = (text: string): Progress => ({ done: false, text });
export const failed = (text: string): Progress => ({ done: false, text, hopeless: true });

interface Condition {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** A condition of an object's status; all empty when it is not there. */
export function condition(object: KubeObject, type: string): Condition {
  const found = list(object, "status", "conditions").find((each) => text(each, "type") === type);
  return { status: text(found, "status"), reason: text(found, "reason"), message: text(found, "message") };
}
