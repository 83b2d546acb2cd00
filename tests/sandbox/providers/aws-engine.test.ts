import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stack } from "../lib/provider-stack.ts";

const head = `
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { Provider } from "@pulumi/aws/provider.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { VoiceConnector } from "@pulumi/aws/chime/voiceConnector.js";
export const imported = [pulumi, VoiceConnector].length;
const provider = new Provider("aws", { region: "us-east-1", defaultTags: { tags: { stage: "test" } } });
const other = new Provider("aws-west", { region: "us-west-2", defaultTags: { tags: { stage: "test" } } });
`;

const system = (timeout: number, lock: boolean) => `${head}
const bucket = new Bucket("store", { bucket: "store-of-the-test", objectLockEnabled: ${String(lock)} }, { provider });
new BucketVersioning("versions", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } }, { provider });
const dead = new Queue("dead", {}, { provider });
const jobs = new Queue("jobs", {
  visibilityTimeoutSeconds: ${String(timeout)},
  redrivePolicy: dead.arn.apply((deadLetterTargetArn) => JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 })),
}, { provider });
new Queue("far", { name: "far" }, { provider: other });
const password = new RandomPassword("password", { length: 32 });
const login = new Secret("login", { name: "login" }, { provider });
new SecretVersion("login", { secretId: login.id, secretString: pulumi.jsonStringify({ password: password.result }) }, { provider });
export const url = jobs.url;`;

describe("aws provider under the engine", () => {
  let stack: Stack;
  let dir: string;

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "plumbline-aws-"));
    stack = await Stack.create({ PLUMBLINE_SANDBOX_DIR: dir });
  });
  after(() => {
    stack.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  const files = () =>
    readdirSync(join(dir, "clouds"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));

  it("previews without making anything, makes it, and then finds nothing to do", async () => {
    stack.source(system(30, false));
    const planned = await stack.preview();
    assert.deepEqual(planned.map(({ op, name }) => `${op} ${name}`).sort(), [
      "create aws",
      "create aws-west",
      "create dead",
      "create far",
      "create jobs",
      "create login",
      "create login",
      "create password",
      "create store",
      "create versions",
    ]);
    assert.equal(existsSync(join(dir, "clouds")), false);
    await stack.up();
    const { far, jobs, store } = await stack.state();
    assert.match(jobs?.id ?? "", /^https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/jobs-[0-9a-f]{7}$/);
    assert.equal(far?.outputs["arn"], "arn:aws:sqs:us-west-2:123456789012:far");
    assert.deepEqual(store?.outputs["tagsAll"], { stage: "test" });
    assert.deepEqual(await stack.preview(), []);
  });

  it("finds nothing in a refresh that was not changed", async () => {
    const text = await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes", "--color=never");
    assert.match(text, /11 unchanged/);
  });

  it("keeps a secret out of state and cloud", async () => {
    const { plaintext } = (await stack.state())["password"]?.outputs["result"] as { plaintext: string };
    const password = JSON.parse(plaintext) as string;
    const escaped = JSON.stringify(password).slice(1, -1);
    const twice = JSON.stringify(escaped).slice(1, -1); // in a text that is itself JSON
    const leaks = [...stack.backendFiles(), ...files()].filter((text) =>
      [password, escaped, twice].some((each) => text.includes(each)),
    );
    assert.deepEqual(leaks, []);
  });

  it("updates what can be updated, and replaces the rest, in the order that names ask for", async () => {
    stack.source(system(60, true));
    const steps = (await stack.preview()).map(({ op, name, detailedDiff }) => {
      const [change] = Object.entries(detailedDiff).map(([path, { kind }]) => `${kind} ${path}`);
      return [op, name, change].join(" ");
    });
    assert.deepEqual(steps.sort(), [
      "replace store update-replace objectLockEnabled",
      "replace versions ", // it goes with the bucket, which goes first
      "update jobs update visibilityTimeoutSeconds",
    ]);
    await stack.up();
    assert.equal((await stack.state())["jobs"]?.outputs["visibilityTimeoutSeconds"], 60);
    assert.deepEqual(await stack.preview(), []);
  });

  it("ends with one line at a type that it does not have", async () => {
    stack.source(`${head}new VoiceConnector("voice", { requireEncryption: true }, { provider });`);
    const { exitCode, text } = await stack.run("preview", "--color=never");
    assert.notEqual(exitCode, 0);
    assert.match(text, /aws:chime\/voiceConnector:VoiceConnector is not supported by the sandbox/);
  });

  it("leaves nothing behind", async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview", "--color=never");
    assert.deepEqual(files(), []);
  });
});
