/** What a value of an input may be, as far as the SDK's declarations say. */
export type Shape =
  | { readonly kind: "any" | "boolean" | "number" | "string" }
  | { readonly kind: "list" | "map"; readonly of: Shape }
  | { readonly kind: "object"; readonly type: string }
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "either"; readonly shapes: readonly Shape[] };

export interface Member {
  readonly shape: Shape;
  readonly required: boolean;
}
export type Members = ReadonlyMap<string, Member>;

const tokens =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|[{}[\]<>():;,?|&]|\S/g;

/**
 * Reads the members of an interface of generated declarations, whose types are few: texts, numbers, flags, lists, maps
 * and other interfaces, each perhaps an `Input`.
 *
 * @param text declarations, from the interface's opening brace on
 */
export function membersOf(text: string): Members {
  return new Reader(text).members();
}

class Reader {
  readonly #words: Iterator<RegExpExecArray, undefined>;
  #word = "";

  constructor(text: string) {
    this.#words = text.matchAll(tokens);
    this.#next();
  }

  members(): Members {
    const found = new Map<string, Member>();
    this.#expect("{");
    while (!this.#skip("}")) {
      const name = unquoted(this.#next());
      const optional = this.#skip("?");
      this.#expect(":");
      found.set(name, { shape: this.#type(), required: !optional });
      this.#skip(";");
    }
    return found;
  }

  #type(): Shape {
    const shapes: Shape[] = [];
    do {
      const shape = this.#repeated();
      if (shape) shapes.push(shape);
    } while (this.#skip("|"));
    const [only] = shapes;
    return shapes.length === 1 && only ? only : shapes.length === 0 ? { kind: "any" } : { kind: "either", shapes };
  }

  #repeated(): Shape | undefined {
    let shape = this.#single();
    while (this.#skip("[")) {
      this.#expect("]");
      shape = { kind: "list", of: shape ?? { kind: "any" } };
    }
    return shape;
  }

  #single(): Shape | undefined {
    if (this.#skip("(")) {
      const inner = this.#type();
      this.#expect(")");
      return inner;
    }
    if (this.#skip("{")) return this.#map();
    const word = this.#next();
    if (/^["']/.test(word)) return { kind: "literal", value: unquoted(word) };
    if (this.#skip("<")) return this.#generic(word);
    return named(word);
  }

  /** `{ [key: string]: T }` */
  #map(): Shape {
    this.#expect("[");
    this.#next();
    this.#expect(":");
    this.#next();
    this.#expect("]");
    this.#expect(":");
    const of = this.#type();
    this.#skip(";");
    this.#expect("}");
    return { kind: "map", of };
  }

  #generic(word: string): Shape {
    const parameters = [this.#type()];
    while (this.#skip(",")) parameters.push(this.#type());
    this.#expect(">");
    const last = parameters.at(-1) ?? { kind: "any" };
    return word === "pulumi.Input" ? last : word === "Record" ? { kind: "map", of: last } : { kind: "any" };
  }

  #next(): string {
    const read = this.#word;
    do {
      const next = this.#words.next();
      this.#word = next.done === true ? "" : next.value[0];
    } while (this.#word.startsWith("/*") || this.#word.startsWith("//"));
    return read;
  }

  #skip(word: string): boolean {
    if (this.#word !== word) return false;
    this.#next();
    return true;
  }

  #expect(word: string): void {
    if (!this.#skip(word))
      throw new Error(`the SDK's declarations have ${this.#word || "an end"} where ${word} belongs`);
  }
}

/** Classes stand for resources, whose ids come in their place; asset and enum types for what is no other. */
function named(word: string): Shape | undefined {
  if (word === "string" || word === "number" || word === "boolean") return { kind: word };
  if (word === "undefined") return undefined;
  if (word.startsWith("inputs.")) return { kind: "object", type: word.slice("inputs.".length) };
  return word === "any" || word.startsWith("pulumi.") ? { kind: "any" } : { kind: "string" };
}

const unquoted = (word: string): string => word.replaceAll(/^["']|["']$/g, "");
