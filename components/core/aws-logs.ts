import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "./labels.ts";
import type { AwsPlace } from "./place.ts";
import { tagsFor } from "./tags.ts";

/** Days that the logs of managed services can be searched, where data is protected, and where they tell who did what there. */
const retentionDays = { short: 30, long: 90, audit: 365 } as const;

export interface ServiceLogsArgs {
  readonly identity: Identity;
  readonly place: Pick<AwsPlace, "protect" | "keys">;
  /** Name of the group, which the service decides. */
  readonly group: string;
  /** Whether it tells who did what. @default false */
  readonly audit?: boolean;
}

/**
 * The log group that a service writes to, encrypted by the key of logs. It is there before the service is, which would make
 * one of its own that is neither encrypted by it nor ever emptied.
 */
export function serviceLogs(
  parent: pulumi.Resource,
  name: string,
  { identity, place, group, audit = false }: ServiceLogsArgs,
): LogGroup {
  return new LogGroup(
    name,
    {
      name: group,
      retentionInDays: retentionDays[place.protect ? (audit ? "audit" : "long") : "short"],
      kmsKeyId: place.keys.logs,
      tags: tagsFor(identity, "internal"),
    },
    { parent },
  );
}
