import type { Stack } from "./stack.ts";

/** A part of a recovery's time, or of the writes that may be lost. */
export interface Term {
  readonly what: string;
  readonly seconds: number;
}

/** How a store comes back from one kind of loss, at worst. */
export interface Recovery {
  /** From what: `the loss of a region`. */
  readonly from: string;
  readonly time: readonly Term[];
  /** The writes that may be lost; a reason where nothing bounds them. */
  readonly loss: readonly Term[] | string;
}

/** What a store's recovery is computed from. */
export interface Deployed {
  readonly stack: Stack;
  readonly assume: Assumptions;
  /** Whether the stack has to outlive the loss of a region. */
  readonly regions: boolean;
}

/** What no resource says: how long clouds and people take. Each is a threshold, so that a drill's result can replace it. */
export interface Assumptions {
  /** Until somebody who is alerted begins to act, where no health check does. Unit: seconds. */
  readonly alertedSeconds: number;
  /** Until a copy is promoted to be written to. Unit: seconds. */
  readonly promotionSeconds: number;
  /** Until the pods serve again from another database. Unit: seconds. */
  readonly warmUpSeconds: number;
  /** Until a new node of a store without a spare one is there. Unit: seconds. */
  readonly replacementSeconds: number;
  /** How far a copy in another region lags behind. Unit: seconds. */
  readonly lagSeconds: number;
  /** Until an archived log is in the object store. Unit: seconds. */
  readonly uploadSeconds: number;
  /** Until a blob is in the region that Azure copies an account to. Unit: seconds. */
  readonly blobCopySeconds: number;
}

/** `480 s = 300 s alert + 120 s promotion + 60 s warm-up`. */
export function sum(terms: readonly Term[]): string {
  return `${String(total(terms))} s = ${terms.map(({ what, seconds }) => `${String(seconds)} s ${what}`).join(" + ")}`;
}

export function total(terms: readonly Term[]): number {
  return terms.reduce((seconds, term) => seconds + term.seconds, 0);
}

export const promotion = (assume: Assumptions): Term => ({
  what: "until a copy is promoted",
  seconds: assume.promotionSeconds,
});
export const replacement = (assume: Assumptions): Term => ({
  what: "until a new node is there",
  seconds: assume.replacementSeconds,
});
export const warmUp = (assume: Assumptions): Term => ({
  what: "until pods serve again",
  seconds: assume.warmUpSeconds,
});
export const alerted = (assume: Assumptions): Term => ({
  what: "until somebody acts on the alert",
  seconds: assume.alertedSeconds,
});

/** Writes that are lost where a service has its logs in the backups every five minutes. */
export const inBackup: readonly Term[] = [{ what: "until the log is in the backup", seconds: 300 }];

/** Why nothing bounds what is lost with a region. */
export const noCopy = "there is no copy in another region";

/** What is lost with a region, by whether another one has a copy. */
export const ofCopy = (assume: Assumptions, isCopied: boolean): Recovery["loss"] =>
  isCopied ? [{ what: "lag of the copy", seconds: assume.lagSeconds }] : noCopy;
