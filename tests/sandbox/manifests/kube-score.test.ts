import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { manifestsOf, writeManifests } from "../../../cli/lib/manifests.ts";
import { graphOf, stacks } from "../../lib/graph.ts";
import { temporaryFolder } from "../lifecycle/temporary.ts";
import { faults } from "./kube-score.ts";

/** What is accepted: a check with the reason, for the objects of which it holds in any stack; `all` where it is no rule of ours. */
const accepted = z
  .record(
    z.string(),
    z.strictObject({ because: z.string().min(20), objects: z.union([z.literal("all"), z.array(z.string()).min(1)]) }),
  )
  .parse(parse(readFileSync(join(import.meta.dirname, "kube-score.yaml"), "utf8")));

describe("kube-score, which nobody here wrote", () => {
  const seen = new Set<string>();

  for (const stack of stacks) {
    it(`finds nothing in ${stack} that is not explained`, async () => {
      const manifests = manifestsOf(await graphOf(stack));
      const dir = temporaryFolder("manifests");
      await writeManifests(manifests, dir);
      const clusters = Map.groupBy(manifests, ({ path }) => path.split("/")[0] ?? "");
      const unexplained: string[] = [];
      for (const objects of clusters.values()) {
        // A cluster at a time: the same names are in each.
        for (const [id, names] of await faults(objects.map(({ path }) => join(dir, path)))) {
          for (const name of names) {
            const entry = accepted[id]?.objects;
            if (entry === "all") seen.add(id);
            else if (entry?.includes(name)) seen.add(`${id}: ${name}`);
            else unexplained.push(`${id}: ${name}`);
          }
        }
      }
      assert.deepEqual(unexplained, []);
    });
  }

  it("finds all that is explained: an explanation that nothing needs is removed", () => {
    const explained = Object.entries(accepted).flatMap(([id, { objects }]) =>
      objects === "all" ? [id] : objects.map((name) => `${id}: ${name}`),
    );
    assert.deepEqual(
      explained.filter((one) => !seen.has(one)),
      [],
    );
  });

  it("finds a container whose file system can be written", async () => {
    const manifests = manifestsOf(await graphOf("dev"));
    const one = manifests.find(({ object }) => object.kind === "Deployment" && object.metadata.namespace === "cap");
    assert.ok(one);
    const dir = temporaryFolder("mutated");
    const text = one.text.replaceAll("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false");
    await writeManifests([{ ...one, text }], dir);
    const found = await faults([join(dir, one.path)]);
    assert.deepEqual(
      [...found.keys()].filter((id) => id === "container-security-context-readonlyrootfilesystem"),
      ["container-security-context-readonlyrootfilesystem"],
    );
  });
});
