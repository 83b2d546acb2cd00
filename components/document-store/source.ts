import type * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import type { RegionRole } from "../core/place.ts";
import type { AwsDocumentSource } from "./aws.ts";

/** What another region has to know of the clusters, which are all made in the primary one. */
export interface AzureDocumentSource {
  readonly region: string;
  /** Name that follows a promotion. */
  readonly host: string;
  /** Id of each cluster that the name may stand for, by its region. */
  readonly clusterIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/** What the store of another region has to know of the primary region's. */
export type DocumentSource = AwsDocumentSource | AzureDocumentSource;

/** Whether a source is of Azure. */
export const isAzureSource = (source: DocumentSource): source is AzureDocumentSource => "clusterIds" in source;

/** @throws InvalidInput when a region has no source, or the primary one has. */
export function assertSource(where: string, role: RegionRole, source: DocumentSource | undefined): void {
  if ((role === "primary") === (source === undefined)) return;
  const own = role === "primary";
  const allowed = own ? "nothing, as it is the primary region" : "what the primary region's store hands back";
  throw new InvalidInput(where, "source", allowed, source && "a source");
}
