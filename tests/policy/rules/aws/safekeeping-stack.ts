import { stack } from "../../lib/stack-cases.ts";

const arn = "arn:aws:rds:us-east-1:012345678901:cluster:orders";
const backups = stack([
  { type: "aws:rds/cluster:Cluster", name: "orders", props: { clusterIdentifier: "orders" } },
  { type: "aws:backup/restoreTestingPlan:RestoreTestingPlan", name: "plan", props: { name: "prod_shop" } },
  { type: "aws:backup/vault:Vault", name: "vault", props: { name: "prod-shop", kmsKeyArn: "arn:aws:kms:key" } },
  {
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    name: "lock",
    props: { backupVaultName: "prod-shop", minRetentionDays: 30, changeableForDays: 7 },
    refs: { backupVaultName: ["vault"] },
  },
  {
    type: "aws:backup/selection:Selection",
    name: "stores",
    props: { resources: [arn] },
    refs: { resources: ["orders"] },
  },
  {
    type: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
    name: "test",
    props: { protectedResourceArns: [arn] },
    refs: { protectedResourceArns: ["orders"], restoreTestingPlanName: ["plan"] },
  },
]);
const test = "aws:backup/restoreTestingSelection:RestoreTestingSelection";

const secrets = stack([
  { type: "aws:secretsmanager/secret:Secret", name: "owner", props: { name: "prod-orders-owner" } },
  {
    type: "aws:secretsmanager/secretRotation:SecretRotation",
    name: "rotation",
    props: { rotationRules: { automaticallyAfterDays: 30 } },
    refs: { secretId: ["owner"] },
  },
]);
const replaceable = stack([
  { type: "random:index/randomBytes:RandomBytes", name: "value", props: { length: 32, keepers: { version: "3" } } },
  { type: "aws:secretsmanager/secret:Secret", name: "owner", props: { name: "prod-orders-owner" } },
  {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    name: "version",
    props: { secretString: "made of the value" },
    refs: { secretId: ["owner"], secretString: ["value"] },
  },
]);
const rules = (rotationRules: Readonly<Record<string, string | number>>) => ({
  rotation: { props: { "/rotationRules": { ...rotationRules } } },
});

const whoGaveIt = "its values are given by people, who have them replaced where they got them";

export default {
  "aws-backup-vault-locked": [
    backups("locked", {}),
    backups("by its name, and not by a reference", { lock: { set: { refs: {} } } }),
    backups("no lock", { lock: "removed" }, [
      "vault: aws:backup/vaultLockConfiguration:VaultLockConfiguration: expected one of this vault, found nothing",
    ]),
    backups("a lock that may be lifted", { lock: { props: { "/changeableForDays": undefined } } }, [
      "lock: changeableForDays: expected days after which the lock is for good, found nothing",
    ]),
    backups("a day", { lock: { props: { "/minRetentionDays": 1 } } }, [
      "lock: minRetentionDays: expected 30 or more, found 1; write 30",
    ]),
    backups("no key", { vault: { props: { "/kmsKeyArn": undefined } } }, [
      "vault: kmsKeyArn: expected the ARN of a key of ours, found nothing",
    ]),
  ],
  "aws-backup-restore-testing": [
    backups("restored", {}),
    backups("by its ARN, and not by a reference", { stores: { set: { refs: {} } } }),
    backups("all of a kind", {
      stores: { set: { refs: {} } },
      test: { props: { "/protectedResourceArns": ["*"] } },
    }),
    backups("in no plan", { test: { set: { refs: { protectedResourceArns: ["orders"] } } } }, [
      `stores: ${test}: expected one of orders, which this selection saves, found nothing`,
    ]),
    backups("never restored", { test: "removed" }, [
      `stores: ${test}: expected one of orders, which this selection saves, found nothing`,
    ]),
    backups(
      "another one restored",
      { stores: { set: { refs: {} } }, test: { props: { "/protectedResourceArns": [] } } },
      [`stores: ${test}: expected one of ${arn}, which this selection saves, found nothing`],
    ),
  ],
  "aws-secret-rotation": [
    secrets("each month", {}),
    secrets("by a rate", rules({ scheduleExpression: "rate(60 days)" })),
    secrets("by the calendar", rules({ scheduleExpression: "cron(0 2 1 * ? *)" })),
    secrets("never", { rotation: "removed" }, [
      "owner: aws:secretsmanager/secretRotation:SecretRotation: expected one of this secret, found nothing",
    ]),
    secrets("given by people", { owner: { props: { "/tags": { values: "given" } } }, rotation: "removed" }, [], {
      notApplicable: whoGaveIt,
    }),
    secrets("each year", rules({ automaticallyAfterDays: 365 }), [
      "rotation: rotationRules.automaticallyAfterDays: expected 90 or less, found 365; write 90",
    ]),
    secrets("by a slow rate", rules({ scheduleExpression: "rate(180 days)" }), [
      'rotation: rotationRules.automaticallyAfterDays: expected 90 or less, found "180"; write 90',
    ]),
    secrets("no rule", rules({}), [
      "rotation: rotationRules.automaticallyAfterDays: expected 90 or less, found nothing; write 90",
    ]),
  ],
  "aws-secret-replaceable": [
    replaceable("made of a random value", {}),
    secrets("rotated by itself", {}),
    replaceable("no value of the program", { version: "removed" }, [
      "owner: aws:secretsmanager/secretVersion:SecretVersion: expected one of this secret, made of a random value, found nothing",
    ]),
    replaceable("given by people", { owner: { props: { "/tags": { values: "given" } } }, version: "removed" }, [], {
      notApplicable: whoGaveIt,
    }),
    replaceable("a value that somebody wrote down", { version: { set: { refs: { secretId: ["owner"] } } } }, [
      "version: secretString: expected a value made of a random one, found another one",
    ]),
    replaceable("a random value that stays", { value: { props: { "/keepers": undefined } } }, [
      "value: keepers: expected a version, found nothing",
    ]),
  ],
};
