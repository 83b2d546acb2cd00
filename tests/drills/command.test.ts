import { strict as assert } from "node:assert";
import { join } from "node:path";
import { execa } from "execa";
import { pinnedNode, projectRoot } from "../../sandbox/lib/paths.ts";

describe("the command for drills", () => {
  for (const [args, line] of [
    [["nothing"], 'no drill of "nothing": there are postgres, redis, mongo, kafka, cluster, state'],
    [["redis", "--pitr"], "--pitr is for postgres alone, not for redis"],
    [
      ["postgres", "--mebibytes", "0"],
      "error: option '--mebibytes <size>' argument '0' is invalid. Give a whole number from 1 to 102400 (MiB).",
    ],
  ] as const) {
    it(`refuses ${args.join(" ")} in one line, and starts nothing`, async () => {
      const { exitCode, stdout, stderr } = await execa(pinnedNode, [join(projectRoot, "cli/drill.ts"), ...args], {
        reject: false,
      });
      assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 1, stdout: "", stderr: line });
    });
  }
});
