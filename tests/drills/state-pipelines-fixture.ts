import assert from "node:assert/strict";
import { parse } from "yaml";
import { z } from "zod";
import { gitlabFile, stepSchema, textOf } from "../lib/pipelines.ts";

export const backupsFile = ".github/workflows/backups.yaml";

/** The workflow of GitHub Actions that backs up the state. */
export const backupWorkflow = z
  .looseObject({
    on: z.strictObject({ schedule: z.array(z.strictObject({ cron: z.string() })), workflow_dispatch: z.null() }),
    permissions: z.record(z.string(), z.string()),
    jobs: z.strictObject({
      state: z.looseObject({
        permissions: z.undefined().optional(),
        strategy: z.looseObject({ matrix: z.strictObject({ stack: z.array(z.string()) }) }),
        environment: z.string(),
        steps: z.array(stepSchema),
      }),
    }),
  })
  .parse(parse(textOf(backupsFile)));
export const backupJob = backupWorkflow.jobs.state;

/** The same as a job of GitLab. */
export const backupRecipe = z
  .looseObject({
    "state-backup": z.looseObject({
      parallel: z.strictObject({ matrix: z.tuple([z.strictObject({ STACK: z.array(z.string()) })]) }),
      id_tokens: z.record(z.string(), z.strictObject({ aud: z.string() })),
      rules: z.array(z.strictObject({ if: z.string(), variables: z.strictObject({ BACKUP_COMMAND: z.string() }) })),
      variables: z.record(z.string(), z.string()),
      script: z.array(z.string()),
    }),
  })
  .parse(parse(textOf(gitlabFile)))["state-backup"];

/** @throws AssertionError when the workflow has no such step that runs something */
export function backupStep(name: string) {
  const found = backupJob.steps.find((each) => each.name === name);
  assert.ok(found?.run, `there is no step ${name}`);
  return { run: found.run, if: found.if };
}
