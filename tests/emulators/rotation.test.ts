import {
  CreateReplicationGroupCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
} from "@aws-sdk/client-elasticache";
import { CreateDBClusterCommand, RDSClient } from "@aws-sdk/client-rds";
import { execa } from "execa";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { MongoClient } from "mongodb";
import { FerretServer } from "../../cli/lib/drill/mongo/ferret.ts";
import { databaseName, ownerName, PostgresServer } from "../../cli/lib/drill/postgres/server.ts";
import { rotationProgram } from "../../components/secret-store/rotation-program.ts";
import type { SecretKeeper } from "../../functions/rotation/keeper.ts";
import { administrator } from "../../functions/rotation/kinds/administrator.ts";
import { cache } from "../../functions/rotation/kinds/cache.ts";
import { documentUser } from "../../functions/rotation/kinds/document-user.ts";
import { postgresUser } from "../../functions/rotation/kinds/postgres-user.ts";
import { value } from "../../functions/rotation/kinds/value.ts";
import { rotate, type RotationKind } from "../../functions/rotation/rotation.ts";
import { rotationTags } from "../../functions/rotation/tags.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { loopback } from "../../sandbox/lib/ports.ts";
import { ensurePostgres } from "../../sandbox/lib/postgres-programs.ts";
import { temporaryFolder } from "../sandbox/lifecycle/temporary.ts";
import { accountId } from "../lib/aws.ts";
import { Moto } from "./lib/moto.ts";
import { motoOptions, Rotations } from "./lib/rotations.ts";

describe("the rotation of secrets", () => {
  let moto: Moto;
  let secrets: Rotations;
  const options = () => motoOptions(moto.url);
  before(async () => {
    moto = await Moto.start(accountId);
    secrets = new Rotations(moto.url);
  });
  after(() => moto.stop());

  it("makes new values for all entries but those that are kept, the same for entries that were the same", async () => {
    const before = {
      username: "shop",
      password: "a".repeat(64),
      "database-password": "a".repeat(64),
      key: "b".repeat(64),
    };
    const id = await secrets.secret(before, { [rotationTags.kept]: "username" });
    await secrets.rotation(id, value);
    const { username, password = "", key = "", ...others } = await secrets.valuesOf(id);
    assert.equal(username, "shop");
    assert.deepEqual(others, { "database-password": password });
    assert.match(password, /^[0-9a-f]{64}$/);
    assert.match(key, /^[0-9a-f]{64}$/);
    assert.equal(new Set([password, key, before.password, before.key]).size, 4);
    assert.deepEqual(await secrets.valuesOf(id, "AWSPREVIOUS"), before);
  });

  it("leaves the current value where a store cannot be told", async () => {
    const id = await secrets.secret({ password: "a".repeat(64) });
    const version = randomUUID();
    const failing: RotationKind = { ...value, test: () => Promise.reject(new Error("the store is away")) };
    await secrets.step(id, version, "createSecret", failing);
    await secrets.step(id, version, "setSecret", failing);
    await assert.rejects(secrets.step(id, version, "testSecret", failing), /the store is away/);
    assert.deepEqual(await secrets.valuesOf(id), { password: "a".repeat(64) });
  });

  it("refuses a version that is not pending, a step that nobody knows, and a secret that does not rotate", async () => {
    const id = await secrets.secret({ password: "a".repeat(64) });
    const call = (Step: string, version: string, keeper: SecretKeeper) =>
      rotate({ SecretId: id, ClientRequestToken: version, Step }, keeper, () => value);
    const version = randomUUID();
    await assert.rejects(call("createSecret", version, secrets.keeper), / has no version .* to rotate to$/);
    await assert.rejects(
      call("deleteSecret", version, secrets.begun(version)),
      /a step that is not known: deleteSecret$/,
    );
    const still: SecretKeeper = {
      ...secrets.begun(version),
      describe: async (each) => ({ ...(await secrets.begun(version).describe(each)), rotates: false }),
    };
    await assert.rejects(call("createSecret", version, still), / does not rotate$/);
    assert.deepEqual(await secrets.valuesOf(id), { password: "a".repeat(64) });
  });

  it("tells the API of RDS the administrator's password, and that of ElastiCache a cache's, which keeps the former one", async () => {
    const rds = new RDSClient(options());
    const elastiCache = new ElastiCacheClient(options());
    const told: object[] = [];
    rds.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === "ModifyDBClusterCommand") told.push(args.input);
          return next(args);
        },
      { step: "initialize" },
    );
    elastiCache.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === "ModifyReplicationGroupCommand") told.push(args.input);
          return next(args);
        },
      { step: "initialize" },
    );
    await rds.send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: "shop",
        Engine: "aurora-postgresql",
        MasterUsername: "administrator",
        MasterUserPassword: "a".repeat(64),
      }),
    );
    await elastiCache.send(
      new CreateReplicationGroupCommand({
        ReplicationGroupId: "shop-redis",
        ReplicationGroupDescription: "cache",
        Engine: "valkey",
        CacheNodeType: "cache.r7g.large",
        NumCacheClusters: 2,
        TransitEncryptionEnabled: true,
        AuthToken: "a".repeat(64),
      }),
    );
    const owner = await secrets.secret({ password: "a".repeat(64) }, { [rotationTags.store]: "shop" });
    const token = await secrets.secret({ password: "a".repeat(64) }, { [rotationTags.store]: "shop-redis" });
    await secrets.rotation(owner, administrator(rds, 0.1));
    await secrets.rotation(token, cache(elastiCache, 0.1));
    const [first, , second] = told;
    assert.deepEqual(first, {
      DBClusterIdentifier: "shop",
      MasterUserPassword: (await secrets.valuesOf(owner))["password"],
      ApplyImmediately: true,
    });
    assert.deepEqual(second, {
      ReplicationGroupId: "shop-redis",
      AuthToken: (await secrets.valuesOf(token))["password"],
      AuthTokenUpdateStrategy: "ROTATE",
      ApplyImmediately: true,
    });
    const { ReplicationGroups } = await elastiCache.send(new DescribeReplicationGroupsCommand({}));
    assert.equal(ReplicationGroups?.[0]?.AuthTokenEnabled, true);
    const lost = await secrets.secret({ password: "a".repeat(64) });
    await assert.rejects(secrets.rotation(lost, administrator(rds, 0.1)), / has no tag rotation-store$/);
  });

  it("has a user of a real PostgreSQL change the own password", async () => {
    const folder = temporaryFolder("rotation");
    chmodSync(folder, 0o711);
    const server = await PostgresServer.start(join(folder, "server"), await ensurePostgres(reportToTerminal));
    try {
      const id = await secrets.secret(
        { username: ownerName, password: server.password },
        { [rotationTags.kept]: "username" },
      );
      const kind = postgresUser(() => Promise.resolve({ host: loopback, port: server.port, authorities: undefined }));
      await secrets.rotation(id, kind);
      const signIn = async (password: string) => {
        const connection = new pg.Client({
          host: loopback,
          port: server.port,
          user: ownerName,
          password,
          database: databaseName,
        });
        try {
          await connection.connect();
          await connection.query("SELECT 1");
          return "in";
        } catch (error) {
          return error instanceof pg.DatabaseError ? error.code : String(error);
        } finally {
          await connection.end();
        }
      };
      const { password = "" } = await secrets.valuesOf(id);
      assert.deepEqual([await signIn(password), await signIn(server.password)], ["in", "28P01"]);
      await secrets.rotation(id, kind);
      assert.deepEqual(
        [await signIn((await secrets.valuesOf(id))["password"] ?? ""), await signIn(password)],
        ["in", "28P01"],
      );
    } finally {
      await server.stop();
    }
  });

  it("has the administrator of a real document database change a user's password", async () => {
    const folder = temporaryFolder("rotation");
    const root = "root-password";
    const server = await FerretServer.start({ folder, password: root }, reportToTerminal);
    try {
      await server.with((each) => each.db("admin").command({ createUser: "shop", pwd: "first", roles: [] }));
      const id = await secrets.secret({ username: "shop", password: "first" }, { [rotationTags.kept]: "username" });
      const port = Number(new URL(server.address).port);
      const administrators = { username: "root", password: root };
      await secrets.rotation(
        id,
        documentUser(() =>
          Promise.resolve({ host: loopback, port, authorities: undefined, administrator: administrators }),
        ),
      );
      const signIn = async (password: string) => {
        const connection = new MongoClient(
          `mongodb://shop:${password}@${loopback}:${port}/?authSource=admin&directConnection=true`,
        );
        try {
          await connection.db("admin").command({ ping: 1 });
          return "in";
        } catch {
          return "refused";
        } finally {
          await connection.close();
        }
      };
      assert.deepEqual(
        [await signIn((await secrets.valuesOf(id))["password"] ?? ""), await signIn("first")],
        ["in", "refused"],
      );
    } finally {
      await server.stop();
    }
  });

  it("runs as the one file that Lambda gets, which knows a secret's kind by its tag", async () => {
    const id = await secrets.secret({ password: "a".repeat(64) }, { [rotationTags.kind]: "value" });
    const odd = await secrets.secret({ password: "a".repeat(64) }, { [rotationTags.kind]: "spell" });
    const folder = mkdtempSync(join(cacheFolder(), "rotation-"));
    writeFileSync(join(folder, "index.mjs"), rotationProgram());
    writeFileSync(join(folder, "authorities.pem"), "");
    const version = randomUUID();
    await secrets.step(id, version, "createSecret", value);
    const oddVersion = randomUUID();
    await secrets.step(odd, oddVersion, "createSecret", value);
    const run = async (SecretId: string, ClientRequestToken: string, Step: string) => {
      const event = JSON.stringify({ SecretId, ClientRequestToken, Step });
      const program = `await (await import("./index.mjs")).handler(${event})`;
      return execa(process.execPath, ["--input-type=module", "-e", program], {
        cwd: folder,
        reject: false,
        extendEnv: false,
        env: {
          AWS_ENDPOINT_URL: moto.url,
          AWS_REGION: "us-east-1",
          AWS_ACCESS_KEY_ID: "test",
          AWS_SECRET_ACCESS_KEY: "test",
        },
      });
    };
    for (const each of ["setSecret", "testSecret", "finishSecret"]) {
      const { exitCode, stdout, stderr } = await run(id, version, each);
      assert.deepEqual([exitCode, stderr], [0, ""]);
      assert.deepEqual(JSON.parse(stdout), { step: each, secret: id, version });
    }
    assert.deepEqual(await secrets.valuesOf(id, "AWSPREVIOUS"), { password: "a".repeat(64) });
    const { exitCode, stderr } = await run(odd, oddVersion, "setSecret");
    assert.equal(exitCode, 1);
    assert.match(stderr, /is of the kind spell: known are value, administrator, cache, postgres-user, document-user/);
  });
});

/** Below the project, where Node.js finds the packages that Lambda has by itself. */
function cacheFolder(): string {
  const folder = join(import.meta.dirname, "../../node_modules/.cache");
  mkdirSync(folder, { recursive: true });
  return folder;
}
