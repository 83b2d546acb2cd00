import { InvalidInput } from "../core/errors.ts";

/** Order of a key in an index, or `text` for the words of a string. */
export type IndexOrder = 1 | -1 | "text";

/** An index of a collection, as data. The order of the keys counts. */
export interface IndexDeclaration {
  readonly collection: string;
  /** Field paths with their order. */
  readonly keys: Readonly<Record<string, IndexOrder>>;
  /** Refuses a second document with the same keys. @default false */
  readonly unique?: boolean;
}

/** An index with everything that the server is told. */
export interface ResolvedIndex {
  readonly collection: string;
  /** The name that the server gives by itself: keys and orders, such as `userEmail_1_orderDate_-1`. */
  readonly name: string;
  readonly keys: Readonly<Record<string, IndexOrder>>;
  readonly unique: boolean;
}

const collectionName = /^[A-Za-z_][A-Za-z0-9_.-]{0,119}$/;

/**
 * Fills in the defaults and checks what the server would refuse, before a Job finds out.
 *
 * @param where Component, for messages.
 * @throws InvalidInput naming the index, the allowed form and the value.
 */
export function resolveIndexes(where: string, indexes: readonly IndexDeclaration[]): readonly ResolvedIndex[] {
  const resolved = indexes.map((index, position) => resolveIndex(where, `indexes[${position}]`, index));
  for (const [position, index] of resolved.entries()) {
    const field = `indexes[${position}]`;
    const before = resolved.slice(0, position).filter(({ collection }) => collection === index.collection);
    if (before.some(({ name }) => name === index.name)) {
      throw new InvalidInput(where, `${field}.keys`, `each index of ${index.collection} once`, index.keys);
    }
    if (isText(index) && before.some(isText)) {
      throw new InvalidInput(
        where,
        `${field}.keys`,
        `one text index in ${index.collection}, as the server allows`,
        index.keys,
      );
    }
  }
  return resolved;
}

function resolveIndex(where: string, field: string, index: IndexDeclaration): ResolvedIndex {
  const { collection, keys, unique = false } = index;
  if (!collectionName.test(collection) || collection.startsWith("system.")) {
    const allowed = "a letter or _, then letters, digits and _ . - (120 at most), and not system.*";
    throw new InvalidInput(where, `${field}.collection`, allowed, collection);
  }
  const paths = Object.keys(keys);
  if (paths.length === 0 || paths.length > 32) {
    throw new InvalidInput(where, `${field}.keys`, "1 to 32 keys", keys);
  }
  const wrong = paths.find((path) => path === "" || path.startsWith("$") || /^[0-9]+$/.test(path));
  if (wrong !== undefined) {
    // JavaScript would move a number to the front, and the order counts.
    throw new InvalidInput(
      where,
      `${field}.keys`,
      "field paths, not empty, not numbers and without a leading $",
      wrong,
    );
  }
  const name = Object.entries(keys)
    .map(([path, order]) => `${path}_${order}`)
    .join("_");
  const resolved = { collection, name, keys, unique };
  if (unique && isText(resolved)) throw new InvalidInput(where, `${field}.unique`, "false for a text index", unique);
  return resolved;
}

const isText = ({ keys }: Pick<ResolvedIndex, "keys">): boolean => Object.values(keys).includes("text");
