import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Preparation, type PreparationArgs } from "../../../../components/workload/preparation.ts";
import { renderComponents } from "../../../lib/component.ts";
import { dependencies, resource } from "../../../lib/graph.ts";
import { at, record } from "../../../lib/json.ts";
import { image, least } from "./fixture.ts";

const args: PreparationArgs = {
  system: "shop",
  component: "schema",
  namespace: "shop",
  image: image("1.0.0"),
  command: ["migrate"],
  env: { URL: "db" },
  files: [{ name: "sql", mountPath: "/sql", files: { "1.sql": "create table t ()" } }],
  resources: least.resources,
};
const jobOf = async (changes: Partial<PreparationArgs> = {}) => {
  const rendered = await renderComponents((opts) => new Preparation("shop-schema", { ...args, ...changes }, opts));
  return resource(rendered, "Job", "shop-schema");
};
const nameOf = async (changes: Partial<PreparationArgs> = {}) => at((await jobOf(changes)).inputs, "metadata", "name");

describe("a preparation", () => {
  it("is another Job when its image, command, variables or files change, and the same otherwise", async () => {
    const name = await nameOf();
    assert.match(String(name), /^schema-[0-9a-f]{10}$/);
    assert.equal(await nameOf({ deadlineSeconds: 60 }), name);
    assert.equal(await nameOf({ env: { URL: pulumi.output("db") } }), name);
    const others = await Promise.all([
      nameOf({ image: image("1.0.1") }),
      nameOf({ command: ["migrate", "-v"] }),
      nameOf({ env: { URL: pulumi.output("db2") } }),
      nameOf({ files: [{ name: "sql", mountPath: "/sql", files: { "1.sql": "create table u ()" } }] }),
    ]);
    assert.equal(new Set([name, ...others]).size, 5);
  });

  it("runs the image's own entry point where it names no command", async () => {
    const command = async (changes: Partial<PreparationArgs>) =>
      at((await jobOf(changes)).inputs, "spec", "template", "spec", "containers", 0, "command");
    assert.deepEqual(await command({}), ["migrate"]);
    assert.equal(await command({ command: undefined }), undefined);
  });

  it("ends: three more tries, ten minutes, and no pod that starts over by itself", async () => {
    const job = await jobOf();
    assert.equal(at(job.inputs, "spec", "backoffLimit"), 3);
    assert.equal(at(job.inputs, "spec", "activeDeadlineSeconds"), 600);
    assert.equal(at(job.inputs, "spec", "template", "spec", "restartPolicy"), "Never");
    assert.deepEqual(await dependencies(job), ["shop-schema-sql"]);
    assert.equal(at((await jobOf({ retries: 6 })).inputs, "spec", "backoffLimit"), 6);
  });

  it("does the same again by a schedule, one run at a time, after the first has succeeded", async () => {
    const repeat = "17 3 1 * *";
    const rendered = await renderComponents((opts) => new Preparation("shop-schema", { ...args, repeat }, opts));
    const [job, again] = [
      resource(rendered, "Job", "shop-schema"),
      resource(rendered, "CronJob", "shop-schema-repeat"),
    ];
    const { name, ...metadata } = record(again.inputs.metadata);
    assert.deepEqual([name, metadata], ["schema", { namespace: "shop", labels: at(job.inputs, "metadata", "labels") }]);
    const { jobTemplate, ...rest } = record(again.inputs.spec);
    assert.deepEqual(rest, {
      schedule: repeat,
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
    assert.deepEqual(at(jobTemplate, "spec"), job.inputs.spec);
    assert.deepEqual(await dependencies(again), ["shop-schema"]);
    assert.deepEqual(
      (await renderComponents((opts) => new Preparation("shop-schema", args, opts))).resources.filter(({ type }) =>
        type.endsWith(":CronJob"),
      ),
      [],
    );
  });

  for (const repeat of ["monthly", "0 0 2 * * *", "17 3 1 *", ""]) {
    it(`refuses the schedule ${JSON.stringify(repeat)} with one line`, async () => {
      await assert.rejects(jobOf({ repeat }), {
        message: `preparation shop-schema: repeat: expected five fields, minutes first, got ${JSON.stringify(repeat)}`,
      });
    });
  }
});
