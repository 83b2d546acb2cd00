import type { Schema } from "../crd.ts";
import { firstSentence } from "../describe.ts";
import type { TypedKinds } from "../kinds.ts";
import { kubernetesType } from "./kubernetes.ts";

/** A field of an interface, its type written out. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly doc: string;
}

/** Where in a kind a schema stands. */
interface Place {
  /** Kind and field names, as in kinds.ts. */
  readonly path: readonly string[];
  /** The same without the kind, as parts of a type's name: the elements of `rules` are of type `Rule`. */
  readonly words: readonly string[];
}

/** The object types of one operator, each once, by name. */
export class Model {
  readonly interfaces = new Map<string, readonly Field[]>();
  readonly #names = new Map<string, string>();
  readonly #pending: { name: string; schema: Schema; place: Place }[] = [];
  readonly #options: TypedKinds;

  constructor(options: TypedKinds) {
    this.#options = options;
  }

  /** Adds the spec of a kind with all that it contains, and returns the name of its type. */
  addSpec(kind: string, spec: Schema): string {
    const name = `${kind}Spec`;
    this.#names.set(name, shape(spec));
    this.#pending.push({ name, schema: spec, place: { path: [kind], words: [] } });
    // Breadth first, so that the types near the top get the short names.
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
      this.interfaces.set(next.name, this.#fields(next.schema, next.place));
    }
    return name;
  }

  #fields(schema: Schema, { path, words }: Place): Field[] {
    const only = this.#options.only?.[path.join(".")];
    const properties = Object.entries(schema.properties ?? {}).filter(([name]) => only?.includes(name) ?? true);
    const missing = only?.find((name) => schema.properties?.[name] === undefined);
    if (missing !== undefined) throw new Error(`kinds.ts: ${path.join(".")} has no "${missing}"`);
    return properties.map(([name, property]) => ({
      name,
      type: this.#type(property, { path: [...path, name], words: [...words, pascal(name)] }),
      // The API server fills in defaults before it looks for required fields.
      required: (schema.required?.includes(name) ?? false) && property.default === undefined,
      doc: documentation(property),
    }));
  }

  #type(schema: Schema, place: Place): string {
    const known = this.#options.known?.[place.path.join(".")];
    if (known !== undefined) return `Input<${known}>`;
    if (schema["x-kubernetes-int-or-string"]) return "Input<number | string>";
    if (schema.enum) return `Input<${schema.enum.map((value) => JSON.stringify(value)).join(" | ")}>`;
    switch (schema.type) {
      case "string":
        return "Input<string>";
      case "boolean":
        return "Input<boolean>";
      case "integer":
      case "number":
        return "Input<number>";
      case "array":
        return `Input<${this.#type(schema.items ?? {}, element(place))}[]>`;
      case "object":
        return this.#objectType(schema, place);
      default:
        return "Input<Json>";
    }
  }

  #objectType(schema: Schema, place: Place): string {
    const embedded = kubernetesType(schema);
    if (embedded !== undefined) return `Input<${embedded}>`;
    if (place.path.at(-1) === "metadata" && schema.properties === undefined) return "Input<meta.v1.ObjectMeta>";
    if (schema.properties) return `Input<${this.#name(schema, place)}>`;
    if (typeof schema.additionalProperties === "object") {
      return `Input<Record<string, ${this.#type(schema.additionalProperties, element(place))}>>`;
    }
    const open = schema["x-kubernetes-preserve-unknown-fields"] ?? schema.additionalProperties;
    return open ? "Input<Record<string, Input<Json>>>" : "Input<Record<string, never>>";
  }

  /** The shortest name that is free: the kind and the last word, then with more of the words before it. */
  #name(schema: Schema, place: Place): string {
    const [kind = "", ...fields] = place.path;
    const content = shape(schema) + (this.#options.only?.[place.path.join(".")]?.join(",") ?? "");
    const reused = [...this.#names].find(([name, other]) => other === content && !name.endsWith("Spec"));
    if (reused) return reused[0];
    const candidates = [place.words, fields.map(pascal)].flatMap((words) =>
      words.map((_, index) => kind + words.slice(words.length - 1 - index).join("")),
    );
    const name = candidates.find((candidate) => !this.#names.has(candidate));
    if (name === undefined) throw new Error(`no name is free for ${place.path.join(".")}`);
    this.#names.set(name, content);
    this.#pending.push({ name, schema, place });
    return name;
  }
}

/** Two schemas with equal shapes become one type: all that shows in the type is in the shape, the docs of the fields included. */
const shape = (schema: Schema): string => JSON.stringify(visible(schema));

function visible(schema: Schema): object {
  const { properties, items, additionalProperties: values } = schema;
  return [
    schema.type,
    schema.enum,
    schema["x-kubernetes-int-or-string"],
    schema["x-kubernetes-preserve-unknown-fields"],
    properties && Object.entries(properties).map(([name, field]) => [name, documentation(field), visible(field)]),
    properties && schema.required?.filter((name) => properties[name]?.default === undefined),
    items && visible(items),
    typeof values === "object" ? visible(values) : values,
  ];
}

function documentation(schema: Schema): string {
  const text = schema.description === undefined ? "" : firstSentence(schema.description);
  const value = schema.default;
  const known = value !== undefined && (typeof value !== "object" || value === null);
  return [text, known ? `@default ${JSON.stringify(value)}` : ""].filter((part) => part !== "").join(" ");
}

const pascal = (name: string): string =>
  name.replaceAll(/(?:^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const element = ({ path, words }: Place): Place => ({
  path,
  words: [...words.slice(0, -1), singular(words.at(-1) ?? "")],
});

/** `DnsNames` → `DnsName`, `Matches` → `Match`, `Policies` → `Policy`, `Analyses` → `Analysis`, `Tls` → `Tls`. */
function singular(word: string): string {
  const endings: readonly [RegExp, string][] = [
    [/(?:tls|dns|aws|kms|[su]s|is)$/i, "$&"],
    [/ies$/, "y"],
    [/yses$/, "ysis"],
    [/(ch|sh|x|ss)es$/, "$1"],
    [/s$/, ""],
  ];
  const [ending, replacement] = endings.find(([pattern]) => pattern.test(word)) ?? [/$/, ""];
  return word.replace(ending, replacement);
}
