import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { parseConfig } from "../../../config/parse.ts";
import { systems } from "../../../config/schema.ts";
import { rawConfig } from "../../lib/graph.ts";
import { withValue } from "../../lib/json.ts";

const domain = "a DNS domain such as dev.example.com, of at most 200 characters";
const cluster = "the cluster: context and optionally kubeconfig, storageClass, publicIssuer, zones, gatewayClass, mesh";
const platform = "mode own with the platform's settings, or mode shared where another stack of the cluster makes it";
const driver = "the driver of the cluster's volumes, provisioner and parameters";
const receiver = "name and key of a Secret in the namespace monitoring";
const image = "an image: registry, repository, tag and digest";
const repository = "a repository path of lower-case letters, digits and . _ - /";
const known = systems.join(", ");
const deployed = parseConfig("dev", await rawConfig("dev")).systems.join(", ");
const unknownKey = "unknown key; remove it or correct its name";
const long = "abcdefghi.".repeat(20);

/** Path of a field below `plumbline:`, a value for it, and what the message says of it; `undefined` takes the field away. */
type Case = readonly [path: string, value: unknown, message: string];

const wrong: readonly Case[] = [
  ["replicas", 3, unknownKey],
  ["cap.loglevel", "INFO", unknownKey],
  ["cluster.region", "eu", unknownKey],
  ["cap.images.app-cp.pullPolicy", "Always", unknownKey],
  ["cap.images.db-g1", {}, unknownKey],

  ["stage", undefined, "expected one of dev, staging, prod, got nothing"],
  ["stage", "production", 'expected one of dev, staging, prod, got "production"'],
  ["cloud", "gcp", 'expected one of kubernetes, aws, azure, got "gcp"'],
  ["systems", "cap", `expected a list of ${known}, got "cap"`],
  ["systems", ["shop"], `expected one of ${known}, got "shop"`],
  ["systems", ["cap", "cap"], 'expected each system once, got ["cap","cap"]'],
  ["domain", undefined, `expected ${domain}, got nothing`],
  ["domain", "localhost", `expected ${domain}, got "localhost"`],
  ["domain", "Dev.example.com", `expected ${domain}, got "Dev.example.com"`],
  ["domain", "-a.example.com", `expected ${domain}, got "-a.example.com"`],
  ["domain", "dev.example.com.", `expected ${domain}, got "dev.example.com."`],
  ["domain", `${"a".repeat(64)}.com`, `expected ${domain}, got "${"a".repeat(64)}.com"`],
  ["domain", `${long}com`, `expected ${domain}, got "${long.slice(0, 116)}...`],

  ["cluster", "dev", `expected ${cluster}, got "dev"`],
  ["cluster.context", undefined, "expected the name of a kubeconfig context, in a stack without regions, got nothing"],
  ["cluster.context", "a b", 'expected the name of a kubeconfig context, got "a b"'],
  ["cluster.kubeconfig", "", 'expected a path, got ""'],
  ["cluster.storageClass", "Fast", 'expected the name of a StorageClass, got "Fast"'],
  ["cluster.publicIssuer", 1, "expected the name of a ClusterIssuer, got 1"],
  ["cluster.gatewayClass", "-", 'expected the name of a GatewayClass, got "-"'],

  ["platform", undefined, `expected ${platform}, got nothing`],
  ["platform", "shared", `expected ${platform}, got "shared"`],
  ["platform.mode", "none", `expected ${platform}, got "none"`],
  ["platform.email", "a@example.com", unknownKey],
  ["platform.acmeEmail", undefined, "expected an e-mail address, got nothing"],
  ["platform.acmeEmail", "ops@example", 'expected an e-mail address, got "ops@example"'],
  ["platform.volumeDriver", undefined, `expected ${driver}, as the cloud has none, got nothing`],
  [
    "platform.volumeDriver",
    "csi",
    'expected the driver of the cluster\'s volumes: provisioner and parameters, got "csi"',
  ],
  ["platform.volumeDriver.provisioner", "", 'expected the name of a driver, got ""'],
  ["platform.volumeDriver.parameters.iops", 3000, "expected a text, got 3000"],
  ["platform.guests", "cap", `expected a list of ${known}, got "cap"`],
  ["platform.guests", ["shop"], `expected one of ${known}, got "shop"`],
  ["platform.guests", ["cap"], `expected systems of other stacks, and none of this one's (${deployed}), got ["cap"]`],
  ["cluster.mesh", "linkerd", 'expected one of off, istio, got "linkerd"'],
  ["cluster.mesh", true, "expected one of off, istio, got true"],
  ["platform.maskedFields", "iban", 'expected a list of fields, got "iban"'],
  ["platform.alerting", true, "expected slack and email, got true"],
  ["platform.credentialVersion", 0, "expected a whole number from 1 to 1000000 (version), got 0"],

  ["cap", undefined, "expected the settings of cap, which the stack deploys, got nothing"],
  ["cap", null, "expected the settings of cap, got null"],
  ["cap.images", undefined, "expected the images of app-cp and app-ap, got nothing"],
  ["cap.images.app-ap", undefined, `expected ${image}, got nothing`],
  ["cap.images.app-ap", "app-ap:1", `expected ${image}, got "app-ap:1"`],
  ["cap.images.app-cp.registry", "https://x", 'expected a registry host, with :port if it has one, got "https://x"'],
  ["cap.images.app-cp.repository", "cap//app", `expected ${repository}, got "cap//app"`],
  ["cap.images.app-cp.tag", "latest", 'expected a version tag, and not latest, got "latest"'],
  ["cap.images.app-cp.tag", "", 'expected a version tag, and not latest, got ""'],
  ["cap.images.app-cp.digest", "sha256:67f2", 'expected sha256: and 64 hexadecimal digits, got "sha256:67f2"'],
  ["cap.images.app-cp.digest", undefined, "expected sha256: and 64 hexadecimal digits, got nothing"],
  ["cap.networkTimeoutSec", "2", 'expected a number from 0.05 to 60 (seconds), got "2"'],
  ["cap.networkTimeoutSec", 0.04, "expected a number from 0.05 to 60 (seconds), got 0.04"],
  ["cap.networkTimeoutSec", 61, "expected a number from 0.05 to 60 (seconds), got 61"],
  ["cap.networkTimeoutSec", NaN, "expected a number from 0.05 to 60 (seconds), got NaN"],
  ["cap.maxStalenessMs", 0, "expected a whole number from 1 to 3600000 (milliseconds), got 0"],
  ["cap.maxStalenessMs", 1.5, "expected a whole number from 1 to 3600000 (milliseconds), got 1.5"],
  ["cap.maxStalenessMs", 3_600_001, "expected a whole number from 1 to 3600000 (milliseconds), got 3600001"],
  ["cap.maxStalenessMs", 1e300, "expected a whole number from 1 to 3600000 (milliseconds), got 1e+300"],
  ["cap.logLevel", "info", 'expected one of DEBUG, INFO, WARNING, ERROR, got "info"'],
  ["cap.replication", "sentinel", 'expected one of redis, application, got "sentinel"'],
  ["cap.redisPoolSize", 0, "expected a whole number from 1 to 1000 (connections), got 0"],
  ["cap.redisPoolSize", 1001, "expected a whole number from 1 to 1000 (connections), got 1001"],
  ["cap.redisPoolSize", 5000, "expected a whole number from 1 to 1000 (connections), got 5000"],
  ["cap.secretKeyVersion", 0, "expected a whole number from 1 to 1000000 (version), got 0"],
  ["cap.redisPasswordVersion", "1", 'expected a whole number from 1 to 1000000 (version), got "1"'],
];

describe("parseConfig", () => {
  for (const [path, value, message] of wrong) {
    it(`refuses ${path} = ${value === undefined ? "nothing" : JSON.stringify(value)} with one line`, async () => {
      const raw = withValue(await rawConfig("dev"), path.split("."), value);
      const item = /(^|\.)(systems|guests)$/.test(path) && message.startsWith("expected one of");
      const field = item ? `${path}[0]` : path;
      assert.throws(() => parseConfig("dev", raw), {
        name: "Error",
        message: `stack dev: plumbline:${field}: ${message}`,
      });
    });
  }

  it("refuses an application log below WARNING in prod", async () => {
    for (const logLevel of ["INFO", "DEBUG"]) {
      const raw = withValue(await rawConfig("prod"), ["cap", "logLevel"], logLevel);
      assert.throws(() => parseConfig("prod", raw), {
        message: `stack prod: plumbline:cap.logLevel: expected WARNING or ERROR in prod (CAP-010), got "${logLevel}"`,
      });
    }
    for (const logLevel of ["WARNING", "ERROR"]) {
      const raw = withValue(await rawConfig("prod"), ["cap", "logLevel"], logLevel);
      assert.equal(parseConfig("prod", raw).cap?.logLevel, logLevel);
    }
  });

  const receivers: readonly Case[] = [
    ["platform.alerting.slack.channel", "alerts", 'expected a channel such as #alerts, got "alerts"'],
    ["platform.alerting.slack.webhook", "https://hooks", `expected ${receiver}, got "https://hooks"`],
    ["platform.alerting.email.to", "ops", 'expected an e-mail address, got "ops"'],
    ["platform.alerting.email.smarthost", "smtp", 'expected host:port of a mail server, got "smtp"'],
    ["platform.alerting.email.password", undefined, `expected ${receiver}, got nothing`],
  ];
  for (const [path, value, message] of receivers) {
    it(`refuses ${path} = ${value === undefined ? "nothing" : JSON.stringify(value)} with one line`, async () => {
      const raw = withValue(await rawConfig("staging"), path.split("."), value);
      assert.throws(() => parseConfig("staging", raw), { message: `stack staging: plumbline:${path}: ${message}` });
    });
  }

  it("refuses a prod in which nobody hears of alerts (REC-083)", async () => {
    const raw = withValue(await rawConfig("prod"), ["platform", "alerting"], undefined);
    assert.throws(() => parseConfig("prod", raw), {
      message:
        "stack prod: plumbline:platform.alerting: " +
        "expected who hears of alerts in prod: slack and email (REC-083), got nothing",
    });
    const { platform: made } = parseConfig("dev", await rawConfig("dev"));
    assert.ok(made.mode === "own" && made.alerting === undefined);
  });

  it("refuses pools that all pods together could not fill", async () => {
    const pool = async (size: number) => withValue(await rawConfig("prod"), ["cap", "redisPoolSize"], size);
    assert.equal(parseConfig("prod", await pool(550)).cap?.redisPoolSize, 550);
    const tooLarge = await pool(551);
    assert.throws(() => parseConfig("prod", tooLarge), {
      message:
        "stack prod: plumbline:cap.redisPoolSize: " +
        "expected at most 550, so that 18 pods fit into 10000 connections (CAP-058), got 551",
    });
  });

  it("names every wrong field, each on a line of its own", async () => {
    const raw = { ...(await rawConfig("dev")), stage: "x", cpa: {}, "a\nb": 1 };
    assert.throws(() => parseConfig("dev", raw), {
      message: [
        'stack dev: plumbline:stage: expected one of dev, staging, prod, got "x"',
        `stack dev: plumbline:cpa: ${unknownKey}`,
        `stack dev: plumbline:"a\\nb": ${unknownKey}`,
      ].join("\n"),
    });
  });

  it("is what the engine prints without a stack trace: a RunError", async () => {
    const raw = await rawConfig("dev");
    assert.throws(() => parseConfig("dev", { ...raw, stage: 1 }), pulumi.RunError);
  });

  it("fills in the defaults", async () => {
    const raw = withValue(await rawConfig("dev"), ["systems"], undefined);
    const { cap, cluster: target, platform: made, systems: all } = parseConfig("dev", raw);
    assert.deepEqual([...all], [...systems]);
    const volumeDriver = { provisioner: "kwok.x-k8s.io/volume", parameters: {} };
    const own = { mode: "own", acmeEmail: "platform@dev.example.com", volumeDriver, guests: [], maskedFields: [] };
    assert.deepEqual(made, { ...own, credentialVersion: 1, backupCredentialVersion: 1 });
    assert.deepEqual(target, { context: "dev", gatewayClass: "envoy", mesh: "off" });
    assert.equal(cap?.replication, "application");
    assert.equal(cap.redisPoolSize, 50);
    assert.equal(cap.secretKeyVersion, 1);
    assert.equal(cap.redisPasswordVersion, 1);
  });

  it("takes a platform of another stack, without any setting of one's own", async () => {
    const raw = await rawConfig("dev");
    assert.deepEqual(parseConfig("dev", { ...raw, platform: { mode: "shared" } }).platform, { mode: "shared" });
    assert.throws(() => parseConfig("dev", { ...raw, platform: { mode: "shared", guests: [] } }), {
      message: `stack dev: plumbline:platform.guests: ${unknownKey}`,
    });
  });

  it("takes the cloud's own driver of volumes where it has one, and systems of other stacks", async () => {
    const raw = { ...(await rawConfig("prod")), systems: ["cap"] };
    const guests = withValue(raw, ["platform", "guests"], ["firefly"]);
    const { platform: made } = parseConfig("prod", guests);
    assert.ok(made.mode === "own");
    assert.deepEqual([made.volumeDriver, made.guests], [undefined, ["firefly"]]);
  });

  it("takes settings of a system that the stack does not deploy, and a stack without systems", async () => {
    const raw = await rawConfig("dev");
    assert.deepEqual(parseConfig("dev", { ...raw, systems: [] }).systems, []);
    assert.equal(parseConfig("dev", { ...withValue(raw, ["cap"], undefined), systems: [] }).cap, undefined);
  });

  it("throws nothing but a RunError with one line per field, whatever it is given", async () => {
    const raw = await rawConfig("dev");
    const paths = [...new Set(wrong.map(([path]) => path))];
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.anything(),
        fc.dictionary(fc.string(), fc.anything()),
        (path, value, more) => {
          try {
            parseConfig("dev", { ...more, ...withValue(raw, path.split("."), value) });
          } catch (error) {
            assert.ok(error instanceof pulumi.RunError, String(error));
            const lines = error.message.split("\n");
            for (const line of lines)
              assert.match(line, /^stack dev: plumbline:.+: (expected .+, got .+|unknown key; .+)$/);
            const fields = lines.map((line) => /^stack dev: (.+?): (expected|unknown key)/.exec(line)?.[1]);
            assert.equal(new Set(fields).size, lines.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives the same result for what it returned", async () => {
    for (const stack of ["dev", "prod"]) {
      const parsed = parseConfig(stack, await rawConfig(stack));
      assert.deepEqual(parseConfig(stack, { ...parsed }), parsed);
    }
  });
});
