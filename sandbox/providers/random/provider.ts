import { changes } from "../lib/diff.ts";
import { formatPath } from "../lib/paths.ts";
import type { Provider } from "../lib/provider.ts";
import { conceal, reveal, secret, unknown, withoutNulls } from "../lib/values.ts";
import type { JsonObject } from "../lib/values.ts";
import { inputFailures, withDefaults } from "../lib/inputs.ts";
import { types } from "./types.ts";
import type { RandomType } from "./types.ts";

/** Makes random values, for real, and keeps them in the state. Whatever changes in the inputs makes a new one. */
export function randomProvider(version: string): Provider {
  return {
    name: "random",
    version,
    check({ type, news }) {
      const known = typeOf(type);
      const inputs = withoutNulls(reveal(news).value);
      const alone = inputFailures(known.inputs, inputs);
      const failures = alone.length > 0 ? alone : (known.validate?.(completed(known, inputs)) ?? []);
      return { inputs: news, failures };
    },
    diff({ type, oldInputs, news }) {
      const known = typeOf(type);
      const [old, now] = [oldInputs, news].map((bag) => completed(known, withoutNulls(reveal(bag).value)));
      const found = changes(old ?? {}, now ?? {});
      return {
        changes: Object.fromEntries(found.map(({ path, kind }) => [formatPath(path), { kind, replace: true }])),
      };
    },
    async create({ type, inputs, preview }) {
      const known = typeOf(type);
      if (preview) {
        const results = Object.fromEntries(known.results.map((name) => [name, unknown]));
        return { id: "", outputs: outputs(known, inputs, results) };
      }
      const { id, results } = await known.make(completed(known, withoutNulls(reveal(inputs).value)));
      return { id, outputs: outputs(known, inputs, results) };
    },
    async read({ type, id, inputs, outputs: state }) {
      if (state && inputs) {
        return { id, inputs, outputs: state }; // there is nothing outside of the state to look at
      }
      const known = typeOf(type);
      if (!known.adopt) {
        throw new Error(`${type} cannot be imported`);
      }
      const made = await known.adopt(id);
      return { id: made.id, inputs: made.inputs, outputs: outputs(known, made.inputs, made.results) };
    },
    update({ type }): never {
      throw new Error(`${type} is replaced, never updated`);
    },
    delete(): void {
      // there is nothing outside of the state
    },
  };
}

function typeOf(token: string): RandomType {
  const type = types[token];
  if (!type) {
    throw new Error(`${token} is not supported by the sandbox; it has ${Object.keys(types).map(shortName).join(", ")}`);
  }
  return type;
}

const shortName = (token: string): string => token.slice(token.lastIndexOf(":") + 1);

function completed(type: RandomType, inputs: JsonObject): JsonObject {
  const complete = withDefaults(type.inputs, inputs);
  return type.complete?.(complete) ?? complete;
}

function outputs(type: RandomType, inputs: JsonObject, results: JsonObject): JsonObject {
  const { value, secrets } = reveal(inputs);
  const hidden = Object.entries(results).map(([name, result]) => [
    name,
    type.secrets?.includes(name) ? secret(result) : result,
  ]);
  return { ...conceal(completed(type, withoutNulls(value)), secrets), ...(Object.fromEntries(hidden) as JsonObject) };
}
