import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "./labels.ts";
import type { AwsPlace } from "./place.ts";
import { tagsFor } from "./tags.ts";

/** Days that the logs of managed services can be searched, and where data is protected. */
const retentionDays = { short: 30, long: 90 } as const;

/**
 * The log group that a service writes to, encrypted by the key of logs. It is there before the service is, which would make
 * one of its own that is neither encrypted by it nor ever emptied.
 *
 * @param group Name of the group, which the service decides.
 */
export function serviceLogs(
  parent: pulumi.Resource,
  name: string,
  { identity, place, group }: { readonly identity: Identity; readonly place: AwsPlace; readonly group: string },
): LogGroup {
  return new LogGroup(
    name,
    {
      name: group,
      retentionInDays: place.protect ? retentionDays.long : retentionDays.short,
      kmsKeyId: place.keys.logs,
      tags: tagsFor(identity, "internal"),
    },
    { parent },
  );
}
