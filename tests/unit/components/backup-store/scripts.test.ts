import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bucketScript, expiryScript, startScript, storePaths } from "../../../../components/backup-store/scripts.ts";
import { resolveBackupStore } from "../../../../components/backup-store/spec.ts";
import { storeArgs } from "./fixture.ts";

const spec = resolveBackupStore("store", storeArgs);

describe("the scripts of the backup store", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "backup-store-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs a script with the pod's folders in a folder of the test's own, and the given commands before all others. */
  function run(script: string, args: string[], commands: Record<string, string> = {}): string {
    const file = join(folder, "script.sh");
    const inFolder = (text: string) =>
      text.replaceAll(storePaths.data, join(folder, "data")).replaceAll("/etc/", join(folder, "etc/"));
    writeFileSync(file, inFolder(script));
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    for (const [name, text] of Object.entries(commands)) writeFileSync(join(bin, name), text, { mode: 0o755 });
    const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`, FOLDER: folder };
    return execFileSync("sh", [file, ...args], { env, encoding: "utf8" });
  }

  it("remove what is older than its folder's retention, and nothing else", () => {
    const ages = {
      "data/objects/shop-backups/daily/dumps/31-days": 31,
      "data/objects/shop-backups/daily/dumps/29-days": 29,
      "data/objects/shop-backups/daily/other/31-days": 31,
      "data/objects/shop-backups/postgres/400-days": 400,
      "data/objects/desk-archive/redis/8-days": 8,
      "data/objects/desk-archive/redis/6-days": 6,
      "data/versions/shop-backups/8-days": 8,
      "data/versions/shop-backups/6-days": 6,
    };
    for (const [path, days] of Object.entries(ages)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, "");
      const then = new Date(Date.now() - days * 86_400_000 - 120_000);
      utimesSync(file, then, then);
    }
    run(expiryScript(spec), ["once"]);
    assert.deepEqual(
      Object.keys(ages).filter((path) => !existsSync(join(folder, path))),
      [
        "data/objects/shop-backups/daily/dumps/31-days",
        "data/objects/desk-archive/redis/8-days",
        "data/versions/shop-backups/8-days",
      ],
    );
  });

  it("find nothing to remove in a store that nobody wrote to", () => {
    assert.equal(run(expiryScript(spec), ["once"]), "");
  });

  it("make the buckets that are missing, and give those that are there to their owner", () => {
    const versitygw = `#!/bin/sh
shift 3
case "$1" in
  list-buckets) printf 'Bucket Owner\\n------- ----\\ndesk-archive  root\\nshop-backups-old  shop\\n' ;;
  *) echo "$*" ;;
esac
`;
    assert.deepEqual(run(bucketScript(spec), [], { versitygw }).trim().split("\n"), [
      "create-bucket --bucket shop-backups --owner shop --object-lock-enabled-for-bucket",
      "change-bucket-owner --bucket desk-archive --owner desk",
    ]);
  });

  it("fail when a bucket cannot be made", () => {
    const versitygw = `#!/bin/sh
[ "$4" = list-buckets ]
`;
    assert.throws(() => run(bucketScript(spec), [], { versitygw }), { status: 1 });
  });

  it("start the server with its credentials from files, and end as it ends", () => {
    for (const [file, text] of [
      ["AWS_ACCESS_KEY_ID", "root"],
      ["AWS_SECRET_ACCESS_KEY", "secret"],
    ] as const) {
      mkdirSync(join(folder, "etc/backup-store/root"), { recursive: true });
      writeFileSync(join(folder, "etc/backup-store/root", file), text);
    }
    const versitygw = `#!/bin/sh
echo "$ROOT_ACCESS_KEY $ROOT_SECRET_KEY $*" > "$FOLDER/called"
exit 7
`;
    const sleep = "#!/bin/sh\nexit 1\n";
    assert.throws(() => run(startScript(), [], { versitygw, sleep }), { status: 7 });
    const called = execFileSync("cat", [join(folder, "called")], { encoding: "utf8" });
    const own = join(folder, "etc/backup-store");
    assert.equal(
      called,
      `root secret --port :9000 --region us-east-1 --cert ${own}/tls/tls.crt --key ${own}/tls/tls.key ` +
        `--iam-dir ${own}/accounts --health /health --quiet posix ` +
        `--versioning-dir ${folder}/data/versions ${folder}/data/objects\n`,
    );
  });
});
