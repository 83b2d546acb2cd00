import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { observePreview } from "../../../../cli/lib/evidence/preview.ts";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import { pinnedNode } from "../../../../sandbox/lib/paths.ts";

const urn = "urn:pulumi:dev::plumbline::aws:s3/bucket:Bucket::data";

describe("a preview for evidence", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "plumbline-evidence-preview-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Runs a program in the engine's place. */
  function observe(program: string) {
    const engine = join(dir, "engine");
    writeFileSync(engine, `#!${pinnedNode}\n${program}`);
    chmodSync(engine, 0o755);
    const env = { ...process.env };
    return observePreview(
      { engine, cwd: dir, env, packArguments: [], packName: "plumbline", systems: new Set(), say: () => undefined },
      "dev",
    );
  }

  it("reads the output of a stack of any size", async () => {
    const { resources, record, source } = await observe(`
      const inputs = { text: "x".repeat(30_000_000) };
      const newState = { urn: ${JSON.stringify(urn)}, type: "aws:s3/bucket:Bucket", inputs };
      process.stdout.write(JSON.stringify({ steps: [{ urn: newState.urn, newState }, { urn: "gone" }] }));
    `);
    assert.deepEqual(resources, [{ urn, type: "aws:s3/bucket:Bucket", name: "data", madeOf: {} }]);
    assert.deepEqual(record, []);
    assert.deepEqual(source, { kind: "preview", stack: "dev", project: "plumbline" });
  });

  it("ends with the engine's own words when it does not run at all", async () => {
    await assert.rejects(observe(`console.error("error: no such stack"); process.exit(255);`), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.message, "the preview of dev failed, so that there is no report: error: no such stack");
      return true;
    });
  });
});
