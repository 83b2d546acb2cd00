import type { Report } from "../../lib/failure.ts";
import type { Crd, Schema } from "../crd.ts";
import { ensureCrds, readOperatorCrds } from "../crds.ts";
import { firstSentence } from "../describe.ts";
import { typedKinds } from "../kinds.ts";
import type { TypedKinds } from "../kinds.ts";
import { goOperators, strimzi } from "../operators.ts";
import { Model } from "./model.ts";
import { printModule } from "./print.ts";
import type { KindDefinition } from "./print.ts";

/**
 * Types of the kinds that the program writes, made from the very CRDs that the control plane has.
 *
 * Neither of the generators at hand fits: crd2pulumi is not published as a Go module that can be fetched and writes CommonJS, and
 * json-schema-to-typescript knows no `Input`, so that every nested type would have to go through a recursive mapped type, which
 * costs the compiler more and hides the names of the types in its messages.
 *
 * @returns the text of each module, by file name
 */
export async function generateTypes(report: Report): Promise<Map<string, string>> {
  const store = await ensureCrds(report);
  const files = new Map<string, string>();
  for (const wanted of typedKinds) {
    files.set(`${wanted.operator}.ts`, moduleFor(wanted, await readOperatorCrds(store, wanted.operator)));
  }
  return files;
}

function moduleFor(wanted: TypedKinds, crds: readonly Crd[]): string {
  const model = new Model(wanted);
  const kinds = wanted.kinds.map((kind): KindDefinition => {
    const crd = crds.find(({ spec }) => spec.names.kind === kind);
    if (!crd) throw new Error(`kinds.ts: ${wanted.operator} has no kind ${kind}`);
    const version = preferredVersion(crd);
    const { openAPIV3Schema: root } = version.schema;
    const spec = root.properties?.spec;
    if (spec?.properties === undefined) throw new Error(`${crd.metadata.name} ${version.name}: no spec with fields`);
    return {
      kind,
      apiVersion: `${crd.spec.group}/${version.name}`,
      spec: model.addSpec(kind, spec),
      doc: description(root, spec),
    };
  });
  return printModule(release(wanted.operator), kinds, model.interfaces);
}

function description(root: Schema, spec: Schema): string {
  const text = root.description ?? spec.description ?? "";
  return text === "" ? "" : firstSentence(text);
}

function release(operator: string): string {
  if (operator === strimzi.name) return `${strimzi.name} ${strimzi.version}`;
  const pinned = goOperators.find(({ name }) => name === operator);
  if (!pinned) throw new Error(`kinds.ts: ${operator} is not in operators.ts`);
  return `${pinned.name} ${pinned.version}`;
}

/** The version that clients prefer: a stable one before beta before alpha, the newest of each, none that is deprecated. */
function preferredVersion(crd: Crd): Crd["spec"]["versions"][number] {
  const usable = crd.spec.versions.filter((version) => version.served && version.deprecated !== true);
  const [best] = usable.sort((a, b) => rank(b.name) - rank(a.name));
  if (!best) throw new Error(`${crd.metadata.name} serves no version`);
  return best;
}

function rank(version: string): number {
  const [, major = "0", stage = "", minor = "0"] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const stages: Readonly<Record<string, number>> = { "": 2, beta: 1, alpha: 0 };
  return (stages[stage] ?? 0) * 1_000_000 + Number(major) * 1000 + Number(minor);
}
