import { InvalidInput } from "./errors.ts";

/** Mebibytes of each unit that this program writes. */
const units = { Mi: 1, Gi: 1024, Ti: 1024 ** 2 } as const;

const isUnit = (text: string): text is keyof typeof units => text in units;

/**
 * A memory or storage quantity in mebibytes.
 *
 * @throws InvalidInput for anything but whole Mi, Gi or Ti.
 */
export function mebibytes(quantity: string): number {
  const [, count, unit = ""] = /^([0-9]+)([MGT]i)$/.exec(quantity) ?? [];
  if (count === undefined || !isUnit(unit)) {
    throw new InvalidInput("quantity", "memory", "a whole number of Mi, Gi or Ti", quantity);
  }
  return Number(count) * units[unit];
}

/**
 * A CPU quantity in thousandths of a core.
 *
 * @throws InvalidInput for anything but whole cores or millicores.
 */
export function millicores(quantity: string): number {
  const match = /^([0-9]+)(m?)$/.exec(quantity);
  if (!match?.[1]) throw new InvalidInput("quantity", "cpu", "whole cores, or a whole number of m", quantity);
  return Number(match[1]) * (match[2] === "m" ? 1 : 1000);
}

/** The one way in which Kubernetes itself writes a CPU quantity: `1000m` is `1`. */
export function canonicalCpu(quantity: string): string {
  const thousandths = millicores(quantity);
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

/** The one way in which Kubernetes itself writes a memory quantity: `1024Mi` is `1Gi`. */
export function canonicalMemory(quantity: string): string {
  const mi = mebibytes(quantity);
  const [unit, size] = mi % 1024 ** 2 === 0 ? ["Ti", 1024 ** 2] : mi % 1024 === 0 ? ["Gi", 1024] : ["Mi", 1];
  return `${mi / size}${unit}`;
}
