import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { startTarget, type Target } from "../../cli/lib/drill/targets/target.ts";
import type { Rendered } from "../../cli/lib/render.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { ensureEngine } from "../../sandbox/lib/engine.ts";
import { reportToTerminal, silent } from "../../sandbox/lib/failure.ts";
import { projectRoot, pulumiHome } from "../../sandbox/lib/paths.ts";
import { decide, type Request } from "../emulators/lib/policies.ts";
import { inputsOf, policyOf } from "../lib/aws.ts";
import { runInShell, textOf } from "../lib/pipelines.ts";
import { renderState } from "../unit/backends/fixture.ts";
import { scratchFolder } from "./core-fixture.ts";
import { backupRecipe, backupStep, deployState, machineProgram } from "./state-pipelines-fixture.ts";
import { type RecordedRequest, recordedRequests, recordRequests } from "./recorded-requests.ts";

const find = backupStep("Find the state and the keys");
const backup = backupStep("Back up the state and the list of secrets");
const drill = backupStep("Drill the newest backups");
const heartbeat = backupStep("Tell who would miss it");

describe("a run of the pipelines that back up the state, with the real engine, S3 and KMS", () => {
  const folder = scratchFolder();
  const accountId = "444455556666";
  const stateBucket = `prod-state-${accountId}-us-east-1`;
  const region = "us-east-1";
  // As the role's policy names it.
  const backupBucket = `prod-state-backups-${accountId}-us-west-2`;
  const rolePolicy: unknown = JSON.parse(textOf("examples/pipelines/state-backup-role.json"));
  let owner: Rendered;
  let target: Target;
  let endpoint: string;
  let s3: S3Client;
  let env: NodeJS.ProcessEnv;
  let deployed: string[];

  before(async () => {
    await ensureEngine(silent);
    owner = await renderState("prod");
    target = await startTarget("aws", join(folder, "store"), reportToTerminal);
    endpoint = String(target.store["endpoint"]);
    const credentials = { accessKeyId: "onlooker", secretAccessKey: "onlooker" };
    s3 = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
    for (const Bucket of [stateBucket, backupBucket]) await s3.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: stateBucket, VersioningConfiguration }));
    const kms = new KMSClient({ endpoint, region, credentials });
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    await kms.send(new CreateAliasCommand({ AliasName: "alias/prod-state", TargetKeyId: KeyMetadata?.KeyId }));
    kms.destroy();
    mkdirSync(join(folder, "bin"));
    program("curl", "exit 0");
    program("make", "exit 0");
    env = {
      ...process.env,
      ...target.env,
      AWS_ENDPOINT_URL: endpoint,
      PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      PULUMI_HOME: pulumiHome,
      RUNNER_TEMP: folder,
      STACK: "prod",
      PLACE: `s3://${backupBucket}/plumbline?region=us-west-2&endpoint=${encodeURIComponent(endpoint)}`,
      KEYS: randomBytes(32).toString("hex"),
    };
    const backend = { ...env, PULUMI_BACKEND_URL: `s3://${stateBucket}?region=${region}&use_path_style=true` };
    await deployState("prod", folder, backend, `awskms://alias/prod-state?region=${region}`);
    deployed = await versions();
    await recordRequests(endpoint);
  });

  after(async () => {
    s3.destroy();
    await target.stop();
  });

  /** A program of the pipeline's machine that only says how it was called. */
  const program = (name: string, rest: string) => {
    machineProgram(folder, name, `echo "${name} $*" >> ${join(folder, "called")}\n${rest}`);
  };

  const calls = () => readFileSync(join(folder, "called"), "utf8");

  /** Every version that any object of the state ever had. */
  async function versions(): Promise<string[]> {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: stateBucket }));
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => `${Key} ${VersionId}`).sort();
  }

  async function backups(): Promise<string[]> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: backupBucket }));
    return Contents.map(({ Key = "" }) => Key);
  }

  /** The recipe for GitLab, with the state that was found as above. */
  const recipe = backupRecipe.script
    .join("\n")
    .replace("> .state-backend", "> /dev/null")
    .replace(". ./.state-backend", `. ${join(folder, "backend.sh")}`);
  const ofGitlab = () => ({
    STATE_BACKUP_PLACE: env["PLACE"],
    STATE_BACKUP_KEYS: join(folder, "keys"),
    STATE_BACKUP_ID: "token",
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "id"),
    STATE_BACKUP_HEARTBEAT: "https://watch/backup",
    STATE_DRILL_HEARTBEAT: "https://watch/drill",
  });

  const run = (script: string, change: NodeJS.ProcessEnv = {}) =>
    runInShell(script, { cwd: projectRoot, env: { ...env, ...change } });

  /** The request as the role of the pipeline makes it, which the policies of the state let in with those who deploy. */
  function asRole({ action, resource, context }: RecordedRequest): Request {
    const principal = `arn:aws:iam::${accountId}:role/pipeline`;
    const secure = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", "aws:PrincipalArn": principal };
    const policies = {
      [`arn:aws:kms:${region}:${accountId}:key/state-key`]: policyOf(inputsOf(owner, "kms:Key", "state-key")),
      [`arn:aws:s3:::${stateBucket}`]: policyOf(inputsOf(owner, "s3:BucketPolicy", "state-policy")),
    };
    const resourcePolicy = Object.entries(policies).find(([arn]) => resource.startsWith(arn))?.[1];
    const identityPolicies = [rolePolicy];
    return {
      principal,
      action,
      resource,
      accountId,
      context: { ...secure, ...context },
      identityPolicies,
      resourcePolicy,
    };
  }

  /** An emulator has no names of hosts for its buckets. */
  const withPathStyle = (text: string) => text.replace("?region=", "?use_path_style=true&region=");

  it("find the state of the stack, and keep the keys to themselves", async () => {
    const { exitCode, stderr } = await run(find.run);
    assert.equal(exitCode, 0, stderr);
    const file = join(folder, "backend.sh");
    const backend = readFileSync(file, "utf8");
    assert.match(backend, new RegExp(`^export PULUMI_BACKEND_URL='s3://${stateBucket}\\?region=${region}'$`, "m"));
    assert.equal(readFileSync(join(folder, "keys"), "utf8"), `${env["KEYS"]}\n`);
    writeFileSync(file, withPathStyle(backend));
  });

  it("back up the state and the list of secrets, and write nothing where the state is", async () => {
    const { exitCode, stderr } = await run(backup.run);
    assert.equal(exitCode, 0, stderr);
    const folders = (await backups()).map((key) => key.split("/").slice(0, 4).join("/"));
    const [state, secrets] = ["state", "secrets"].map((kind) => `plumbline/yearly/${kind}/prod`);
    assert.deepEqual(folders, [secrets, secrets, state, state]);
    assert.deepEqual(await versions(), deployed);
  });

  it("drill both, secrets decrypted by the key of the stack, and leave receipts", async () => {
    const { exitCode, stdout, stderr } = await run(drill.run);
    assert.equal(exitCode, 0, stderr);
    const receipts = stdout.split("\n").map((line) => receiptSchema.parse(JSON.parse(line)));
    assert.deepEqual(
      receipts.map(({ kind, instance, verdict }) => [kind, instance, verdict]),
      [
        ["state", "prod", "passed"],
        ["secrets", "prod", "passed"],
      ],
    );
    const left = (await backups()).filter((key) => key.startsWith("plumbline/receipts/"));
    assert.deepEqual(
      left.map((key) => key.split("/").slice(2, 4)),
      [
        ["secrets", "prod"],
        ["state", "prod"],
      ],
    );
    assert.deepEqual(await versions(), deployed);
  });

  it("does the same by the recipe for GitLab", async () => {
    const already = (await backups()).length;
    const { exitCode, stderr } = await run(recipe, { ...ofGitlab(), BACKUP_COMMAND: "drill" });
    assert.equal(exitCode, 0, stderr);
    assert.equal((await backups()).length, already + 2);
    assert.equal(readFileSync(join(folder, "id"), "utf8"), "token");
    assert.match(calls(), /^curl .* https:\/\/watch\/drill$/m);
  });

  it("do nothing that their role may not", async () => {
    const asked = recordedRequests(join(folder, "store"), env["AWS_ACCESS_KEY_ID"] ?? "", accountId);
    assert.deepEqual([...new Set(asked.map(({ action }) => action))].sort(), [
      "kms:Decrypt",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:PutObject",
    ]);
    const all = await decide(asked.map(asRole));
    assert.deepEqual(
      asked.filter((_, index) => all[index] !== "Allowed"),
      [],
    );
  });

  it("may not write or remove a state, encrypt as its owner, remove a backup, or leave their folder", async () => {
    const state = `arn:aws:s3:::${stateBucket}/.pulumi/stacks/plumbline/prod.json`;
    const key = `arn:aws:kms:${region}:${accountId}:key/state-key`;
    const backups = `arn:aws:s3:::${backupBucket}`;
    const refused: RecordedRequest[] = [
      { action: "s3:PutObject", resource: state, context: {} },
      { action: "s3:DeleteObject", resource: state, context: {} },
      { action: "kms:Encrypt", resource: key, context: {} },
      { action: "s3:DeleteObject", resource: `${backups}/plumbline/daily/state/prod/1/manifest.json`, context: {} },
      { action: "s3:PutObject", resource: `${backups}/other/daily/state/prod/1/manifest.json`, context: {} },
      { action: "s3:ListBucket", resource: backups, context: { "s3:prefix": "other/" } },
    ];
    const [denied, unknown] = ["ExplicitlyDenied", "ImplicitlyDenied"];
    assert.deepEqual(await decide(refused.map(asRole)), [denied, denied, denied, unknown, unknown, unknown]);
  });

  it("fail where the keys are others, or the stack's state is not there: nobody is told of a success", async () => {
    const there = await backups();
    const others = join(folder, "others");
    writeFileSync(others, `${randomBytes(32).toString("hex")}\n`);
    const foreign = await run(drill.run.replaceAll("$RUNNER_TEMP/keys", others));
    assert.notEqual(foreign.exitCode, 0);
    assert.match(foreign.stderr, /the drill failed: .*the backup needs the key/);
    const lost = await run(backup.run, { STACK: "staging" });
    assert.notEqual(lost.exitCode, 0);
    assert.match(lost.stderr, /no stack named 'staging' found/);
    const added = (await backups()).filter((key) => !there.includes(key));
    assert.deepEqual(
      added.map((key) => /^plumbline\/receipts\/state\/prod\/.*-failed\.json$/.test(key)),
      [true],
    );
  });

  it("tell whoever would miss a backup, in GitLab", async () => {
    program("npm", "exit 0");
    const { exitCode, stderr } = await run(recipe, { ...ofGitlab(), BACKUP_COMMAND: "backup" });
    assert.equal(exitCode, 0, stderr);
    const given = `--to ${env["PLACE"]} --keys ${join(folder, "keys")}`;
    assert.deepEqual(calls().trim().split("\n").slice(-4), [
      "npm run -s bootstrap -- prod --print",
      `npm run -s backup -- state prod backup ${given}`,
      `npm run -s backup -- secrets prod backup ${given}`,
      "curl --fail --silent --show-error --max-time 30 --retry 5 --output /dev/null https://watch/backup",
    ]);
  });

  it("tell whoever would miss a backup or a drill, and fail where that cannot be told", async () => {
    const watches = { OF_BACKUP: "https://watch/backup", OF_DRILL: "https://watch/drill" };
    for (const SCHEDULE of ["0 2 * * *", "30 4 * * 0", ""]) await run(heartbeat.run, { ...watches, SCHEDULE });
    const told = [...calls().matchAll(/https:\S+/g)].map(([url]) => url).slice(-3);
    assert.deepEqual(told, [watches.OF_BACKUP, watches.OF_DRILL, watches.OF_BACKUP]);
    program("curl", "exit 22");
    assert.equal((await run(heartbeat.run, { ...watches, SCHEDULE: "0 2 * * *" })).exitCode, 22);
  });
});
