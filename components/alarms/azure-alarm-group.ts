import { ActionGroup } from "@pulumi/azure-native/monitor/actionGroup.js";
import { ActivityLogAlert } from "@pulumi/azure-native/monitor/activityLogAlert.js";
import type { input } from "@pulumi/azure-native/types/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureWhere, regionGroupName } from "../core/azure-scope.ts";
import { physicalName } from "../core/physical-names.ts";

type GroupScope = Pick<AzureScope, "stage" | "region" | "subscriptionId">;

export interface AzureAlarmGroupArgs {
  readonly scope: AzureScope;
  /** Address that hears of alarms. @default - nobody: alarms are shown, and not sent */
  readonly recipient?: string;
}

const identity = { system: "platform", component: "alarms" };

/** What text messages call it; twelve characters at most. */
const groupShortName = "plumbline";

const groupName = ({ stage }: GroupScope) => physicalName("alarm group", stage, "platform", "alarms");

/** Id of the group of a region, known beforehand: alarms of other parts of the stack name it. */
export const alarmGroupId = (scope: GroupScope): string =>
  `/subscriptions/${scope.subscriptionId}/resourceGroups/${regionGroupName(scope)}/providers/Microsoft.Insights/actionGroups/${groupName(scope)}`;

/**
 * Whom Azure tells what is wrong with what it runs in a region: what Prometheus sees has its own way to people (REC-083). Besides what others
 * measure, it hears when a resource of the region is away, and once for the stack when Azure itself has a failure.
 */
export class AzureAlarmGroup extends pulumi.ComponentResource {
  static readonly token = "plumbline:alarms:AzureAlarmGroup";
  readonly id: pulumi.Output<string>;

  constructor(name: string, { scope, recipient }: AzureAlarmGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AzureAlarmGroup.token, name, { region: scope.region }, opts);
    const { resourceGroupName, tags } = azureWhere(scope, identity);
    const group = new ActionGroup(
      name,
      {
        resourceGroupName,
        tags,
        location: "global",
        actionGroupName: groupName(scope),
        groupShortName,
        enabled: true,
        emailReceivers:
          recipient === undefined ? [] : [{ name: "on-call", emailAddress: recipient, useCommonAlertSchema: true }],
      },
      { parent: this },
    );
    this.id = group.id;
    const subscription = `/subscriptions/${scope.subscriptionId}`;
    this.#notice(name, scope, {
      about: "resources",
      description: `A resource of ${scope.region} is away, or works badly`,
      scopes: [pulumi.interpolate`${subscription}/resourceGroups/${resourceGroupName}`],
      allOf: [
        is("category", "ResourceHealth"),
        { anyOf: ["Degraded", "Unavailable"].map((status) => is("properties.currentHealthStatus", status)) },
        // What somebody does on purpose is no alarm.
        is("properties.cause", "PlatformInitiated"),
      ],
    });
    if (scope.role === "primary") {
      this.#notice(name, scope, {
        about: "azure",
        description: "Azure has a failure that the subscription feels",
        scopes: [subscription],
        allOf: [is("category", "ServiceHealth"), is("properties.incidentType", "Incident")],
      });
    }
    this.registerOutputs({ id: this.id });
  }

  #notice(name: string, scope: AzureScope, { about, ...args }: Notice): void {
    const { resourceGroupName, tags } = azureWhere(scope, identity);
    new ActivityLogAlert(
      `${name}-${about}`,
      {
        resourceGroupName,
        tags,
        location: "global",
        enabled: true,
        description: args.description,
        scopes: [...args.scopes],
        condition: { allOf: [...args.allOf] },
        actions: { actionGroups: [{ actionGroupId: this.id }] },
      },
      { parent: this },
    );
  }
}

type Condition = input.monitor.AlertRuleAnyOfOrLeafConditionArgs;

interface Notice {
  readonly about: string;
  readonly description: string;
  readonly scopes: readonly pulumi.Input<string>[];
  readonly allOf: readonly Condition[];
}

const is = (field: string, equals: string): Condition => ({ field, equals });
