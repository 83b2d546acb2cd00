import { ComponentResource } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { awsPostgres } from "../../../../components/postgres/aws.ts";
import type { PostgresOutputs } from "../../../../components/postgres/spec.ts";
import { setupScript } from "../../../../components/postgres/owner-setup.ts";
import { type PostgresArgs, resolvePostgres } from "../../../../components/postgres/spec.ts";
import { awsPeer, awsPlace, inputsOf, policyOf, renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { fullArgs } from "./fixture.ts";

const peers = [awsPeer("us-west-2", "replica")];
const args = (): PostgresArgs => ({ ...fullArgs(), passwordKeys: ["db-password"], otherSecrets: { "api-key": 2 } });
const spec = () => resolvePostgres("shop-db", args());
const built: PostgresOutputs[] = [];
const prod = await renderAws((opts) => {
  built.push(
    awsPostgres(new ComponentResource("test:index:Store", "shop-db", {}, opts), "shop-db", spec(), awsPlace({ peers })),
  );
});
const spot = (path: string) => resource(prod, "ExternalSecret", path).inputs;
const ownerArn = "arn:aws:secretsmanager:us-east-1:012345678901:secret:prod-shop-shop-db-secret-a1b2c3";

describe("the owner of a database on AWS", () => {
  it("has its credential in Secrets Manager, with copies in the other regions that their clusters may read", () => {
    const secret = inputsOf(prod, "secretsmanager:Secret", "shop-db-owner");
    assert.deepEqual([secret.name, secret.recoveryWindowInDays], ["prod-shop-shop-db-secret", 30]);
    assert.deepEqual(secret.replicas, [
      { region: "us-west-2", kmsKeyId: "arn:aws:kms:us-west-2:012345678901:key/secrets" },
    ]);
    assert.equal(inputsOf(prod, "secretsmanager:SecretVersion", "shop-db-owner-version").secretStringWo, secretMarker);
    const policy = policyOf(inputsOf(prod, "secretsmanager:SecretPolicy", "shop-db-owner-readers"));
    assert.deepEqual(at(policy, "Statement", 0, "Principal"), {
      AWS: ["arn:aws:iam::012345678901:role/secrets-reader", "arn:aws:iam::012345678901:role/secrets-reader-us-west-2"],
    });
  });

  it("has the Secret in the cluster that it has without AWS: name, type and keys", () => {
    const copy = spot("shop-db-owner-copy");
    assert.deepEqual([at(copy, "metadata", "namespace"), at(copy, "metadata", "name")], ["shop", "shop-db-secret"]);
    assert.equal(at(copy, "spec", "target", "template", "type"), "kubernetes.io/basic-auth");
    const keys = ["password", "username", "db-password", "api-key"];
    assert.deepEqual(
      list(at(copy, "spec", "data")),
      keys.map((key) => ({ secretKey: key, remoteRef: { key: "prod-shop-shop-db-secret", property: key } })),
    );
    assert.deepEqual(built[0]?.auth.keys, keys);
    assert.deepEqual(at(copy, "spec", "secretStoreRef"), { kind: "ClusterSecretStore", name: "cloud-secrets" });
  });

  it("is made by a job that signs in as the administrator, by verified TLS", () => {
    const job = resource(prod, "Job", "shop-db-setup").inputs;
    const container = list(at(job, "spec", "template", "spec", "containers"))[0];
    assert.deepEqual(at(container, "command"), ["psql", "--no-psqlrc", "--quiet", "--file", "/scripts/setup.sql"]);
    const env = Object.fromEntries(
      list(at(container, "env")).map((entry) => [
        String(at(entry, "name")),
        at(entry, "value") ?? at(entry, "valueFrom", "secretKeyRef"),
      ]),
    );
    const from = (key: string) => ({ name: "db-setup-3", key });
    assert.deepEqual([env.PGUSER, env.PGPASSWORD, env.OWNER_PASSWORD], [from("user"), from("password"), from("owner")]);
    assert.deepEqual([env.PGSSLMODE, env.PGSSLROOTCERT], ["verify-full", "/secrets/authority/ca.crt"]);
    assert.equal(env.PGHOST, "prod-shop-db.cluster-a1b2c3.us-east-1.rds.amazonaws.com");
    const remote = list(at(spot("shop-db-setup-credentials"), "spec", "data")).map((each) => at(each, "remoteRef"));
    assert.deepEqual(remote, [
      { key: "prod-shop-db-administrator", property: "username" },
      { key: "prod-shop-db-administrator", property: "password" },
      { key: "prod-shop-shop-db-secret", property: "password" },
    ]);
  });

  it("gets role, database and extensions by a script that can run again", () => {
    assert.equal(
      setupScript(spec()),
      `-- Version 3 of the password.
\\set ON_ERROR_STOP on
\\getenv password OWNER_PASSWORD
SELECT 'CREATE ROLE "shop"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop') \\gexec
ALTER ROLE "shop" LOGIN PASSWORD :'password';
GRANT "shop" TO CURRENT_USER;
SELECT 'CREATE DATABASE "shop_data" OWNER "shop" ENCODING ''UTF8'' TEMPLATE template0'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'shop_data') \\gexec
REVOKE ALL ON DATABASE "shop_data" FROM PUBLIC;
\\connect "shop_data"
CREATE EXTENSION IF NOT EXISTS "pg_stat_statements";
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS "postgis";
`,
    );
  });

  it("is whom the pooler signs in as, by TLS, with the one secret and the one key", () => {
    const proxy = inputsOf(prod, "rds:Proxy", "shop-db-proxy");
    assert.equal(proxy.requireTls, true);
    assert.deepEqual(proxy.auths, [
      {
        authScheme: "SECRETS",
        secretArn: ownerArn,
        iamAuth: "DISABLED",
        clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
      },
    ]);
    const statements = list(at(policyOf(inputsOf(prod, "iam:RolePolicy", "shop-db-proxy-role-policy")), "Statement"));
    assert.deepEqual(
      statements.map((statement) => [at(statement, "Action"), at(statement, "Resource")]),
      [
        [["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], [ownerArn]],
        [["kms:Decrypt"], ["arn:aws:kms:us-east-1:012345678901:key/secrets"]],
      ],
    );
    // Two poolers of 100 connections, of 500.
    assert.deepEqual(inputsOf(prod, "rds:ProxyDefaultTargetGroup", "shop-db-proxy-pool").connectionPoolConfig, {
      maxConnectionsPercent: 40,
      maxIdleConnectionsPercent: 20,
      connectionBorrowTimeout: 120,
    });
    assert.equal(inputsOf(prod, "rds:ProxyEndpoint", "shop-db-proxy-readers").targetRole, "READ_ONLY");
  });
});
