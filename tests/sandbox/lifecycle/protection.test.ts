import assert from "node:assert/strict";
import { destroysAll } from "../../../sandbox/lib/protection.ts";

describe("a command line that would destroy all of a stack", () => {
  const whole: string[][] = [
    ["destroy"],
    ["destroy", "--yes", "--skip-preview"],
    ["down", "--stack", "prod"],
    ["dn"],
    ["destroy", "--refresh", "--parallel", "8"],
  ];
  for (const args of whole) it(`is ${args.join(" ")}`, () => assert.equal(destroysAll(args[0], args), true));

  const other: string[][] = [
    ["up", "--stack", "prod"],
    ["destroy", "--exclude-protected"],
    ["destroy", "--target", "urn:pulumi:prod::plumbline::aws:s3/bucket:Bucket::it"],
    ["destroy", "--target=urn"],
    ["destroy", "-t", "urn"],
    ["destroy", "--exclude", "urn"],
    ["destroy", "--preview-only"],
    ["destroy", "--help"],
  ];
  for (const args of other) it(`is not ${args.join(" ")}`, () => assert.equal(destroysAll(args[0], args), false));
});
