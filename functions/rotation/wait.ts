import { setTimeout as sleep } from "node:timers/promises";

/** How long a service may take to have a new credential in all its nodes: less than the function may run. Unit: seconds. */
export const mostSeconds = 780;

/**
 * Asks until the answer is yes.
 *
 * @throws when it is not within `mostSeconds`; the step is then tried again.
 */
export async function until(done: () => Promise<boolean>, what: string, pauseSeconds = 10): Promise<void> {
  const end = Date.now() + mostSeconds * 1000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`${what} did not come to be within ${mostSeconds} s`);
    await sleep(pauseSeconds * 1000);
  }
}
