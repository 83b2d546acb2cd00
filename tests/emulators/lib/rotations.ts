import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { randomUUID } from "node:crypto";
import { type RotatedSecret, type SecretKeeper, secretsManager } from "../../../functions/rotation/keeper.ts";
import { rotate, type RotationKind } from "../../../functions/rotation/rotation.ts";
import { parseValues, type SecretValues } from "../../../functions/rotation/values.ts";

const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** How a client of AWS reaches a moto. */
export const motoOptions = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/** Secrets of a moto that rotate; without a function, since the test is what calls. */
export class Rotations {
  /** As it is, without a version that is pending. */
  readonly keeper: SecretKeeper;
  readonly #client: SecretsManagerClient;

  constructor(endpoint: string) {
    this.#client = new SecretsManagerClient(motoOptions(endpoint));
    this.keeper = secretsManager(this.#client);
  }

  /** Makes one, and returns its ARN. */
  async secret(values: Record<string, string>, tags: Record<string, string> = {}): Promise<string> {
    const { ARN = "" } = await this.#client.send(
      new CreateSecretCommand({
        Name: `secret-${randomUUID()}`,
        SecretString: JSON.stringify(values),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    await this.#client.send(new RotateSecretCommand({ SecretId: ARN, RotationRules: { AutomaticallyAfterDays: 30 } }));
    // Without a function, moto has rotated to no value at all.
    await this.#client.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: JSON.stringify(values) }));
    return ARN;
  }

  async valuesOf(id: string, VersionStage = "AWSCURRENT"): Promise<SecretValues> {
    const { SecretString = "" } = await this.#client.send(new GetSecretValueCommand({ SecretId: id, VersionStage }));
    return parseValues(SecretString, id);
  }

  /** Secrets Manager names the version that is pending before it has a value. */
  begun(version: string): SecretKeeper {
    return {
      ...this.keeper,
      describe: async (id): Promise<RotatedSecret> => {
        const found = await this.keeper.describe(id);
        return { ...found, versions: { [version]: ["AWSPENDING"], ...found.versions } };
      },
    };
  }

  async step(id: string, version: string, Step: string, kind: RotationKind): Promise<void> {
    await rotate({ SecretId: id, ClientRequestToken: version, Step }, this.begun(version), () => kind);
  }

  /** All of one rotation, each step of it twice, as when an answer gets lost. */
  async rotation(id: string, kind: RotationKind): Promise<void> {
    const version = randomUUID();
    for (const each of steps) for (let times = 0; times < 2; times++) await this.step(id, version, each, kind);
  }
}
