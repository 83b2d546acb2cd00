import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apply, differences } from "../../../cli/lib/generated-files.ts";
import type { Generator } from "../../../cli/lib/generated-files.ts";
import { strimziDir } from "../../../sandbox/crds/crds.ts";
import { parseCrds } from "../../../sandbox/crds/crd.ts";
import { typedKinds } from "../../../sandbox/crds/kinds.ts";
import { goOperators, strimzi } from "../../../sandbox/crds/operators.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";

const generator: Generator = {
  name: "test",
  summary: "a test's files",
  folders: ["own", "own-but-not-there"],
  generate: () => Promise.reject(new Error("not called")),
};

describe("generated files", () => {
  let root: string;
  const made = new Map([
    ["own/same.ts", "same"],
    ["own/deep/new.ts", "new"],
    ["docs/changed.md", "now"],
  ]);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "generated-"));
    await mkdir(join(root, "own/deep"), { recursive: true });
    await mkdir(join(root, "docs"));
    await writeFile(join(root, "own/same.ts"), "same");
    await writeFile(join(root, "own/deep/old.ts"), "old");
    await writeFile(join(root, "docs/changed.md"), "before");
    await writeFile(join(root, "docs/by-hand.md"), "not the generator's");
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const files = async (): Promise<string[]> => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort();
  };

  it("that are missing, outdated or left over are found, and nothing is written by that", async () => {
    const before = await files();
    assert.deepEqual(await differences(root, generator, made), [
      { path: "docs/changed.md", state: "outdated" },
      { path: "own/deep/new.ts", state: "missing" },
      { path: "own/deep/old.ts", state: "left over" },
    ]);
    assert.deepEqual(await files(), before);
    assert.equal(await readFile(join(root, "docs/changed.md"), "utf8"), "before");
  });

  it("are brought up to date, those of others left alone", async () => {
    await apply(root, made, await differences(root, generator, made));
    assert.deepEqual(await files(), ["docs/by-hand.md", "docs/changed.md", "own/deep/new.ts", "own/same.ts"]);
    assert.equal(await readFile(join(root, "docs/changed.md"), "utf8"), "now");
    assert.deepEqual(await differences(root, generator, made), []);
  });
});

describe("generated types", () => {
  const folder = join(projectRoot, "components/crds/generated");

  it("are of the pinned releases", async () => {
    const releases = [...goOperators, strimzi].map(({ name, version }) => [name, `${name} ${version}`] as const);
    const pinned = new Map<string, string>(releases);
    const typed = typedKinds.map(({ operator }) => operator);
    for (const operator of typed) {
      const [header] = (await readFile(join(folder, `${operator}.ts`), "utf8")).split("\n", 1);
      assert.equal(header, `// Generated from ${pinned.get(operator) ?? ""} by npm run generate:crds; do not edit.`);
    }
    assert.deepEqual((await readdir(folder)).sort(), typed.map((operator) => `${operator}.ts`).sort());
  });

  it("can be imported by the operator's name", async () => {
    for (const { operator } of typedKinds) {
      const text = await readFile(join(projectRoot, "components/crds", `${operator}.ts`), "utf8");
      assert.equal(text, `export * from "./generated/${operator}.ts";\n`);
    }
  });
});

describe("Strimzi's CRDs in the repository", () => {
  it("are those of the pinned release and of the wanted kinds, each with one version that is stored", async () => {
    const found: [string, string, boolean][] = [];
    for (const file of await readdir(strimziDir)) {
      const text = await readFile(join(strimziDir, file), "utf8");
      assert.equal(text.split("\n", 1)[0]?.includes(`Strimzi ${strimzi.version} `), true, file);
      for (const { spec } of parseCrds(text, file)) {
        found.push(
          ...spec.versions.map(({ name, storage }): [string, string, boolean] => [spec.names.kind, name, storage]),
        );
      }
    }
    assert.deepEqual(
      found.sort(),
      Object.keys(strimzi.classes).map((kind) => [kind, "v1beta2", true]),
    );
  });
});
