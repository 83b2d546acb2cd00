import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { WorkloadGrant } from "../identity/azure-workload-identity.ts";
import { awsNotifications } from "./aws.ts";
import { azureNotifications } from "./azure.ts";
import { assertNotifications, type NotificationsArgs, type NotificationsOutputs } from "./spec.ts";

/**
 * Mails and messages to phones by the cloud itself, for when a system's first choice of a provider is away (ECO-065).
 *
 * @throws InvalidInput before any resource exists, when the domain is in another zone.
 */
export class Notifications extends pulumi.ComponentResource implements NotificationsOutputs {
  static readonly token = "plumbline:notifications:Notifications";
  readonly settings: NotificationsOutputs["settings"];
  readonly statements: readonly PolicyStatement[];
  readonly grants: readonly WorkloadGrant[];

  constructor(name: string, args: NotificationsArgs, opts?: pulumi.ComponentResourceOptions) {
    assertNotifications(name, args);
    const build = backendOf(name, args);
    super(Notifications.token, name, { domain: args.domain, region: args.place.region }, opts);
    const built = build(this);
    this.settings = built.settings;
    this.statements = built.statements;
    this.grants = built.grants;
    this.registerOutputs({ settings: this.settings });
  }
}

/** The way that the place has it made. */
function backendOf(
  name: string,
  { place, ...args }: NotificationsArgs,
): (parent: pulumi.Resource) => NotificationsOutputs {
  switch (place.cloud) {
    case "aws":
      return (parent) => awsNotifications(parent, name, args, place);
    case "azure":
      return azureNotifications(name, args, place);
  }
}
