import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { logTemplates, settingsScript } from "../../../../components/platform/log-settings.ts";
import { savedObjects } from "../../../../components/platform/saved-objects.ts";

/** A stand-in of curl: it notes its last argument with the method, and answers as its environment says. */
const curl = `#!/bin/sh
for last in "$@"; do :; done
method=GET
data=
previous=
for given in "$@"; do
  case "$previous" in
    --request) method=$given ;;
    --data-binary|--form) data=$given ;;
  esac
  previous=$given
done
echo "$method $last $data" >> "$CALLS"
case "$last" in
  */_data_stream/audit) printf '%s' "$AUDIT_STATUS" ;;
  */_data_stream/*/_lifecycle) echo '{"acknowledged":true}' ;;
  */_data_stream/*) printf 404 ;;
  *_import*) echo "$KIBANA_ANSWER" ;;
  *) echo '{"acknowledged":true}' ;;
esac
`;

describe("the script that sets up the log store", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "log-settings-"));
    const files: Record<string, string> = {
      "bin/curl": curl,
      "login/username": "log-keeper",
      "login/password": "secret",
      "settings/saved-objects.ndjson": savedObjects(),
      ...Object.fromEntries(Object.entries(logTemplates()).map(([name, text]) => [`settings/${name}`, text])),
      // The folders of its container, below the test's own.
      "apply.sh": settingsScript.replaceAll(/(?<=[" @(])\/(login|settings|tmp)\//g, `${folder}/$1/`),
    };
    for (const [name, text] of Object.entries({ ...files, "tmp/keep": "" })) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    await chmod(path.join(folder, "bin/curl"), 0o755);
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function run(answers: { audit: string; kibana: string }) {
    const calls = path.join(folder, "calls");
    const { exitCode, stderr } = await execa("sh", [path.join(folder, "apply.sh")], {
      reject: false,
      extendEnv: false,
      env: {
        PATH: `${folder}/bin:/usr/bin:/bin`,
        CALLS: calls,
        STORE: "https://store:9200",
        KIBANA: "https://kibana:5601",
        STREAMS: "transactional-engine audit",
        AUDIT_STATUS: answers.audit,
        KIBANA_ANSWER: answers.kibana,
      },
    });
    const made = (await readFile(calls, "utf8")).trimEnd().split("\n");
    return { exitCode, stderr, made: made.map((line) => line.replaceAll(folder, "").trim()) };
  }

  const template = (stream: string) => `PUT https://store:9200/_index_template/${stream} @/settings/${stream}.json`;
  const importing =
    "POST https://kibana:5601/api/saved_objects/_import?overwrite=true file=@/settings/saved-objects.ndjson";
  const done = '{"success":true,"successCount":5}';

  it("gives every stream its template before any of it exists, and Kibana its views", async () => {
    const { exitCode, made, stderr } = await run({ audit: "404", kibana: done });
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.deepEqual(made, [
      template("transactional-engine"),
      "GET https://store:9200/_data_stream/transactional-engine",
      template("audit"),
      "GET https://store:9200/_data_stream/audit",
      importing,
    ]);
  });

  it("gives a stream that is there already the new retention, too", async () => {
    const { exitCode, made } = await run({ audit: "200", kibana: done });
    assert.equal(exitCode, 0);
    assert.deepEqual(made.slice(3), [
      "GET https://store:9200/_data_stream/audit",
      'PUT https://store:9200/_data_stream/audit/_lifecycle {"data_retention":"2557d"}',
      importing,
    ]);
  });

  it("fails when the store does not say, or when Kibana refuses a view", async () => {
    const store = await run({ audit: "503", kibana: done });
    assert.deepEqual([store.exitCode, store.stderr], [1, "the store answers 503 for the data stream audit"]);
    const kibana = await run({ audit: "404", kibana: '{"success":false,"errors":[]}' });
    assert.deepEqual([kibana.exitCode, kibana.stderr], [1, "Kibana did not take every view"]);
  });
});
