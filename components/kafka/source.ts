import type * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import type { RegionRole } from "../core/place.ts";
import type { AwsKafkaSource } from "./aws-replicator.ts";

/** What another region has to know of the namespaces of Event Hubs, which are all made in the primary one. */
export interface AzureKafkaSource {
  readonly region: string;
  /** Name that follows a fail-over. */
  readonly host: string;
  /** Id of each namespace that the name may stand for, by its region. */
  readonly namespaceIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/** What the cluster of another region has to know of the primary region's. */
export type KafkaSource = AwsKafkaSource | AzureKafkaSource;

/** Whether a source is of Event Hubs. */
export const isAzureSource = (source: KafkaSource): source is AzureKafkaSource => "namespaceIds" in source;

/** @throws InvalidInput when a region has no source, or the primary one has. */
export function assertSource(where: string, role: RegionRole, source: KafkaSource | undefined): void {
  if ((role === "primary") === (source === undefined)) return;
  const allowed =
    role === "primary" ? "nothing, as it is the primary region" : "what the primary region's cluster hands back";
  throw new InvalidInput(where, "source", allowed, source && source.region);
}
