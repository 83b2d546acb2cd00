import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { rotationTags } from "./tags.ts";
import { parseValues, type SecretValues } from "./values.ts";

/** What is known of a secret, besides its values. */
export interface RotatedSecret {
  readonly name: string;
  readonly rotates: boolean;
  /** Names of the stages of each version. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Entries that stay as they are. */
  readonly kept: readonly string[];
}

/** Secrets Manager, as far as a rotation has to do with it. */
export interface SecretKeeper {
  describe(id: string): Promise<RotatedSecret>;
  /** @returns undefined where there is no such version, or it has no value yet. */
  read(id: string, which: { readonly stage: string; readonly version?: string }): Promise<SecretValues | undefined>;
  write(id: string, version: string, stage: string, values: SecretValues): Promise<void>;
  /** Moves a stage from one version to another. */
  promote(id: string, stage: string, version: string, from: string | undefined): Promise<void>;
}

export function secretsManager(client: SecretsManagerClient): SecretKeeper {
  return {
    async describe(id) {
      const {
        Name = id,
        RotationEnabled,
        VersionIdsToStages,
        Tags = [],
      } = await client.send(new DescribeSecretCommand({ SecretId: id }));
      const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
      const kept = (tags[rotationTags.kept] ?? "").split(" ").filter((key) => key !== "");
      return { name: Name, rotates: RotationEnabled === true, versions: VersionIdsToStages ?? {}, tags, kept };
    },
    async read(id, { stage, version }) {
      try {
        const { SecretString, Name = id } = await client.send(
          new GetSecretValueCommand({ SecretId: id, VersionStage: stage, VersionId: version }),
        );
        return SecretString === undefined ? undefined : parseValues(SecretString, Name);
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    async write(id, version, stage, values) {
      await client.send(
        new PutSecretValueCommand({
          SecretId: id,
          ClientRequestToken: version,
          SecretString: JSON.stringify(values),
          VersionStages: [stage],
        }),
      );
    },
    async promote(id, stage, version, from) {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: id,
          VersionStage: stage,
          MoveToVersionId: version,
          RemoveFromVersionId: from,
        }),
      );
    },
  };
}
