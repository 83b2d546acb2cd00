import assert from "node:assert/strict";
import { at } from "../lib/json.ts";
import { pinnedAction, textOf, gitlabFile, usesIn, workflowFaults } from "../lib/pipelines.ts";
import {
  azureRecipe,
  backupJob as job,
  backupRecipe as recipe,
  backupStep,
  backupsFile as github,
  backupWorkflow as workflow,
} from "./state-pipelines-fixture.ts";

/** Names of what somebody could carry away: of a token of the run, there is the path of a file alone. */
const credentials =
  /ACCESS_KEY|SESSION_TOKEN|ARM_|AZURE_(?!(CLIENT_ID|TENANT_ID|FEDERATED_TOKEN_FILE)\b)|GOOGLE_|KUBECONFIG|PASSWORD|PASSPHRASE/i;

describe("the pipelines that back up the state", () => {
  it("do so each day for the stacks that a team shares, and drill on Sundays", () => {
    const [daily, weekly] = workflow.on.schedule.map(({ cron }) => cron);
    assert.deepEqual([daily, weekly, workflow.on.schedule.length], ["0 2 * * *", "30 4 * * 0", 2]);
    // Each one's own, and both when somebody asks.
    assert.equal(backupStep("Back up the state and the list of secrets").if, `github.event.schedule != '${weekly}'`);
    assert.equal(backupStep("Drill the newest backups").if, `github.event.schedule != '${daily}'`);
    assert.deepEqual(job.strategy.matrix.stack, ["staging", "prod", "prod-azure"]);
    assert.deepEqual(recipe.parallel.matrix[0].STACK, ["staging", "prod"]);
    assert.deepEqual(azureRecipe.parallel.matrix[0].STACK, ["prod-azure"]);
    assert.deepEqual(
      recipe.rules.map(({ if: condition, variables }) => [condition.split("&& ")[1], variables.BACKUP_COMMAND]),
      [
        ['$STATE_BACKUP == "daily"', "backup"],
        ['$STATE_BACKUP == "drill"', "drill"],
      ],
    );
  });

  it("are who they are by a token of the run alone: no credentials of a cloud are stored", () => {
    assert.deepEqual(workflow.permissions, { "id-token": "write", contents: "read" });
    assert.deepEqual(recipe.id_tokens, { STATE_BACKUP_ID: { aud: "sts.amazonaws.com" } });
    assert.deepEqual(azureRecipe.id_tokens, { STATE_BACKUP_ID: { aud: "api://AzureADTokenExchange" } });
    const { AZURE_FEDERATED_TOKEN_FILE: azure, ...others } = azureRecipe.variables;
    assert.equal(azure, recipe.variables["AWS_WEB_IDENTITY_TOKEN_FILE"]);
    assert.deepEqual(others, { AZURE_CLIENT_ID: "$STATE_BACKUP_CLIENT", AZURE_TENANT_ID: "$STATE_BACKUP_TENANT" });
    const secrets = [...new Set([...textOf(github).matchAll(/secrets\.(\w+)/g)].map(([, name]) => name))];
    assert.deepEqual(secrets.sort(), ["STATE_BACKUP_HEARTBEAT", "STATE_BACKUP_KEYS", "STATE_DRILL_HEARTBEAT"]);
    for (const file of [github, gitlabFile]) {
      assert.doesNotMatch(textOf(file), credentials);
      assert.doesNotMatch(textOf(file), /[0-9a-f]{64}/);
    }
    assert.equal(job.environment, "state-backup-${{ matrix.stack }}");
  });

  it("ask each cloud by its own token, and no cloud for another's stack", () => {
    const steps = job.steps.filter(({ if: condition }) => condition?.startsWith("matrix."));
    assert.deepEqual(
      steps.map(({ name, uses, if: condition }) => [name ?? uses?.split("@")[0], condition]),
      [
        ["aws-actions/configure-aws-credentials", "matrix.stack != 'prod-azure'"],
        ["Ask for a token that Entra takes", "matrix.stack == 'prod-azure'"],
      ],
    );
  });

  it("may delete nothing on Azure, by the role that they have for backups", () => {
    const role: unknown = JSON.parse(textOf("examples/pipelines/state-backup-role-azure.json"));
    const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
    assert.deepEqual(at(role, "DataActions"), [`${blobs}/read`, `${blobs}/write`, `${blobs}/add/action`]);
    assert.deepEqual(at(role, "Actions"), []);
  });

  it("take others' actions by commit, with the version that it is", () => {
    const used = usesIn(github);
    assert.equal(used.length, job.steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of used) assert.match(line, pinnedAction);
  });

  it("are right for actionlint, which finds what is not", async () => {
    assert.equal(await workflowFaults(github, textOf(github)), "");
    const wrong = await workflowFaults(github, textOf(github).replace("id-token: write", "id-token: wirte"));
    assert.match(wrong, /"wirte" is invalid as permission of scope "id-token"/);
  });
});
