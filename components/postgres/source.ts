import { InvalidInput } from "../core/errors.ts";
import type { RegionRole } from "../core/place.ts";
import type { AwsPostgresSource } from "./aws.ts";
import type { AzureServer } from "./azure-servers.ts";

/** What another region has to know of the servers of Azure, which are all made with the primary region's. */
export interface AzurePostgresSource {
  /** The server of each region. */
  readonly servers: Readonly<Record<string, AzureServer>>;
}

/** What the store of another region has to know of the primary region's. */
export type PostgresSource = AwsPostgresSource | AzurePostgresSource;

/** Whether a source is of Azure. */
export const isAzureSource = (source: PostgresSource): source is AzurePostgresSource => "servers" in source;

/** @throws InvalidInput when a region has no source, or the primary one has. */
export function assertSource(where: string, role: RegionRole, source: PostgresSource | undefined): void {
  if ((role === "primary") === (source === undefined)) return;
  const allowed =
    role === "primary" ? "nothing, as it is the primary region" : "what the primary region's store hands back";
  throw new InvalidInput(where, "source", allowed, source && "a source");
}
