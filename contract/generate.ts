import path from "node:path";
import * as prettier from "prettier";
import { z } from "zod";
import { contractVersion, stackOutputs } from "./schema.ts";

const file = "contract/schema.json";

/** The contract as JSON Schema, for programs that are not written in TypeScript. Run by `npm run generate`. */
export const contractSchema = {
  name: "contract",
  summary: `${file}, the JSON Schema of the stack outputs, from contract/schema.ts`,
  generate: async (): Promise<ReadonlyMap<string, string>> => {
    const schema = {
      title: `Outputs of a Plumbline stack, version ${contractVersion}`,
      ...z.toJSONSchema(stackOutputs),
    };
    const options = (await prettier.resolveConfig(path.resolve(import.meta.dirname, "schema.json"))) ?? {};
    return new Map([
      [file, await prettier.format(JSON.stringify(schema, undefined, 2), { ...options, filepath: file })],
    ]);
  },
};
