/**
 * Calls once when `moved` has told the same number for so long.
 *
 * @returns what ends the watch
 */
export function stallGuard(seconds: number, moved: () => number, stalled: () => void): () => void {
  const step = Math.max(seconds / 10, 0.05);
  let last = moved();
  let still = 0;
  const timer = setInterval(() => {
    const now = moved();
    still = now === last ? still + step : 0;
    last = now;
    if (still < seconds) return;
    clearInterval(timer);
    stalled();
  }, step * 1000);
  return () => clearInterval(timer);
}
