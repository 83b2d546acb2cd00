import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestsOf, writeManifests } from "../../../cli/lib/manifests.ts";
import { ensureCrds } from "../../../sandbox/crds/crds.ts";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { ensureTestTool } from "../../../sandbox/lib/test-tools.ts";
import { graphOf, stacks } from "../../lib/graph.ts";
import { temporaryFolder } from "../lifecycle/temporary.ts";
import { validate } from "./kubeconform.ts";

interface Mutation {
  readonly what: string;
  /** Kind of the object of dev that is changed: the first whose text has `from`. */
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** What the validator says. */
  readonly why: RegExp;
}

const mutations: readonly Mutation[] = [
  {
    what: "a mistyped field of a built-in kind",
    kind: "Deployment",
    from: "\n  selector:",
    to: "\n  selectors:",
    why: /'selectors' not allowed/,
  },
  {
    what: "a mistyped field deep in a built-in kind",
    kind: "Deployment",
    from: " readOnlyRootFilesystem:",
    to: " readonlyRootFilesystem:",
    why: /'readonlyRootFilesystem' not allowed/,
  },
  {
    what: "a value of another type in a built-in kind",
    kind: "Service",
    from: "port: ",
    to: "port: x",
    why: /got string, want integer/,
  },
  {
    what: "a mistyped field of the metadata",
    kind: "Service",
    from: "\n  labels:",
    to: "\n  label:",
    why: /'label' not allowed/,
  },
  {
    what: "a mistyped field of a custom resource",
    kind: "Certificate",
    from: "\n  secretName:",
    to: "\n  secretname:",
    why: /'secretname' not allowed/,
  },
  {
    what: "a mistyped field deep in a custom resource",
    kind: "Certificate",
    from: "\n    kind:",
    to: "\n    knd:",
    why: /'knd' not allowed/,
  },
  {
    what: "a field that is there twice",
    kind: "Service",
    from: "\nspec:\n",
    to: "\nspec:\n  clusterIP: None\n  clusterIP: None\n",
    why: /key "clusterIP" already set in map/,
  },
  {
    what: "a kind that nobody knows",
    kind: "Certificate",
    from: "kind: Certificate\n",
    to: "kind: Certificates\n",
    why: /could not find schema for Certificates/,
  },
  {
    what: "a version that is not served",
    kind: "Deployment",
    from: "apiVersion: apps/v1\n",
    to: "apiVersion: apps/v1beta1\n",
    why: /could not find schema for Deployment/,
  },
];

describe("the schemas of Kubernetes and of the CRDs", () => {
  before(async () => {
    await ensureTestTool("kubeconform", reportToTerminal);
    await ensureCrds(reportToTerminal);
  });

  for (const stack of stacks) {
    it(`accept every object of ${stack}, a file each`, async () => {
      const manifests = manifestsOf(await graphOf(stack));
      const dir = temporaryFolder("manifests");
      await writeManifests(manifests, dir);
      const files = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml"));
      assert.deepEqual(files.sort(), manifests.map(({ path }) => path).sort());
      assert.ok(files.length > 0);
      assert.deepEqual(await validate(dir), { valid: files.length, skipped: 0, rejected: [] });
    });
  }

  describe("reject", () => {
    let rejected: readonly string[];

    before(async () => {
      const manifests = manifestsOf(await graphOf("dev"));
      const dir = temporaryFolder("mutated");
      for (const [index, { what, kind, from, to }] of mutations.entries()) {
        const one = manifests.find(({ object, text }) => object.kind === kind && text.includes(from));
        assert.ok(one, `no ${kind} of dev with ${from} for ${what}`);
        writeFileSync(join(dir, `${index}-good.yaml`), one.text);
        writeFileSync(join(dir, `${index}-bad.yaml`), one.text.replace(from, to));
      }
      const result = await validate(dir);
      assert.deepEqual([result.valid, result.skipped], [mutations.length, 0]);
      rejected = result.rejected;
    });

    for (const [index, { what, why }] of mutations.entries()) {
      it(what, () => {
        const [line = "", ...others] = rejected.filter((each) => each.startsWith(`${index}-`));
        assert.deepEqual(others, []);
        assert.match(line, new RegExp(`^${index}-bad\\.yaml: .*${why.source}`, "s"));
      });
    }
  });
});
