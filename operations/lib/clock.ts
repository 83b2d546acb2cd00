import { BackupError } from "./errors.ts";

/** The machine's clock, and a stopwatch that no change of the clock moves. */
export interface Clock {
  now(): Date;
  /** Unit: seconds, from some moment on. */
  seconds(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  seconds: () => Number(process.hrtime.bigint()) / 1e9,
};

/** Milliseconds are as exact as anybody needs. */
export const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** How far the clock may be from the store's. Unit: seconds. */
export const mostSkewSeconds = 120;

/** How much the clock may move while a backup is made, beyond the time that passes. Unit: seconds. */
const mostJumpSeconds = 10;

/**
 * Watches the clock, since backups are found, kept and removed by their time.
 *
 * @throws BackupError from each check when the clock cannot be relied on.
 */
export class ClockGuard {
  readonly #clock: Clock;
  readonly #started: Date;
  readonly #seconds: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#started = clock.now();
    this.#seconds = clock.seconds();
  }

  /** Against the time that the store tells, if it tells any. */
  checkAgainst(store: Date | undefined): void {
    if (!store) return;
    const skew = Math.round((this.#clock.now().getTime() - store.getTime()) / 1000);
    if (Math.abs(skew) <= mostSkewSeconds) return;
    const which = skew > 0 ? "ahead of" : "behind";
    throw new BackupError(
      `the clock is ${Math.abs(skew)} s ${which} the store's, of which ${mostSkewSeconds} s are allowed: set it`,
    );
  }

  /** That the clock only went on since the start. */
  checkSteady(): void {
    const passed = this.#clock.seconds() - this.#seconds;
    const told = (this.#clock.now().getTime() - this.#started.getTime()) / 1000;
    const jump = told - passed;
    if (Math.abs(jump) <= mostJumpSeconds) return;
    throw new BackupError(
      `the clock was changed by ${jump.toFixed(0)} s during the run: nothing is published; run it again`,
    );
  }
}
