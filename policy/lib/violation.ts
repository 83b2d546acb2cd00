/** A value that can be written as JSON, such as the one that mends a violation. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One property that is not as a rule wants it. */
export interface Violation {
  /** Where, as one would write it in the program: `spec.template.spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  /** What the rule wants to see there, in words or as JSON. */
  readonly expected: string;
  /** What is there. Never the value of a credential. */
  readonly found: string;
  /** The value to write there, where one value mends it. */
  readonly fix?: Json;
}

const longestShown = 120;

/** A property's value for a message: short, and safe to call on values that are not known yet. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return typeof value;
    return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  } catch {
    return "a value that is not known yet"; // the SDK's proxy throws on unknown parts
  }
}

/** A violation whose expected value is also what to write: `path: expected true, found nothing`. */
export function expected(path: string, value: Json, found: unknown): Violation {
  return { path, expected: show(value), found: show(found), fix: value };
}

/** The line that a developer reads. */
export function message({ path, expected: wanted, found, fix }: Violation): string {
  const mend = fix === undefined || show(fix) === wanted ? "" : `; write ${JSON.stringify(fix)}`;
  return `${path}: expected ${wanted}, found ${found}${mend}`;
}

/** The path of a map's entry: `metadata.labels["a/b"]`, or `data.KEY` where the key is plain. */
export function entry(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
