import path from "node:path";
import * as prettier from "prettier";
import { z } from "zod";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import type { Generator } from "../generated-files.ts";
import { reportSchema } from "./report.ts";

const file = "docs/evidence.schema.json";

/** The JSON schema of the compliance report, for whoever reads it by program. */
export const evidenceSchema: Generator = {
  name: "evidence",
  summary: `${file}, from the report's own schema`,
  generate: async () => {
    const options = (await prettier.resolveConfig(path.join(projectRoot, file))) ?? {};
    const text = JSON.stringify(z.toJSONSchema(reportSchema), undefined, 2);
    return new Map([[file, await prettier.format(text, { ...options, filepath: file })]]);
  },
};
