import pg from "pg";
import type { RDSClient } from "@aws-sdk/client-rds";
import type { RotatedSecret } from "../keeper.ts";
import type { RotationKind } from "../rotation.ts";
import { scramVerifier } from "../scram.ts";
import { entryOf, type SecretValues } from "../values.ts";
import { addressOf, clusterOf } from "./clusters.ts";

/** Where a server is, and who signed its certificate; `undefined` for one without TLS. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly authorities: string | undefined;
}

/** Error of a password that is not the user's. */
const wrongPassword = "28P01";

/** A user of PostgreSQL, who changes the own password and no other. */
export function postgresUser(addressFor: (secret: RotatedSecret) => Promise<PostgresAddress>): RotationKind {
  const signIn = async (secret: RotatedSecret, values: SecretValues, statement: string) => {
    const { host, port, authorities } = await addressFor(secret);
    const client = new pg.Client({
      host,
      port,
      user: entryOf(values, "username", secret.name),
      password: entryOf(values, "password", secret.name),
      database: "postgres",
      ssl: authorities === undefined ? false : { ca: authorities },
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const works = async (secret: RotatedSecret, values: SecretValues) => {
    try {
      await signIn(secret, values, "SELECT 1");
      return true;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === wrongPassword) return false;
      throw error;
    }
  };
  return {
    async set(secret, next, current) {
      if (await works(secret, next)) return; // Set by a call before, whose answer got lost.
      const verifier = scramVerifier(entryOf(next, "password", secret.name));
      await signIn(secret, current, `ALTER ROLE CURRENT_USER PASSWORD '${verifier}'`);
    },
    async test(secret, values) {
      if (!(await works(secret, values))) throw new Error(`the database refuses the new password of ${secret.name}`);
    },
  };
}

/** The writer of the cluster that a secret's tag names. */
export const auroraAddress = (rds: RDSClient, authorities: string) => async (secret: RotatedSecret) => ({
  ...addressOf(await clusterOf(rds, secret)),
  authorities,
});
