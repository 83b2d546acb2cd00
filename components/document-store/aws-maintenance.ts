import type { ClusterInstance } from "@pulumi/aws/docdb/clusterInstance.js";
import type * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../core/aws-policy.ts";
import { scheduledCall } from "../core/aws-schedule.ts";
import { monthlyStarts } from "../core/aws-windows.ts";
import { makeRole } from "../identity/aws-roles.ts";
import type { AwsPlace } from "../core/place.ts";
import type { DocumentStoreSpec } from "./spec.ts";

export interface DocumentMaintenanceArgs {
  readonly spec: DocumentStoreSpec;
  readonly place: AwsPlace;
  /** The first one writes until there is a fail-over. */
  readonly instances: readonly ClusterInstance[];
}

/**
 * Updates of the instances' operating system, on the first Sunday of a month, one instance after the other (ECO-070). DocumentDB patches its engine
 * in the weekly window, and leaves these to whoever asks for them. Where there is none, nothing happens.
 */
export function documentMaintenance(parent: pulumi.Resource, name: string, args: DocumentMaintenanceArgs): void {
  const { spec, place, instances } = args;
  const role = makeRole(parent, `${name}-maintenance`, {
    identity: { system: spec.system, component: `${spec.component}-maintenance` },
    description: `Monthly maintenance of the document store ${spec.system} ${spec.component}`,
    trust: serviceTrust(place, "scheduler.amazonaws.com"),
    statements: [
      {
        Sid: "UpdateInstances",
        Effect: "Allow",
        Action: ["rds:ApplyPendingMaintenanceAction"],
        Resource: instances.map(({ arn }) => arn),
      },
    ],
  });
  // Readers go first: the one that writes is then replaced by one that has the update already.
  const starts = monthlyStarts(instances.length).reverse();
  instances.forEach(({ arn }, index) => {
    scheduledCall(parent, `${name}-maintenance-${index + 1}`, {
      place,
      description: `Updates instance ${index + 1} of the document store ${spec.system} ${spec.component}`,
      at: starts[index] ?? "",
      call: "docdb:applyPendingMaintenanceAction",
      input: { ResourceIdentifier: arn, ApplyAction: "system-update", OptInType: "immediate" },
      role,
    });
  });
}
