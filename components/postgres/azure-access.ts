import type * as pulumi from "@pulumi/pulumi";
import { azureLagAlarm } from "../alarms/azure-lag-alarm.ts";
import { azureStoreAlarms } from "../alarms/azure-store-alarms.ts";
import { after } from "../core/after.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import type { Identity } from "../core/labels.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import type { AzureServer } from "./azure-servers.ts";

/** A server that its region's network reaches. */
export interface ReachedServer {
  /** Known once there is a way to it. */
  readonly host: pulumi.Output<string>;
  /** The way to it. */
  readonly endpoint: pulumi.Resource;
}

export interface AzureAccessArgs {
  readonly identity: Identity;
  readonly server: AzureServer;
  /** Whether the server follows another one. */
  readonly copy: boolean;
}

/** The way to a server of the region, where who uses it is written down, and alarms when it is filled, busy or, as a copy, behind. */
export function azureAccess(
  parent: pulumi.Resource,
  name: string,
  place: AzurePlace,
  { identity, server, copy }: AzureAccessArgs,
): ReachedServer {
  const resourceId = server.id;
  const endpoint = privateEndpoint(parent, name, place, place.network, { service: "postgres", resourceId, identity });
  recordAccess(parent, name, resourceId, place.workspaceId);
  azureStoreAlarms(parent, name, { identity, scope: place, kind: "postgres", resourceId });
  if (copy) azureLagAlarm(parent, `${name}-lag`, { identity, scope: place, what: "postgres-region", resourceId });
  const host = after(
    resourceId.apply(() => server.host),
    [endpoint],
  );
  return { host, endpoint };
}
