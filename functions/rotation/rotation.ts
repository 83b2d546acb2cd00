import type { RotatedSecret, SecretKeeper } from "./keeper.ts";
import { replaced, type SecretValues } from "./values.ts";

/** What Secrets Manager says when it calls. */
export interface RotationEvent {
  readonly Step: string;
  readonly SecretId: string;
  readonly ClientRequestToken: string;
}

/** How a credential is made known to what checks it. A step may come again after it failed halfway. */
export interface RotationKind {
  /** Has the store take the new values instead of the current ones. */
  set(secret: RotatedSecret, next: SecretValues, current: SecretValues): Promise<void>;
  /** @throws when the store does not take these values. */
  test(secret: RotatedSecret, values: SecretValues): Promise<void>;
}

/** Versions of a secret, by what Secrets Manager calls them. */
const stages = { current: "AWSCURRENT", pending: "AWSPENDING" } as const;

/**
 * One step of the four that Secrets Manager asks for: make new values, have the store take them, try them, and make them the current ones.
 *
 * @throws when the call is about a version that is not being rotated, or when a step fails: Secrets Manager tries again.
 */
export async function rotate(
  event: RotationEvent,
  keeper: SecretKeeper,
  kindOf: (secret: RotatedSecret) => RotationKind,
): Promise<void> {
  const { SecretId: id, ClientRequestToken: version } = event;
  const secret = await keeper.describe(id);
  const found = secret.versions[version];
  if (!secret.rotates) throw new Error(`${secret.name} does not rotate`);
  if (!found) throw new Error(`${secret.name} has no version ${version} to rotate to`);
  if (found.includes(stages.current)) return; // Done before: the answer got lost.
  if (!found.includes(stages.pending)) throw new Error(`version ${version} of ${secret.name} is not pending`);
  const current = () => keeper.read(id, { stage: stages.current });
  const pending = async () => {
    const values = await keeper.read(id, { stage: stages.pending, version });
    if (!values) throw new Error(`version ${version} of ${secret.name} has no values yet`);
    return values;
  };
  const known = async () => {
    const values = await current();
    if (!values) throw new Error(`${secret.name} has no current values`);
    return values;
  };
  switch (event.Step) {
    case "createSecret":
      if (!(await keeper.read(id, { stage: stages.pending, version }))) {
        await keeper.write(id, version, stages.pending, replaced(await known(), secret.kept));
      }
      return;
    case "setSecret":
      return kindOf(secret).set(secret, await pending(), await known());
    case "testSecret":
      return kindOf(secret).test(secret, await pending());
    case "finishSecret":
      return keeper.promote(id, stages.current, version, holderOf(secret.versions, stages.current));
    default:
      throw new Error(`Secrets Manager asks for a step that is not known: ${event.Step}`);
  }
}

function holderOf(versions: RotatedSecret["versions"], stage: string): string | undefined {
  return Object.keys(versions).find((version) => versions[version]?.includes(stage));
}
