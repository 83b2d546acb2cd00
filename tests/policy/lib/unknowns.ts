import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import type { Json } from "../../../policy/lib/violation.ts";
import type { Subject } from "./analyzer.ts";

type Props = Subject["props"];

/** What the engine sends for a value that is not known in a preview. */
export const unknown = unknownValue;

/** Properties of which nothing is known, for a type of resource: each that any of the cases has. */
export function unknowns(type: string, cases: readonly Pick<Subject, "type" | "props">[] = []): Props {
  const kubernetes = ["metadata", "spec", "data", "stringData", "automountServiceAccountToken"];
  const own = type.startsWith("kubernetes:") ? kubernetes : [];
  const seen = cases.filter((one) => one.type === type).flatMap(({ props }) => Object.keys(props));
  return Object.fromEntries([...new Set([...own, ...seen])].map((key) => [key, unknown]));
}

/** Every variant of properties in which one value, at whatever depth, is another: unknown, null, or absent. */
export function* blanked(props: Props, blank: null | undefined | typeof unknown): Generator<Props> {
  for (const [key, value] of Object.entries(props)) {
    const others = Object.entries(props).filter(([name]) => name !== key);
    yield blank === undefined ? Object.fromEntries(others) : { ...props, [key]: blank };
    for (const inner of inside(value, blank)) yield { ...props, [key]: inner };
  }
}

function* inside(value: Json, blank: null | undefined | typeof unknown): Generator<Json> {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    for (const [index, item] of items.entries()) {
      if (blank === unknown) yield items.with(index, unknown);
      for (const inner of inside(item, blank)) yield items.with(index, inner);
    }
  } else if (typeof value === "object" && value !== null) {
    yield* blanked(value as Props, blank);
  }
}
