import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { placeOf, stateJob } from "../../../cli/lib/state-backup.ts";
import { readJob } from "../../../operations/lib/job.ts";
import { pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";

describe("the command that backs up a stack's state", () => {
  it("takes a bucket with its region, a service like it, a container with its account, or a folder", () => {
    assert.deepEqual(placeOf("s3://backups/plumbline/prod/?region=us-west-2"), {
      type: "s3",
      bucket: "backups",
      folder: "plumbline/prod",
      region: "us-west-2",
    });
    assert.deepEqual(placeOf("s3://backups?region=local&endpoint=https://s3.example.com:9000"), {
      type: "s3",
      bucket: "backups",
      region: "local",
      endpoint: "https://s3.example.com:9000",
    });
    assert.deepEqual(placeOf("azblob://backups/plumbline/?storage_account=prodstatebackups"), {
      type: "blob",
      account: "https://prodstatebackups.blob.core.windows.net",
      container: "backups",
      folder: "plumbline",
    });
    assert.deepEqual(placeOf("file:///mnt/backups"), { type: "folder", path: "/mnt/backups" });
  });

  for (const wrong of [
    "",
    "backups",
    "s3://backups",
    "s3:///folder?region=us-west-2",
    "s3://backups?region=us-west-2&acl=public-read",
    "file://elsewhere/backups",
    "azblob://backups/plumbline",
    "azblob:///plumbline?storage_account=prodstatebackups",
    "azblob://backups?storage_account=prod.elsewhere",
    "azblob://backups?storage_account=prodstatebackups&domain=elsewhere.com",
    "https://backups.example.com?region=us-west-2",
  ]) {
    it(`takes no ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => placeOf(wrong), {
        message: `the place of backups is ${JSON.stringify(wrong)}: give s3://BUCKET/FOLDER?region=REGION, azblob://CONTAINER/FOLDER?storage_account=ACCOUNT, or file:///FOLDER`,
      });
    });
  }

  it("makes a job of the program's own form, which loses a day at most", () => {
    const dir = mkdtempSync(join(tmpdir(), "plumbline-state-job-"));
    try {
      const file = join(dir, "job.json");
      writeFileSync(
        file,
        JSON.stringify(stateJob({ kind: "state", stack: "prod", to: "file:///mnt/backups", keys: "keys" })),
      );
      const { system, kind, instance, objectives, settings } = readJob(file);
      assert.deepEqual([system, kind, instance, objectives?.rpoSeconds], ["plumbline", "state", "prod", 86_400]);
      assert.deepEqual(
        [settings["project"], settings["stack"], settings["replaceNewer"]],
        ["plumbline", "prod", false],
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  const where = ["--to", "file:///nowhere", "--keys", "keys"];
  for (const [args, message] of [
    [["states", "prod", ...where], /^error: command-argument value 'states' is invalid for argument 'kind'/],
    [["state", "production", ...where], /^no stack production: there is no Pulumi.production.yaml/],
    [["state", "prod", "prune", ...where], /^error: command-argument value 'prune' is invalid for argument 'command'/],
    [
      ["state", "prod", "--to", "s3://backups", "--keys", "keys"],
      /^the place of backups is "s3:\/\/backups": give s3:/,
    ],
    [["state", "prod", "--to", "file:///nowhere"], /^error: required option '--keys <file>' not specified/],
    [["state", "prod", ...where], /^PULUMI_BACKEND_URL is not set: eval "\$\(npm run -s bootstrap -- prod --print\)"/],
  ] as const) {
    it(`says in one line what is wrong with ${args.slice(0, 4).join(" ")}`, async () => {
      const command = [join(projectRoot, "cli/backup.ts"), ...args];
      const { exitCode, stderr } = await execa(pinnedNode, command, {
        env: { PULUMI_BACKEND_URL: "" },
        reject: false,
      });
      assert.equal(exitCode, 1);
      assert.match(stderr, message);
      assert.equal(stderr.split("\n").length, 1);
    });
  }
});
