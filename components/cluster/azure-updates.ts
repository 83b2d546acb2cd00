import { MaintenanceConfiguration } from "@pulumi/azure-native/containerservice/maintenanceConfiguration.js";
import type { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureScope } from "../core/azure-scope.ts";

/** When each kind of updates comes, in windows of four hours, the least that AKS takes. */
const updates = {
  // Patches of nodes, in the night to Sunday (ECO-069).
  "node-images": {
    configName: "aksManagedNodeOSUpgradeSchedule",
    schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 1 } },
  },
  // Kubernetes itself, in that of the first Sunday of a month (ECO-070).
  upgrades: {
    configName: "aksManagedAutoUpgradeSchedule",
    schedule: { relativeMonthly: { weekIndex: "First", dayOfWeek: "Sunday", intervalMonths: 1 } },
  },
} as const;

/** Tells a cluster when it may update itself. */
export function clusterUpdates(
  parent: pulumi.Resource,
  name: string,
  scope: AzureScope,
  cluster: ManagedCluster,
): void {
  for (const [what, { configName, schedule }] of Object.entries(updates)) {
    new MaintenanceConfiguration(
      `${name}-${what}`,
      {
        resourceGroupName: scope.resourceGroupName,
        resourceName: cluster.name,
        configName,
        maintenanceWindow: { schedule, startTime: "02:00", durationHours: 4, utcOffset: "+00:00" },
      },
      { parent },
    );
  }
}
