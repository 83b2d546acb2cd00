import { structuredPatch } from "diff";
import type { Generator } from "./generated-files.ts";
import { manifestsOf } from "./manifests.ts";
import { render, type Rendered } from "./render.ts";
import { stackNames } from "./stacks.ts";

const folder = "tests/golden";

/** Stacks whose manifests are kept: the smallest and the largest profile; the others differ in numbers in between. */
const keptManifests = ["dev", "prod"];

/**
 * What the committed program makes: the identity of every resource of every stack, and the manifests of some. A change of
 * theirs is reviewed as a difference: another identity is a replacement in every environment.
 */
export const golden: Generator = {
  name: "golden",
  summary: `${folder}: every stack's resources and the manifests of ${keptManifests.join(" and ")}, to be reviewed as a diff`,
  folders: keptManifests.map((stack) => `${folder}/${stack}`),
  // An unintended change has to fail, and not to be written over by whoever generates something else.
  onDemand: true,
  generate: async () => {
    const files = new Map<string, string>();
    for (const stack of await stackNames()) {
      const rendered = await render(stack);
      files.set(`${folder}/resources-${stack}.txt`, resourceList(rendered));
      if (!keptManifests.includes(stack)) continue;
      for (const [place, text] of manifestFiles(rendered)) files.set(`${folder}/${stack}/${place}.yaml`, text);
    }
    return files;
  },
};

/** A line `type name` for each resource, sorted. */
export function resourceList({ resources }: Rendered): string {
  const lines = resources.map(({ type, name }) => `${type} ${name}\n`).sort();
  return lines.join("");
}

/** What a program is made of is reviewed where it is written: its bytes would only hide what else has changed. */
const withoutPrograms = (text: string): string =>
  text.replaceAll(/^( +[\w.-]+: )[A-Za-z0-9+/=]{1000,}$/gm, "$1(bytes)");

/** All objects of a namespace of a cluster as one YAML text, by `CLUSTER/NAMESPACE`. */
function manifestFiles(rendered: Rendered): Map<string, string> {
  const files = new Map<string, string>();
  for (const { path, text: whole } of manifestsOf(rendered)) {
    const text = withoutPrograms(whole);
    const place = path.split("/").slice(0, -1).join("/");
    const before = files.get(place);
    files.set(place, before === undefined ? text : `${before}---\n${text}`);
  }
  return files;
}

/**
 * Where two texts differ, for people: the first lines that are one's alone, each place with its number in the old text.
 *
 * @param most Lines to show; the rest is counted.
 * @returns undefined when they are the same.
 */
export function firstDifferences(expected: string, actual: string, most = 12): string | undefined {
  if (expected === actual) return undefined;
  const { hunks } = structuredPatch("", "", expected, actual, "", "", { context: 0 });
  const lines = hunks.flatMap((hunk) => {
    const changed = hunk.lines
      .filter((line) => /^[+-]/.test(line))
      .map((line) => `${line.slice(0, 1)} ${line.slice(1)}`);
    return changed.map((line, index) => (index === 0 ? `line ${hunk.oldStart}:\n${line}` : line));
  });
  const rest = lines.length - most;
  return [...lines.slice(0, most), ...(rest > 0 ? [`and ${rest} more lines`] : [])].join("\n");
}
