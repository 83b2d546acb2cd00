import type { RestoreTestingSelectionArgs } from "@pulumi/aws/backup/restoreTestingSelection.js";
import type { SelectionArgs } from "@pulumi/aws/backup/selection.js";
import type { VaultArgs } from "@pulumi/aws/backup/vault.js";
import type { VaultLockConfigurationArgs } from "@pulumi/aws/backup/vaultLockConfiguration.js";
import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret.js";
import type { SecretVersionArgs } from "@pulumi/aws/secretsmanager/secretVersion.js";
import type { SecretRotationArgs } from "@pulumi/aws/secretsmanager/secretRotation.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { about, atLeast, atMost, type Given, isSet } from "../../lib/demands.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { against, missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

const vault = "aws:backup/vault:Vault" as ResourceType<Given<VaultArgs>>;
const lock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration" as ResourceType<
  Given<VaultLockConfigurationArgs>
>;

/** A vault and its copy in another region have the same name. */
export const vaultLocked = stackRule({
  name: "aws-backup-vault-locked",
  severity: "high",
  level: "Mp",
  description: "A vault must be encrypted with a key of ours, and nobody must be able to empty it before its time.",
  remediationSteps:
    "Set kmsKeyArn, and make a VaultLockConfiguration of it with minRetentionDays and changeableForDays.",
  framework: fsbp("Backup.1"),
  tags: ["fsbp:Backup.1", "ckv:CKV_AWS_166"],
  requirements: ["ECO-039", "ECO-040", "FTE-019"],
  on: [vault],
  thresholds: {
    days: threshold<number>({
      description: "Days that a backup is locked at least.",
      type: "integer",
      values: { dev: 1, staging: 7, prod: 30, "prod-azure": 30 },
    }),
  },
  check: (subject: Resource<Given<VaultArgs>>, stack, { config }) =>
    allOf(
      () => isSet("kmsKeyArn", subject.props.kmsKeyArn, "the ARN of a key of ours"),
      () => {
        const locks = stack.companions(subject, lock, "backupVaultName", () => [subject.props.name]);
        if (locks.length === 0) return [missing(lock, "one of this vault")];
        return collect(locks, (one) =>
          about(one, () =>
            allOf(
              () => atLeast("minRetentionDays", one.props.minRetentionDays, config.days),
              () => isSet("changeableForDays", one.props.changeableForDays, "days after which the lock is for good"),
            ),
          ),
        );
      },
    ),
});

const selection = "aws:backup/selection:Selection" as ResourceType<Given<SelectionArgs>>;
const tests = "aws:backup/restoreTestingSelection:RestoreTestingSelection" as ResourceType<
  Given<RestoreTestingSelectionArgs>
>;

const testPlan = "aws:backup/restoreTestingPlan:RestoreTestingPlan";

/** What is saved and never restored is not known to be a backup. */
export const restoreTesting = stackRule({
  name: "aws-backup-restore-testing",
  severity: "high",
  level: "Mp",
  description: "Every store that AWS Backup saves must be restored by it from time to time.",
  remediationSteps: "Make a RestoreTestingSelection of the store, in a RestoreTestingPlan.",
  framework: guides("FTE-006"),
  tags: [],
  requirements: ["FTE-006", "ECO-041", "ECO-071"],
  on: [selection],
  check: (subject: Resource<Given<SelectionArgs>>, stack): readonly StackViolation[] => {
    const planned = ({ propertyDependencies }: Resource) =>
      propertyDependencies["restoreTestingPlanName"]?.some(({ type }) => type === testPlan) ?? false;
    const tested = stack.all(tests).filter(planned);
    const urns = tested.flatMap((each) => urnsOf(each, "protectedResourceArns"));
    const stores = subject.propertyDependencies["resources"] ?? [];
    if (stores.length > 0) {
      return stores.flatMap((store) =>
        urns.includes(store.urn) ? [] : [missing(tests, `one of ${store.name}, which this selection saves`)],
      );
    }
    const arns = tested.flatMap(({ props }) => props.protectedResourceArns ?? []);
    return collect(subject.props.resources, (arn) =>
      arns.includes(arn) || arns.includes("*") ? [] : [missing(tests, `one of ${arn}, which this selection saves`)],
    );
  },
});

const urnsOf = ({ propertyDependencies }: Resource, property: string) =>
  (propertyDependencies[property] ?? []).map(({ urn }) => urn);

const secret = "aws:secretsmanager/secret:Secret" as ResourceType<Given<SecretArgs>>;
const rotation = "aws:secretsmanager/secretRotation:SecretRotation" as ResourceType<Given<SecretRotationArgs>>;

/** The tag of secrets whose values people put there, such as another company's keys: who gave them replaces them. */
const givenByPeople = ({ props: { tags } }: Resource<Given<SecretArgs>>): boolean => tags?.["values"] === "given";
const whoGaveIt = "its values are given by people, who have them replaced where they got them";

/**
 * What a service keeps in Secrets Manager by itself, such as an administrator's password, it rotates by itself, too. For all others Secrets Manager
 * calls a function. It is advised only, as a key that something is encrypted with must not be replaced: those are changed by their version, which
 * `aws-secret-replaceable` sees to.
 */
export const secretRotation = stackRule({
  name: "aws-secret-rotation",
  severity: "medium",
  level: "A",
  description: "A secret should be replaced by itself within three months.",
  remediationSteps: "Make a SecretRotation of it, with automaticallyAfterDays of 90 or less.",
  framework: fsbp("SecretsManager.1"),
  tags: ["fsbp:SecretsManager.1", "fsbp:SecretsManager.4", "ckv:CKV2_AWS_57", "ckv:CKV_AWS_304"],
  requirements: ["FTE-017", "FTE-024"],
  on: [secret],
  thresholds: {
    days: threshold<number>({
      description: "Days after which a secret is replaced at the latest.",
      type: "integer",
      values: { dev: 90, staging: 90, prod: 90, "prod-azure": 90 },
    }),
  },
  check: (subject: Resource<Given<SecretArgs>>, stack, { config, notApplicable }) => {
    if (givenByPeople(subject)) return notApplicable(whoGaveIt);
    const rotations = stack.companions(subject, rotation, "secretId", () => [subject.props.name]);
    if (rotations.length === 0) return [missing(rotation, "one of this secret")];
    return collect(rotations, (one) => about(one, () => often(one.props, config.days)));
  },
});

function often({ rotationRules }: Given<SecretRotationArgs>, days: number): Violation[] {
  const { automaticallyAfterDays, scheduleExpression } = rotationRules ?? {};
  const rate = /^rate\((\d+) days?\)$/.exec(scheduleExpression ?? "")?.[1];
  const path = "rotationRules.automaticallyAfterDays";
  const scheduled = !automaticallyAfterDays && !rate && scheduleExpression;
  // A cron expression comes round once a month at the least often.
  return scheduled ? [] : atMost(path, automaticallyAfterDays ?? rate, days);
}

const version = "aws:secretsmanager/secretVersion:SecretVersion" as ResourceType<Given<SecretVersionArgs>>;

/** A value that somebody wrote down is changed by whoever remembers it; one that is made of a random one by a new version of that. */
export const secretReplaceable = stackRule({
  name: "aws-secret-replaceable",
  severity: "high",
  level: "Mp",
  description: "Every secret must be one that a change of the configuration replaces, or that is rotated by itself.",
  remediationSteps: "Make the value with RandomBytes or RandomPassword, with a version among its keepers.",
  framework: guides("FTE-017"),
  tags: [],
  requirements: ["FTE-017", "FTE-024", "CAP-026"],
  on: [secret],
  check: (subject: Resource<Given<SecretArgs>>, stack, { notApplicable }): readonly StackViolation[] => {
    if (givenByPeople(subject)) return notApplicable(whoGaveIt);
    if (stack.companions(subject, rotation, "secretId", () => [subject.props.name]).length > 0) return [];
    const versions = stack.companions(subject, version, "secretId", () => [subject.props.name]);
    if (versions.length === 0) return [missing(version, "one of this secret, made of a random value")];
    return collect(versions, (one) => {
      const sources = one.propertyDependencies["secretString"]?.filter(({ type }) => type.startsWith("random:")) ?? [];
      if (sources.length === 0) {
        return [against(one, { path: "secretString", expected: "a value made of a random one", found: "another one" })];
      }
      return collect(sources, (source) =>
        about(source, () => isSet("keepers", Reflect.get(source.props, "keepers"), "a version")),
      );
    });
  },
});

export default [vaultLocked, restoreTesting, secretRotation, secretReplaceable];
