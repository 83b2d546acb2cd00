const factors: Readonly<Record<string, number>> = {
  "": 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A Kubernetes quantity, such as `250m` or `4Gi`, as a number; undefined where it is none. */
export function quantity(value: string | number | null | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  const [, digits, suffix = ""] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = factors[suffix];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

const units: Readonly<Record<string, number>> = {
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** A duration, such as `90s`, `1h30m` or `30d`, in seconds; undefined where it is none. */
export function seconds(value: string | null | undefined): number | undefined {
  if (value === undefined || value === null || !/^(\d+(\.\d+)?(ms|[smhdwy]))+$/.test(value)) return undefined;
  const parts = value.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g);
  return [...parts].reduce((sum, [, digits, unit = ""]) => sum + Number(digits) * (units[unit] ?? 0), 0);
}
