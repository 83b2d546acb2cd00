import { formatPath } from "../lib/paths.ts";
import type { Failure } from "../lib/provider.ts";
import { hasUnknowns, isObject, isUnknown, mapValues } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";
import type { ClassShape, Sdk } from "./sdk.ts";
import type { Members, Shape } from "./shapes.ts";

/** Inputs as the SDK declares them, and what of them it does not. */
export interface Judged {
  /** With numbers and flags in their own types, and documents as texts, as a cloud's provider has them. */
  readonly inputs: JsonObject;
  readonly failures: readonly Failure[];
}

/** Holds inputs, down to the last nested one, to what the SDK declares. What is not known yet is not judged. */
export function judgeInputs(sdk: Sdk, shape: ClassShape, inputs: JsonObject): Judged {
  const judge = new Judge(sdk);
  return { inputs: judge.object(shape.inputs, inputs, []), failures: judge.failures };
}

type ObjectShape = Extract<Shape, { kind: "object" }>;

class Judge {
  readonly failures: Failure[] = [];
  readonly #sdk: Sdk;

  constructor(sdk: Sdk) {
    this.#sdk = sdk;
  }

  object(members: Members, value: JsonObject, path: Path): JsonObject {
    for (const [name, { required }] of members) {
      if (required && value[name] === undefined) this.#fail([...path, name], "is required");
    }
    return mapValues(value, (item, key) => {
      const at = [...path, key];
      const member = members.get(key);
      if (member) return this.#value(member.shape, item, at);
      if (!key.startsWith("__")) this.#fail(at, `is no input; there are ${[...members.keys()].join(", ")}`);
      return item;
    });
  }

  #value(shape: Shape, value: Json, path: Path): Json {
    if (isUnknown(value)) return value;
    switch (shape.kind) {
      case "any":
        return value;
      case "string":
      case "number":
      case "boolean":
        return this.#scalar(shape.kind, value, path);
      case "literal":
        return value === shape.value ? value : this.#refuse(path, `has to be "${shape.value}"`, value);
      case "list":
        return Array.isArray(value)
          ? value.map((item, index) => this.#value(shape.of, item, [...path, index]))
          : this.#refuse(path, "has to be a list", value);
      case "map":
        return isObject(value)
          ? mapValues(value, (item, key) => this.#value(shape.of, item, [...path, key]))
          : this.#refuse(path, "has to be a map", value);
      case "object":
        return isObject(value)
          ? this.object(this.#sdk.membersOf(shape.type), value, path)
          : this.#refuse(path, "has to be an object", value);
      case "either":
        return this.#either(shape.shapes, value, path);
    }
  }

  #scalar(kind: "boolean" | "number" | "string", value: Json, path: Path): Json {
    if (typeof value === kind) return value;
    if (kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
    if (kind === "number" && typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value))) {
      return Number(value);
    }
    if (kind === "boolean" && (value === "true" || value === "false")) return value === "true";
    return this.#refuse(
      path,
      `has to be a ${kind === "boolean" ? "flag" : kind === "number" ? "number" : "text"}`,
      value,
    );
  }

  /** A document may be given as an object where a text is what the cloud takes. */
  #either(shapes: readonly Shape[], value: Json, path: Path): Json {
    const object = isObject(value) ? this.#kindOf(shapes, value) : undefined;
    if (isObject(value) && object) {
      const document = this.#value(object, value, path);
      const isText = shapes.some(({ kind }) => kind === "string") && object.type.endsWith("Document");
      return isText && !hasUnknowns(document) ? JSON.stringify(document) : document;
    }
    const attempts = shapes.map((shape) => {
      const attempt = new Judge(this.#sdk);
      const judged = attempt.#value(shape, value, path);
      return { judged, failures: attempt.failures };
    });
    const fitting = attempts.find(({ failures }) => failures.length === 0);
    if (fitting) return fitting.judged;
    this.failures.push(...(attempts[0]?.failures ?? []));
    return value;
  }

  /** The one of several kinds of objects that a value says it is of, by what is fixed in each; the first where it says nothing. */
  #kindOf(shapes: readonly Shape[], value: JsonObject): ObjectShape | undefined {
    const kinds = shapes.filter((shape) => shape.kind === "object");
    const fits = ({ type }: ObjectShape) =>
      [...this.#sdk.membersOf(type)].every(
        ([name, { shape }]) => shape.kind !== "literal" || value[name] === shape.value,
      );
    return kinds.find(fits) ?? kinds[0];
  }

  #refuse(path: Path, reason: string, value: Json): Json {
    const text = JSON.stringify(value);
    this.#fail(path, `${reason}, not ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`);
    return value;
  }

  #fail(path: Path, reason: string): void {
    // The engine prints the value beside a property, and knows those at the top only.
    this.failures.push({ property: String(path[0]), reason: `${formatPath(path)} ${reason}` });
  }
}
