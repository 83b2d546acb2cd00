import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { archiveSettings } from "../../cli/lib/drill/postgres/point-in-time/archive-settings.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { validate } from "../sandbox/manifests/kubeconform.ts";
import { scratchFolder } from "./core-fixture.ts";

const runbooks = join(projectRoot, "docs/runbooks");

describe("manifests in the runbooks", () => {
  const folder = scratchFolder();

  it("are valid for the operators that the platform installs", async () => {
    const blocks = readdirSync(runbooks).flatMap((file) =>
      [...readFileSync(join(runbooks, file), "utf8").matchAll(/^( *)```yaml\n(.*?)^\1```$/gms)].map(
        ([, indent = "", text = ""], index) => ({
          file: `${file}-${index}.yaml`,
          text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
        }),
      ),
    );
    assert.ok(blocks.length > 0);
    for (const { file, text } of blocks) writeFileSync(join(folder, file), text);
    assert.deepEqual(await validate(folder), { valid: blocks.length, skipped: 0, rejected: [] });
  });

  it("name the cluster and the archive that the stack has", async () => {
    const { cluster, store } = await archiveSettings("dev", "firefly");
    const text = readFileSync(join(runbooks, "restore-point-in-time.md"), "utf8");
    assert.ok(text.includes(`barmanObjectName: ${store}\n             serverName: ${cluster}\n`));
  });
});
