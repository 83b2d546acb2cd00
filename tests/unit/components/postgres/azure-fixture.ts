import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../../../../components/core/azure-place.ts";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import type { AzurePostgresSource } from "../../../../components/postgres/source.ts";
import type { PostgresArgs } from "../../../../components/postgres/spec.ts";
import { azurePlace, renderAzure, resourceId } from "../../../lib/azure.ts";
import { azurePeer } from "../../../lib/azure-peers.ts";
import { output } from "../../../lib/outputs.ts";
import { fullArgs } from "./fixture.ts";

export const peers = [azurePeer("westus2", "replica"), azurePeer("germanywestcentral", "standby")] as const;

const server = (name: string) => ({
  id: output(resourceId("Microsoft.DBforPostgreSQL/flexibleServers", name)),
  name,
  host: `${name}.postgres.database.azure.com`,
});

/** What the primary region's store hands back. */
export const source = (): AzurePostgresSource => ({
  servers: { eastus: server("one"), westus2: server("two"), germanywestcentral: server("three") },
});

/** Everything optional that Azure can do. */
export const azureArgs = (): PostgresArgs => ({ ...fullArgs(), pooler: { poolSize: 100 } });

/** Renders a database on Azure; `built` gets what it hands back. */
export function renderPostgres(
  change: () => Partial<PostgresArgs> = () => ({}),
  place: Partial<AzurePlace> = { peers },
  built: Postgres[] = [],
) {
  return renderAzure((opts) => {
    built.push(new Postgres("shop-db", { ...azureArgs(), ...change(), place: azurePlace(place) }, opts));
  });
}

export const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => (value === undefined ? done(undefined) : value.apply(done)));
