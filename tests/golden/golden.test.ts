import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { differences } from "../../cli/lib/generated-files.ts";
import { firstDifferences, golden, resourceList } from "../../cli/lib/golden.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { graphOf, graphWith, stacks } from "../lib/graph.ts";

const command = "where that is meant, run: npm run -s generate -- golden";

describe("golden files", () => {
  it("are what the program makes", async () => {
    const made = await golden.generate(() => undefined);
    const found = await differences(projectRoot, golden, made);
    const reports = found.map(async ({ path, state }) => {
      const committed = state === "missing" ? "" : await readFile(join(projectRoot, path), "utf8");
      return `${path}, ${state}, ${firstDifferences(committed, made.get(path) ?? "") ?? ""}`;
    });
    if (found.length > 0) assert.fail([`${found.length} differ; ${command}`, ...(await Promise.all(reports))].join("\n"));
  });

  it("list the resources of every stack, and of no stack that is gone", async () => {
    const lists = (await readdir(import.meta.dirname)).filter((file) => file.endsWith(".txt"));
    assert.deepEqual(lists.sort(), stacks.map((stack) => `resources-${stack}.txt`).sort());
  });

  it("notice a resource that comes or goes", async () => {
    const before = resourceList(await graphOf("dev"));
    const after = resourceList(await graphWith("dev", "systems", []));
    assert.match(firstDifferences(before, after) ?? "", /^line 1:\n- kubernetes:apps\/v1:Deployment cap-app-ap\n/);
  });
});

describe("the difference of two golden texts", () => {
  it("is nothing where they are the same", () => {
    assert.equal(firstDifferences("a\nb\n", "a\nb\n"), undefined);
  });

  it("is every place with the lines of both", () => {
    assert.equal(firstDifferences("a\nb\nc\n", "a\nx\ny\nc\n"), "line 2:\n- b\n+ x\n+ y");
    assert.equal(firstDifferences("a\nb\nc\nd\n", "a\nc\nx\n"), "line 2:\n- b\nline 4:\n- d\n+ x");
    assert.equal(firstDifferences("", "a\n"), "line 1:\n+ a");
  });

  it("is cut short where it is long", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index}\n`).join("");
    assert.equal(firstDifferences("x\n", `x\n${lines(9)}`, 2), "line 2:\n+ 0\n+ 1\nand 7 more lines");
  });
});
