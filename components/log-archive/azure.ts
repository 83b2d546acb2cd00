import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureKept, azureWhere } from "../core/azure-scope.ts";
import { expireBlobs, type PrivateAccount, privateAccount } from "../core/azure-storage.ts";
import type { AzureKey } from "../keys/azure.ts";
import type { EndpointNetwork } from "../network/azure-private-endpoints.ts";
import { defaultRetention, type LogClass } from "./spec.ts";

const identity = { system: "platform", component: "log-archive" };

/** How long logs of the services themselves can be searched; what is free of charge, for the most part (CAP-065: 90 at least). Unit: days. */
const searchableDays = 365;

/** How long an overwritten or deleted log can be brought back. Unit: days. */
const undeleteDays = 7;

/** Where services of Azure write who did what. A policy of the network does not apply: they write from where they are. */
export function logWorkspace(parent: pulumi.Resource, name: string, scope: AzureScope): Workspace {
  return new Workspace(
    name,
    {
      ...azureWhere(scope, identity, "internal"),
      retentionInDays: searchableDays,
      sku: { name: "PerGB2018" },
      // Read and written with identities alone.
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
      publicNetworkAccessForIngestion: "Enabled",
      publicNetworkAccessForQuery: "Enabled",
    },
    azureKept(scope, parent),
  );
}

export interface AzureLogArchiveArgs {
  readonly scope: AzureScope;
  readonly key: AzureKey;
  readonly network: EndpointNetwork;
  readonly workspaceId: pulumi.Output<string>;
}

/**
 * Where logs are kept beyond the search window of the log store, each class as long as it has to be. Audit logs have an account of their own,
 * since the time in which nobody can delete anything holds for a whole account.
 */
export class AzureLogArchive extends pulumi.ComponentResource {
  static readonly token = "plumbline:log-archive:AzureLogArchive";
  readonly archive: PrivateAccount;
  readonly audit: PrivateAccount;
  readonly retentionDays: Readonly<Record<LogClass, number>> = defaultRetention;

  constructor(name: string, args: AzureLogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AzureLogArchive.token, name, {}, opts);
    const { application, history, network, audit } = this.retentionDays;
    const common = { ...args, identity, dataClass: "internal", copies: "Standard_ZRS", undeleteDays } as const;
    this.archive = privateAccount(this, name, {
      ...common,
      purpose: "logs",
      containers: ["application", "history"],
      lifecycle: [
        expireBlobs("application/", application),
        expireBlobs("history/", history),
        // Azure names the container of flow logs itself.
        expireBlobs("insights-logs-flowlogflowevent/", network),
      ],
    });
    this.audit = privateAccount(this, `${name}-audit`, {
      ...common,
      purpose: "audit",
      containers: ["audit"],
      lifecycle: [expireBlobs("audit/", audit)],
      lockDays: audit,
    });
    this.registerOutputs({});
  }
}
