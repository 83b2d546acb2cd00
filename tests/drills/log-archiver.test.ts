import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import { archiverAlerts } from "../../components/platform/log-archiver-alerts.ts";
import { archiverConfig } from "../../components/platform/log-archiver-config.ts";
import { sentStreams } from "../../components/platform/log-streams.ts";
import { loopback } from "../../sandbox/lib/ports.ts";
import { type Case, failedCases, groupsOf } from "./alerts-fixture.ts";
import { scratchFolder } from "./core-fixture.ts";
import { accounts, ArchiverFixture, podVariables, queueIn } from "./log-archiver-fixture.ts";

describe("the log archiver, as the real Collector", () => {
  const folder = scratchFolder();
  let fixture: ArchiverFixture;

  before(async () => {
    fixture = await ArchiverFixture.make(folder);
  });
  after(() => fixture.stop());

  /** What the Collector says of a configuration before it runs. */
  const validate = async (config: object) => {
    const file = join(folder, "as-committed.yaml");
    writeFileSync(file, stringify(config));
    const { exitCode, stderr } = await execa(fixture.command, ["validate", `--config=${file}`], {
      env: podVariables,
      reject: false,
    });
    return { exitCode, stderr };
  };

  it("takes the configuration of a region as it is, and no setting that it does not know", async () => {
    const asCommitted = archiverConfig(accounts);
    // The Collector looks whether the folder of the queue, a volume, is there.
    const config = { ...asCommitted, extensions: { ...asCommitted.extensions, ...queueIn(asCommitted, folder) } };
    assert.deepEqual(await validate(config), { exitCode: 0, stderr: "" });
    const wrong = await validate({ ...config, processors: { memory_limiter: { limit: 1 } } });
    assert.equal(wrong.exitCode, 1);
    assert.match(wrong.stderr, /has invalid keys: limit/);
  });

  it("keeps lines on its disk while the archive takes none, through its own death, and writes them then (CAP-065, FTE-079)", async () => {
    await fixture.start();
    // There is no container yet, and every upload fails.
    for (const { tag } of sentStreams) assert.equal(await fixture.send(tag, `first of ${tag}`), 200);
    await fixture.kill();
    const containers = [...new Set(sentStreams.map(({ archive }) => archive))];
    for (const container of containers) await fixture.container(container).create();
    await fixture.start();
    const found = await Promise.all(
      containers.map(async (container) => {
        const expected = sentStreams.filter(({ archive }) => archive === container).map(({ tag }) => tag);
        let objects = await fixture.objects(container);
        while (objects.size < expected.length) objects = await fixture.objects(container);
        const lines = [...objects].map(([name, text]) => {
          assert.match(name, /^[a-z-]+\/20\d\d\/\d\d\/\d\d\/\d{6}-log-archiver-1_\d+\.json$/);
          return [name.split("/")[0], text.match(/first of [a-z-]+/)?.[0]];
        });
        return [container, lines.sort()];
      }),
    );
    assert.deepEqual(found, [
      ["application", [["transactional-engine", "first of transactional-engine"]]],
      [
        "history",
        [
          ["cluster", "first of cluster"],
          ["ecommerce-logs", "first of ecommerce-logs"],
        ],
      ],
      ["audit", [["audit", "first of audit"]]],
    ]);
  });

  it("answers by TLS alone", async () => {
    const plain = await fetch(`http://${loopback}:${fixture.port("audit")}/v1/logs`, { method: "POST", body: "{}" });
    assert.equal(plain.status, 400);
    assert.match(await plain.text(), /HTTP request to an HTTPS server/);
  });

  it("shows every metric that its alerts ask for", async () => {
    assert.equal(await fixture.send("audit", "another one"), 200);
    const shown = new Set([...(await fixture.metrics()).matchAll(/^(otelcol_\w+)\{/gm)].map(([, name]) => name));
    const asked = new Set(archiverAlerts().flatMap(({ expr }) => expr.match(/otelcol_\w+/g) ?? []));
    assert.deepEqual(
      [...asked].filter((name) => !shown.has(name)),
      [],
    );
    assert.equal(asked.size, 5);
  });

  it("is watched: people hear when none runs, lines stay behind, or none are taken, and of nothing else", async () => {
    assert.equal(await failedCases(await groupsOf("platform", archiverAlerts()), cases), "");
  });
});

const from = `job="log-archiver",namespace="logging",pod="log-archiver-0"`;
const of = `${from},exporter="azure_blob/audit"`;
const waiting = { pod: "log-archiver-0", exporter: "azure_blob/audit", job: "log-archiver", namespace: "logging" };
const queue = `otelcol_exporter_queue_size{${of}}`;
const sent = `otelcol_exporter_sent_log_records{${of}}`;
const capacity = `otelcol_exporter_queue_capacity{${of}}`;
const refused = `otelcol_receiver_refused_log_records{${from},receiver="otlp/audit"}`;
const failed = `otelcol_receiver_failed_log_records{${from},receiver="otlp/audit"}`;
const up = `up{${from}}`;

const cases: readonly Case[] = [
  { alert: "LogArchiverDown", what: "none runs", series: { [up]: "0x60" }, at: "20m", active: [{}] },
  { alert: "LogArchiverDown", what: "one runs", series: { [up]: "1x60" }, at: "20m", active: [] },
  {
    alert: "LogArchiveNotWritten",
    what: "lines wait, and nothing was ever sent",
    series: { [queue]: "500x60" },
    at: "30m",
    active: [waiting],
  },
  {
    alert: "LogArchiveNotWritten",
    what: "nothing is sent any more",
    series: { [queue]: "500x90", [sent]: "7x90" },
    at: "80m",
    active: [waiting],
  },
  {
    alert: "LogArchiveNotWritten",
    what: "lines wait for the next object",
    series: { [queue]: "500x60", [sent]: "0+10x60" },
    at: "50m",
    active: [],
  },
  { alert: "LogArchiveNotWritten", what: "none wait", series: { [queue]: "0x60" }, at: "30m", active: [] },
  {
    alert: "LogArchiveQueueFills",
    what: "more than half",
    series: { [queue]: "60x60", [capacity]: "100x60" },
    at: "30m",
    active: [waiting],
  },
  {
    alert: "LogArchiveQueueFills",
    what: "less",
    series: { [queue]: "40x60", [capacity]: "100x60" },
    at: "30m",
    active: [],
  },
  {
    alert: "LogArchiverRefuses",
    what: "memory is short",
    series: { [refused]: "0+1x90", [failed]: "0x90" },
    at: "60m",
    active: [{ pod: "log-archiver-0", receiver: "otlp/audit", job: "log-archiver", namespace: "logging" }],
  },
  {
    alert: "LogArchiverRefuses",
    what: "it did once",
    series: { [refused]: "3x90", [failed]: "1x90" },
    at: "60m",
    active: [],
  },
];
