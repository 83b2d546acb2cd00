import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { partitionScript } from "../../systems/onboarding-history.ts";
import { dependencies, resource, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { changedGraph, data, graph, object, settings, spec, taskJob } from "./onboarding-fixture.ts";

const authority = "/etc/onboarding/authorities/postgres/ca.crt";
const writer = "postgres-rw.onboarding.svc.cluster.local";
const containerOf = (rendered: Rendered, component: string) =>
  record(at(taskJob(rendered, component).body, "spec", "template", "spec", "containers", 0));
const variables = (container: unknown): Record<string, unknown> =>
  Object.fromEntries(
    list(at(container, "env")).map((variable): [string, unknown] => [
      String(at(variable, "name")),
      at(variable, "value") ?? at(variable, "valueFrom", "secretKeyRef"),
    ]),
  );
const password = { name: "onboarding-db-secret", key: "password" };

describe("the migration of onboarding", () => {
  for (const stack of stacks) {
    it(`is Flyway in ${stack}: migrate and then validate, straight at the server, by Flyway's own variables`, async () => {
      const rendered = await graph(stack);
      const container = containerOf(rendered, "migration");
      assert.deepEqual(container.command, ["flyway", "migrate", "validate"]);
      assert.match(
        String(container.image),
        /^registry\.example\.com\/onboarding\/onboarding-workflow-migration:1\.0\.0@sha256:[0-9a-f]{64}$/,
      );
      const { ENGINE_DIGEST: digest, ...others } = variables(container);
      assert.deepEqual(others, {
        FLYWAY_URL: `jdbc:postgresql://${writer}:5432/onboarding_workflow?sslmode=verify-full&sslrootcert=${authority}`,
        FLYWAY_USER: "onboarding",
        FLYWAY_PASSWORD: password,
        REDGATE_DISABLE_TELEMETRY: "true",
      });
      assert.equal(digest, at(await settings(stack), "images", "engine", "digest"));
    });
  }

  it("comes after the network and the database, and before everything that needs the schema", async () => {
    const rendered = await graph("prod");
    const after = (type: string, name: string) => dependencies(resource(rendered, type, name));
    assert.deepEqual(await after("Preparation", "onboarding-migration"), ["onboarding-network", "onboarding-postgres"]);
    assert.deepEqual(await after("Preparation", "onboarding-history-partitions"), ["onboarding-migration"]);
    const engine = await after("Workload", "onboarding-onboarding-workflow");
    assert.ok(engine.includes("onboarding-history-partitions"));
  });

  it("runs again for another image of the engine or of the migrations, and only then", async () => {
    const name = (rendered: Rendered) => taskJob(rendered, "migration").name;
    const before = name(await graph("prod"));
    assert.match(before, /^migration-[0-9a-f]{10}$/);
    const { images } = await settings("prod");
    for (const which of ["engine", "migration"]) {
      const image = { ...record(at(images, which)), digest: `sha256:${"5".repeat(64)}` };
      const changed = await changedGraph("prod", { images: { ...record(images), [which]: image } });
      assert.notEqual(name(changed), before, which);
    }
    assert.equal(name(await changedGraph("prod", { workflowTimeoutSeconds: 900, minReplicas: 4 })), before);
  });
});

describe("the months of onboarding's history", () => {
  for (const stack of stacks) {
    it(`are made in ${stack} before the engine starts, and again each month`, async () => {
      const rendered = await graph(stack);
      const job = taskJob(rendered, "history-partitions");
      assert.match(job.name, /^history-partitions-[0-9a-f]{10}$/);
      const again = spec(rendered, "CronJob", "history-partitions");
      assert.deepEqual(
        [at(again, "schedule"), at(again, "timeZone"), at(again, "concurrencyPolicy")],
        ["17 3 1 * *", "Etc/UTC", "Forbid"],
      );
      assert.deepEqual(at(again, "jobTemplate", "spec"), job.body.spec);
    });
  }

  it("are made by the owner's role with a script that stops at the first error", async () => {
    const rendered = await graph("prod");
    const container = containerOf(rendered, "history-partitions");
    assert.match(String(container.image), /\/postgresql:18\.[0-9]+[^@]*@sha256:[0-9a-f]{64}$/);
    assert.deepEqual(container.command, [
      "psql",
      "--no-psqlrc",
      "--set=ON_ERROR_STOP=1",
      "--file=/etc/onboarding/sql/partitions.sql",
    ]);
    assert.deepEqual(variables(container), {
      PGHOST: writer,
      PGPORT: "5432",
      PGDATABASE: "onboarding_workflow",
      PGUSER: "onboarding",
      PGPASSWORD: password,
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: authority,
    });
    assert.deepEqual(data(rendered, "ConfigMap", "history-partitions"), { "partitions.sql": partitionScript });
  });

  it("are watched: late ones, and rows that have no month", async () => {
    const rendered = await graph("prod");
    const [group] = list(at(spec(rendered, "PrometheusRule", "onboarding"), "groups"));
    assert.deepEqual(
      list(at(group, "rules")).map((rule) => [at(rule, "alert"), at(rule, "for"), at(rule, "labels", "severity")]),
      [
        ["HistoryPartitionsLate", "3600s", "warning"],
        ["HistoryRowsWithoutMonth", "300s", "warning"],
      ],
    );
    const queries = String(at(data(rendered, "ConfigMap", "postgres-queries"), "queries.yaml"));
    assert.match(queries, /^counted_tables:$/m);
    assert.match(queries, /WHERE relname IN \('onboarding_history_default'\)$/m);
  });

  it("and the migration run restricted, as the engine's user, and end in time", async () => {
    const rendered = await graph("prod");
    for (const component of ["migration", "history-partitions"]) {
      const job = taskJob(rendered, component).body;
      assert.deepEqual([at(job, "spec", "activeDeadlineSeconds"), at(job, "spec", "backoffLimit")], [1200, 6]);
      assert.equal(at(job, "spec", "template", "spec", "securityContext", "runAsUser"), 1000);
      assert.equal(at(containerOf(rendered, component), "securityContext", "readOnlyRootFilesystem"), true);
      assert.equal(object(rendered, "ServiceAccount", component).body.automountServiceAccountToken, false);
    }
  });
});
