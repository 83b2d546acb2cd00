import { show, type Violation } from "../violation.ts";

/** Ranges that mean the whole internet, or all that anybody has in Azure. */
const everybody = new Set(["*", "0.0.0.0", "0.0.0.0/0", "::/0", "internet", "any", "<nw>/0", "/0"]);

/** Whether a prefix, or a service tag, is the whole internet. */
export const isWorld = (prefix: string | null | undefined): boolean =>
  prefix !== null && prefix !== undefined && everybody.has(prefix.toLowerCase());

/** A rule of a firewall must not let everybody in; from 0.0.0.0 to itself is all that anybody has in Azure. */
export function everyAddress(
  path: string,
  start: string | null | undefined,
  end: string | null | undefined,
): Violation[] {
  const wide = start === "0.0.0.0" || end === "255.255.255.255";
  if (!wide) return [];
  return [{ path: `${path}startIpAddress`, expected: "a range of our own", found: `${show(start)} to ${show(end)}` }];
}
