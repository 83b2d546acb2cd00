/** Something the user can put right: printed as one line, what is wrong and what to do, without a stack trace. */
export class Failure extends Error {}

/** One line about what is going on, for a person who waits. */
export type Report = (line: string) => void;

/** Progress goes to standard error, so that standard output stays the command's own. */
export const reportToTerminal: Report = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Nothing is said. */
export const silent: Report = () => undefined;

/** `1:05` for 65 seconds. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
