import { isDeepStrictEqual } from "node:util";
import { undoings } from "./damage.ts";
import { gone, type Undoing } from "./undoing.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** Set on a pod and on its containers alike, each of which overrides the pod: undone everywhere in a resource at once. */
const everywhere: readonly string[] = ["runAsNonRoot", "seccompProfile"];

/** One property undone. */
export interface Weakening {
  /** Its path, such as `spec.template.spec.containers.0.securityContext.runAsNonRoot`. */
  readonly path: string;
  /** The property's name: the last part of the path, which may have dots of its own. */
  readonly kind: string;
  readonly inputs: Inputs;
}

/** Every variant of a resource's inputs in which one protective property is undone. */
export function* weakenings(type: string, inputs: Inputs): Generator<Weakening> {
  const here = new Map(undoings.filter(({ on }) => on?.test(type) ?? true).map((one) => [one.key, one]));
  for (const kind of everywhere) {
    const undoing = here.get(kind);
    if (!undoing) continue;
    const worse = undoneEverywhere(inputs, undoing);
    if (!isDeepStrictEqual(worse, inputs)) yield { path: kind, kind, inputs: worse };
    here.delete(kind);
  }
  yield* undoneOnce(inputs, here);
}

function undoneEverywhere(inputs: Inputs, undoing: Undoing): Inputs {
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [key, within(inner)] as const);
    const found = Object.fromEntries(entries);
    return undoing.key in found ? undone(found, undoing) : found;
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, within(value)]));
}

/** The object with one of its properties undone. */
function undone(object: Inputs, { key, worse }: Undoing): Inputs {
  const { [key]: value, ...others } = object;
  if (worse === gone) return others;
  return { ...object, [key]: typeof worse === "function" ? worse(value) : worse };
}

function* undoneOnce(inputs: Inputs, here: ReadonlyMap<string, Undoing>): Generator<Weakening> {
  for (const [key, value] of Object.entries(inputs)) {
    const undoing = here.get(key);
    const worse = undoing && undone(inputs, undoing);
    if (worse && !isDeepStrictEqual(worse, inputs)) yield { path: key, kind: key, inputs: worse };
    for (const inner of inside(value, here))
      yield { kind: inner.kind, path: `${key}.${inner.path}`, inputs: { ...inputs, [key]: inner.value } };
  }
}

function* inside(
  value: unknown,
  here: ReadonlyMap<string, Undoing>,
): Generator<Omit<Weakening, "inputs"> & { readonly value: unknown }> {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    for (const [index, item] of items.entries())
      for (const inner of inside(item, here))
        yield { kind: inner.kind, path: `${index}.${inner.path}`, value: items.with(index, inner.value) };
  } else if (typeof value === "object" && value !== null) {
    for (const { path, kind, inputs } of undoneOnce(Object.fromEntries(Object.entries(value)), here))
      yield { path, kind, value: inputs };
  }
}
