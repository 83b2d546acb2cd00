import type * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../core/place.ts";
import { managedSecret } from "../identity/secret-access.ts";
import type { StoredSecret } from "../secret-store/aws-secret.ts";
import type { Preparation } from "../workload/preparation.ts";
import type { Aurora } from "./aws-cluster.ts";
import { ownerSetup, type OwnerSetupArgs } from "./owner-setup.ts";

export interface AuroraOwnerArgs extends Pick<OwnerSetupArgs, "spec" | "host" | "ownerSecret" | "authority"> {
  readonly place: AwsPlace;
  readonly aurora: Aurora;
  /** The administrator's password, where Aurora does not manage it. */
  readonly password: StoredSecret | undefined;
}

/** Makes the owner and its database as the administrator, whose secret is Aurora's own, or one that the stack keeps. */
export function auroraOwner(parent: pulumi.Resource, name: string, args: AuroraOwnerArgs): Preparation {
  const { place, aurora, password } = args;
  const managed =
    password === undefined ? managedSecret(parent, `${name}-setup-reader`, place, aurora.cluster) : undefined;
  return ownerSetup(parent, name, {
    ...args,
    administratorSecret: managed?.arn ?? password?.name ?? "",
    readable: [...(password?.resources ?? []), ...(managed?.resources ?? [])],
    dependsOn: aurora.instances,
  });
}
