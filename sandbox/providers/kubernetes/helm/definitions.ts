import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ensureCrds } from "../../../crds/crds.ts";
import type { PinnedChart } from "../../../crds/charts.ts";
import { parse } from "yaml";
import { isObject } from "../../lib/values.ts";
import type { Json } from "../../lib/values.ts";
import { awaitReady } from "../await/await.ts";
import { list, text } from "../objects.ts";
import type { KubeObject } from "../objects.ts";
import type { Session } from "../session.ts";

const kind = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" } as const;

/** A CRD of the store: the file is named after it. */
interface Definition {
  readonly name: string;
  readonly file: string;
}

/** The CRDs that a chart installs. */
export async function definitionsOf(
  { operators = [] }: PinnedChart,
  report: (text: string) => void,
): Promise<Definition[]> {
  if (operators.length === 0) return [];
  const store = await ensureCrds(report);
  const found = operators.map(async (operator) => {
    const files = (await readdir(join(store, operator))).sort();
    return files.map((file) => ({ name: file.replace(/\.yaml$/, ""), file: join(store, operator, file) }));
  });
  return (await Promise.all(found)).flat();
}

/** Tells the provider of kinds that a release will bring, so that objects of them are not taken for mistakes. */
export async function announce(session: Session, definitions: readonly Definition[]): Promise<void> {
  const there = await installed(session);
  for (const each of definitions.filter(({ name }) => !there.has(name))) {
    session.discovery.announce(await readDefinition(each));
  }
}

/**
 * Makes the CRDs that are missing, as Helm does: what is there is left as it is.
 *
 * @returns why one of them is not served, empty when all are
 */
export async function establish(
  session: Session,
  urn: string,
  definitions: readonly Definition[],
  timeout: number,
): Promise<readonly string[]> {
  const fieldManager = "helm";
  const made = definitions.map(async (each) => {
    const live =
      (await session.objects.get({ ...kind, metadata: { name: each.name } })) ??
      (await session.objects.apply(await readDefinition(each), { fieldManager, force: true, dryRun: false })).body;
    return (await awaitReady(session, urn, live, {}, timeout)).reasons;
  });
  return (await Promise.all(made)).flat();
}

/** Names alone: the CRDs themselves are megabytes. */
async function installed(session: Session): Promise<ReadonlySet<string>> {
  const { body } = await session.cluster.request({
    method: "GET",
    path: "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
    accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
  });
  return new Set(list(body, "items").map((item) => text(item, "metadata", "name")));
}

async function readDefinition({ file }: Definition): Promise<KubeObject> {
  const parsed = parse(await readFile(file, "utf8")) as Json;
  if (!isObject(parsed)) throw new Error(`${file} holds no CRD`);
  return parsed;
}
