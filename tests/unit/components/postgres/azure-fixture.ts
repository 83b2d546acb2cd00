import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../../../../components/core/azure-place.ts";
import { worldwideName } from "../../../../components/core/azure-scope.ts";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import type { AzurePostgresSource } from "../../../../components/postgres/source.ts";
import type { PostgresArgs } from "../../../../components/postgres/spec.ts";
import { azurePlace, azureScope, renderAzure, resourceId } from "../../../lib/azure.ts";
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

/** Name of a region's server. */
export const serverName = (region: "eastus" | "westus2" | "germanywestcentral") =>
  worldwideName("database server", azureScope({ region }), "shop", "db");

/** Name of the primary region's server that can be read alone. */
export const readerName = worldwideName("database server", azureScope(), "shop", "db", "reader");

/** Where a region with a copy is. */
export const elsewhere = { region: "westus2", role: "replica", peers: [] } as const;

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

/** A region with everything, one with a copy, and the least that there can be: what is made, and what is handed back. */
export async function renderings() {
  const built: Postgres[] = [];
  const prod = await renderPostgres(undefined, undefined, built);
  const copy = await renderPostgres(() => ({ source: source() }), elsewhere, built);
  const small = { instances: 1, synchronousReplicas: 0, protect: false, pooler: undefined, backup: undefined };
  const alone = { stage: "staging", protect: false, pairedBackups: undefined } as const;
  const staging = await renderPostgres(() => small, alone, built);
  return { prod, copy, staging, built };
}

export const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => (value === undefined ? done(undefined) : value.apply(done)));
