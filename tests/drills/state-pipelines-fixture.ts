import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { z } from "zod";
import { enginePath } from "../../sandbox/lib/engine.ts";
import { at } from "../lib/json.ts";
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

const perCloud = {
  parallel: z.strictObject({ matrix: z.tuple([z.strictObject({ STACK: z.array(z.string()) })]) }),
  id_tokens: z.record(z.string(), z.strictObject({ aud: z.string() })),
  variables: z.record(z.string(), z.string()),
};
const recipes = z
  .looseObject({
    "state-backup": z.looseObject({
      ...perCloud,
      rules: z.array(z.strictObject({ if: z.string(), variables: z.strictObject({ BACKUP_COMMAND: z.string() }) })),
      script: z.array(z.string()),
    }),
    "state-backup-azure": z.strictObject({ ...perCloud, extends: z.literal("state-backup") }),
  })
  .parse(parse(textOf(gitlabFile)));

/** The same as a job of GitLab. */
export const backupRecipe = recipes["state-backup"];

/** What that job has otherwise on Azure; variables come besides those of the other one. */
export const azureRecipe = recipes["state-backup-azure"];

/** @throws AssertionError when the workflow has no such step that runs something */
export function backupStep(name: string) {
  const found = backupJob.steps.find((each) => each.name === name);
  assert.ok(found?.run, `there is no step ${name}`);
  return { run: found.run, if: found.if };
}

/** What of a stack's secrets is written into its state, and which field of the stack's file it comes from. */
interface SecretsOfState {
  readonly type: "cloud" | "passphrase";
  readonly field: "encryptedkey" | "encryptionsalt";
  readonly from: "encryptedkey" | "salt";
  /** Address of the key of a cloud. */
  readonly url?: string;
}

const byKey = { type: "cloud", field: "encryptedkey", from: "encryptedkey" } as const;
const byPassphrase: SecretsOfState = { type: "passphrase", field: "encryptionsalt", from: "salt" };

/**
 * Makes a stack with a secret in its state, by the real engine.
 *
 * @param env has `PULUMI_BACKEND_URL`
 * @param provider address of the key of a cloud @default - a passphrase, which `env` has
 */
export async function deployState(stack: string, folder: string, env: NodeJS.ProcessEnv, provider?: string) {
  const cwd = join(folder, "project");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "Pulumi.yaml"), JSON.stringify({ name: "plumbline", runtime: "nodejs" }));
  const pulumi = (...args: string[]) => execa(enginePath, [...args, "--non-interactive"], { cwd, env });
  await pulumi("stack", "init", stack, ...(provider === undefined ? [] : ["--secrets-provider", provider]));
  const made: unknown = parse(readFileSync(join(cwd, `Pulumi.${stack}.yaml`), "utf8"));
  const { type, field, from, url } = provider === undefined ? byPassphrase : { ...byKey, url: provider };
  const urn = (of: string, name: string) => `urn:pulumi:${stack}::plumbline::${of}::${name}`;
  const value = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hidden"' };
  const resources = [
    { urn: urn("pulumi:pulumi:Stack", `plumbline-${stack}`), type: "pulumi:pulumi:Stack", custom: false },
    {
      urn: urn("kubernetes:core/v1:Secret", "auth"),
      type: "kubernetes:core/v1:Secret",
      custom: false,
      inputs: { metadata: { name: "auth", namespace: "shop" }, data: { user: value } },
    },
  ];
  const manifest = { time: "2026-01-31T02:00:00Z", magic: "", version: "" };
  const state = { ...(url !== undefined && { url }), [from]: at(made, field) };
  const deployment = { manifest, secrets_providers: { type, state }, resources };
  const file = join(folder, "state.json");
  writeFileSync(file, JSON.stringify({ version: 3, deployment }));
  await pulumi("stack", "import", "--stack", stack, "--file", file);
  rmSync(file);
}

/** A program of the pipeline's machine. */
export function machineProgram(folder: string, name: string, lines: string): void {
  const file = join(folder, "bin", name);
  writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
}
