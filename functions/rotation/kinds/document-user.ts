import { MongoClient, MongoServerError } from "mongodb";
import type { RDSClient } from "@aws-sdk/client-rds";
import type { RotatedSecret, SecretKeeper } from "../keeper.ts";
import type { RotationKind } from "../rotation.ts";
import { rotationTags } from "../tags.ts";
import { entryOf, type SecretValues } from "../values.ts";
import { addressOf, clusterOf, tagOf } from "./clusters.ts";

/** Where a server is, with whom to sign in to change a user, and what signs its certificate; `undefined` for one without TLS. */
export interface DocumentAddress {
  readonly host: string;
  readonly port: number;
  readonly authorities: string | undefined;
  readonly administrator: SecretValues;
}

/** Error of a password that is not the user's. */
const authenticationFailed = 18;

/** A user of DocumentDB, whose password its administrator changes. */
export function documentUser(addressFor: (secret: RotatedSecret) => Promise<DocumentAddress>): RotationKind {
  const run = async (address: DocumentAddress, who: SecretValues, name: string, command: Record<string, unknown>) => {
    const client = new MongoClient(`mongodb://${address.host}:${address.port}/`, {
      auth: { username: entryOf(who, "username", name), password: entryOf(who, "password", name) },
      authSource: "admin",
      directConnection: true,
      retryWrites: false,
      serverSelectionTimeoutMS: 10_000,
      ...(address.authorities !== undefined && { tls: true, ca: address.authorities }),
    });
    try {
      await client.db("admin").command(command);
    } finally {
      await client.close();
    }
  };
  return {
    async set(secret, next) {
      const address = await addressFor(secret);
      const updateUser = entryOf(next, "username", secret.name);
      const pwd = entryOf(next, "password", secret.name);
      await run(address, address.administrator, secret.name, { updateUser, pwd });
    },
    async test(secret, values) {
      try {
        await run(await addressFor(secret), values, secret.name, { ping: 1 });
      } catch (error) {
        if (!(error instanceof MongoServerError) || error.code !== authenticationFailed) throw error;
        throw new Error(`the database refuses the new password of ${secret.name}`, { cause: error });
      }
    },
  };
}

/** The writer of the cluster that a secret's tag names; its administrator's secret is the service's, or named by another tag. */
export const documentAddress =
  (rds: RDSClient, keeper: SecretKeeper, authorities: string) =>
  async (secret: RotatedSecret): Promise<DocumentAddress> => {
    const cluster = await clusterOf(rds, secret);
    const id = cluster.MasterUserSecret?.SecretArn ?? tagOf(secret, rotationTags.administrator);
    const administrator = await keeper.read(id, { stage: "AWSCURRENT" });
    if (!administrator) throw new Error(`the administrator's secret ${id} of ${secret.name} has no value`);
    return { ...addressOf(cluster), authorities, administrator };
  };
