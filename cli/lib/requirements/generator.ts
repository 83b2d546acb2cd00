import path from "node:path";
import * as prettier from "prettier";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import type { Generator } from "../generated-files.ts";
import { loadCatalogue } from "./catalogue.ts";
import { InvalidData } from "./data.ts";
import { requirementsPage } from "./page.ts";
import { loadProofs } from "./proofs.ts";

const page = "docs/requirements.md";

/** The overview of requirements and their named proofs, for readers. */
export const requirementsOverview: Generator = {
  name: "requirements",
  summary: `${page}, from the catalogue and the named proofs`,
  generate: async () => {
    const catalogue = loadCatalogue(projectRoot);
    const { proofs, problems } = loadProofs(projectRoot, catalogue);
    if (problems.length > 0) throw new InvalidData(problems);
    const options = (await prettier.resolveConfig(path.join(projectRoot, page))) ?? {};
    const text = await prettier.format(requirementsPage(catalogue, proofs), { ...options, filepath: page });
    return new Map([[page, text]]);
  },
};
