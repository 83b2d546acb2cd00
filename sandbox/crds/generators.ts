import type { Generator } from "../../cli/lib/generated-files.ts";
import { generateStrimzi } from "./strimzi.ts";
import { generateTypes } from "./types/generate.ts";

const typesFolder = "components/crds/generated";
const strimziFolder = "sandbox/crds/generated/strimzi";

export const crdTypes: Generator = {
  name: "crds",
  summary: "types of the custom resources, from the operators' CRDs",
  folders: [typesFolder],
  generate: async (report) => inFolder(typesFolder, await generateTypes(report)),
};

export const strimziCrds: Generator = {
  name: "strimzi",
  summary: "Strimzi's CRDs, by its own generator; needs Java and Maven",
  folders: [strimziFolder],
  onDemand: true,
  generate: async () => inFolder(strimziFolder, await generateStrimzi()),
};

const inFolder = (folder: string, files: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));
