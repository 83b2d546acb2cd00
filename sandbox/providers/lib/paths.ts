import type { Path } from "./values.ts";

/** A path as Pulumi writes it: `spec.containers[0].image`, `metadata.annotations["example.com/owner"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") {
      return `${text}[${String(step)}]`;
    }
    if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) {
      return text === "" ? step : `${text}.${step}`;
    }
    return `${text}["${step.replaceAll(/["\\]/g, "\\$&")}"]`;
  }, "");
}

/** The inverse of {@link formatPath}; also reads `[*]` and a leading dot. */
export function parsePath(text: string): Path {
  const steps: (string | number)[] = [];
  for (const match of text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[([^\]]*)\]|([^.[\]]+)/g)) {
    const [, quoted, index, bracketed, plain] = match;
    if (index !== undefined) {
      steps.push(Number(index));
    } else if (quoted !== undefined) {
      steps.push(quoted.replaceAll(/\\(.)/g, "$1"));
    } else {
      steps.push(bracketed ?? plain ?? "");
    }
  }
  return steps;
}

/** True when `path` is `prefix` or lies below it. A `*` in the prefix stands for any step. */
export function isWithin(path: Path, prefix: Path): boolean {
  return (
    path.length >= prefix.length && prefix.every((step, index) => step === "*" || String(step) === String(path[index]))
  );
}
