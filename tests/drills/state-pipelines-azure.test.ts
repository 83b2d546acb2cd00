import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { delimiter, join } from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import { startTarget, type Target } from "../../cli/lib/drill/targets/target.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { ensureEngine } from "../../sandbox/lib/engine.ts";
import { reportToTerminal, silent } from "../../sandbox/lib/failure.ts";
import { pinnedNode, projectRoot, pulumiHome } from "../../sandbox/lib/paths.ts";
import { freePorts, loopback } from "../../sandbox/lib/ports.ts";
import { runInShell } from "../lib/pipelines.ts";
import { scratchFolder } from "./core-fixture.ts";
import { azureRecipe, backupRecipe, backupStep, deployState, machineProgram } from "./state-pipelines-fixture.ts";

const token = backupStep("Ask for a token that Entra takes");
const find = backupStep("Find the state and the keys");
const backup = backupStep("Back up the state and the list of secrets");
const drill = backupStep("Drill the newest backups");

const stack = "prod-azure";

// No emulator has Entra or Key Vault: azurite takes the key of its account, and a passphrase encrypts the secrets of the state.
describe("a run of the pipelines that back up the state on Azure, with the real engine and azurite", () => {
  const folder = scratchFolder();
  const asked: string[] = [];
  let tokens: Server;
  let target: Target;
  let service: BlobServiceClient;
  let backend: string;
  let backups: string;
  let env: NodeJS.ProcessEnv;
  let deployed: string[];

  before(async () => {
    await ensureEngine(silent);
    const [port = 0] = await freePorts(1);
    tokens = createServer((request, response) => {
      asked.push(`${request.headers.authorization ?? ""} ${request.url ?? ""}`);
      response.end(JSON.stringify({ value: "a-token-of-the-run" }));
    });
    await new Promise<void>((resolve) => tokens.listen(port, loopback, resolve));
    target = await startTarget("azure", join(folder, "store"), reportToTerminal);
    const connection = target.env["AZURE_STORAGE_CONNECTION_STRING"] ?? "";
    service = BlobServiceClient.fromConnectionString(connection);
    await service.createContainer("state");
    const { host, pathname } = new URL(String(target.store["account"]));
    backend = `azblob://state?storage_account=${pathname.slice(1)}&protocol=http&domain=${host}&localemu=true`;
    backups = String(target.store["container"]);
    mkdirSync(join(folder, "bin"));
    machineProgram(folder, "make", "exit 0");
    machineProgram(folder, "node", `exec ${pinnedNode} "$@"`);
    env = {
      ...process.env,
      ...target.env,
      AZURE_STORAGE_KEY: /AccountKey=([^;]+)/.exec(connection)?.[1],
      PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      PULUMI_HOME: pulumiHome,
      PULUMI_CONFIG_PASSPHRASE: "of the test",
      RUNNER_TEMP: folder,
      GITHUB_ENV: join(folder, "github-env"),
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://${loopback}:${port}/token?version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "who-asks",
      CLIENT: "the-client",
      TENANT: "the-tenant",
      STACK: stack,
      PLACE: `azblob://${backups}/plumbline?storage_account=elsewhere`,
      KEYS: randomBytes(32).toString("hex"),
    };
    await deployState(stack, folder, { ...env, PULUMI_BACKEND_URL: backend });
    deployed = await blobs("state");
  });

  after(async () => {
    await new Promise((resolve) => tokens.close(resolve));
    await target.stop();
  });

  /** Every blob of a container, as it is. */
  async function blobs(container: string): Promise<string[]> {
    const all = await Array.fromAsync(service.getContainerClient(container).listBlobsFlat());
    return all.map(({ name, properties }) => `${name} ${properties.etag}`).sort();
  }

  const foldersOfBackups = async (depth: number) =>
    (await blobs(backups)).map((name) => name.split("/").slice(0, depth).join("/"));

  const run = (script: string, change: NodeJS.ProcessEnv = {}) =>
    runInShell(script, { cwd: projectRoot, env: { ...env, ...change } });

  it("ask GitHub for a token for Entra, which nobody else can read", async () => {
    const { exitCode, stderr } = await run(token.run);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(asked, ["Bearer who-asks /token?version=2&audience=api%3A%2F%2FAzureADTokenExchange"]);
    const file = join(folder, "id");
    assert.equal(readFileSync(file, "utf8").trim(), "a-token-of-the-run");
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.ok(!existsSync(join(folder, "token.json")));
    assert.deepEqual(readFileSync(join(folder, "github-env"), "utf8").trim().split("\n"), [
      "AZURE_CLIENT_ID=the-client",
      "AZURE_TENANT_ID=the-tenant",
      `AZURE_FEDERATED_TOKEN_FILE=${file}`,
    ]);
  });

  it("fail where there is no token", async () => {
    const { exitCode } = await run(token.run, { ACTIONS_ID_TOKEN_REQUEST_URL: `http://${loopback}:1/?a=b` });
    assert.notEqual(exitCode, 0);
  });

  it("find the state of the stack", async () => {
    const { exitCode, stderr } = await run(find.run);
    assert.equal(exitCode, 0, stderr);
    const file = join(folder, "backend.sh");
    const found = /'azblob:\/\/state\?storage_account=prodstate[0-9a-f]{8}'/;
    assert.match(readFileSync(file, "utf8"), found);
    writeFileSync(file, readFileSync(file, "utf8").replace(found, `'${backend}'`));
  });

  it("back up the state and the list of secrets, and write nothing where the state is", async () => {
    const { exitCode, stderr } = await run(backup.run);
    assert.equal(exitCode, 0, stderr);
    const [state, secrets] = ["state", "secrets"].map((kind) => `plumbline/yearly/${kind}/${stack}`);
    assert.deepEqual(await foldersOfBackups(4), [secrets, secrets, state, state]);
    assert.deepEqual(await blobs("state"), deployed);
  });

  it("drill both, secrets decrypted, and leave receipts", async () => {
    const { exitCode, stdout, stderr } = await run(drill.run);
    assert.equal(exitCode, 0, stderr);
    const receipts = stdout.split("\n").map((line) => receiptSchema.parse(JSON.parse(line)));
    assert.deepEqual(
      receipts.map(({ kind, instance, verdict }) => [kind, instance, verdict]),
      [
        ["state", stack, "passed"],
        ["secrets", stack, "passed"],
      ],
    );
    assert.deepEqual(await blobs("state"), deployed);
  });

  it("does the same by the recipe for GitLab, whose token is where Azure's libraries look", async () => {
    const before = (await blobs(backups)).length;
    const script = backupRecipe.script
      .join("\n")
      .replace("> .state-backend", "> /dev/null")
      .replace(". ./.state-backend", `. ${join(folder, "backend.sh")}`)
      .replace(/^curl .*$/m, "true");
    const variables = Object.entries({ ...backupRecipe.variables, ...azureRecipe.variables }).map(
      ([name, value]): [string, string] => [name, value.replace("$CI_PROJECT_DIR", folder)],
    );
    const { exitCode, stderr } = await run(script, {
      ...Object.fromEntries(variables.filter(([name]) => name.endsWith("_TOKEN_FILE"))),
      STATE_BACKUP_PLACE: env["PLACE"],
      STATE_BACKUP_KEYS: join(folder, "keys"),
      STATE_BACKUP_ID: "a-token-of-gitlab",
      BACKUP_COMMAND: "drill",
    });
    assert.equal(exitCode, 0, stderr);
    assert.equal((await blobs(backups)).length, before + 2);
    assert.equal(readFileSync(join(folder, ".state-backup-id"), "utf8"), "a-token-of-gitlab");
  });

  it("fail where the secrets of the state cannot be decrypted", async () => {
    const { exitCode, stderr } = await run(drill.run, { PULUMI_CONFIG_PASSPHRASE: "another" });
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /the drill failed: .*incorrect passphrase/);
  });
});
