import path from "node:path";
import * as prettier from "prettier";
import { z } from "zod";
import { receiptSchema } from "./lib/receipt.ts";

const file = "operations/receipt.schema.json";

/** The form of receipts as JSON Schema, for those who read them. Run by `npm run generate`. */
export const receiptForm = {
  name: "receipts",
  summary: `${file}, the JSON Schema of the drills' receipts, from operations/lib/receipt.ts`,
  generate: async (): Promise<ReadonlyMap<string, string>> => {
    const options = (await prettier.resolveConfig(path.resolve(import.meta.dirname, "receipt.schema.json"))) ?? {};
    const schema = JSON.stringify(z.toJSONSchema(receiptSchema), undefined, 2);
    return new Map([[file, await prettier.format(schema, { ...options, filepath: file })]]);
  },
};
