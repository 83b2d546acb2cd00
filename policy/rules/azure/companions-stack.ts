import type { MaintenanceConfigurationArgs } from "@pulumi/azure-native/containerservice/maintenanceConfiguration.js";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import type { ReplicationArgs } from "@pulumi/azure-native/containerregistry/replication.js";
import type { FlowLogArgs } from "@pulumi/azure-native/network/flowLog.js";
import type { PublicIPAddressArgs } from "@pulumi/azure-native/network/publicIPAddress.js";
import { type Account, account, categoriesOf, diagnostics, locationOf, refersTo } from "../../lib/azure/resources.ts";
import { cisAzure } from "../../lib/azure/standards.ts";
import { copies, oneRegion } from "../../lib/copies.ts";
import { about, type Given, is, isNot } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

const flowLog = "azure-native:network:FlowLog" as ResourceType<Given<FlowLogArgs>>;

export const flowLogs = stackRule({
  name: "az-vnet-flow-logs",
  severity: "medium",
  level: "M",
  description: "Who talks to whom in a network must be written down.",
  remediationSteps: "Make a FlowLog with the network as targetResourceId, enabled.",
  framework: cisAzure("7.5"),
  tags: ["nist-800-53:AU-12"],
  requirements: ["FTE-079", "CAP-063"],
  on: ["azure-native:network:VirtualNetwork"],
  check: (subject, stack): readonly StackViolation[] => {
    const logs = stack.all(flowLog).filter((one) => refersTo(one, "targetResourceId", subject));
    if (logs.length === 0) return [missing(flowLog, "one of this network")];
    return collect(logs, (one) => about(one, () => isNot("enabled", one.props.enabled, false, true)));
  },
});

const address = "azure-native:network:PublicIPAddress" as ResourceType<Given<PublicIPAddressArgs>>;

/** Vaults and clusters have rules of their own, on what their logs must have in them. */
export const logged = stackRule({
  name: "az-store-diagnostics",
  severity: "medium",
  level: "Mp",
  description: "Who reads and writes a store, and who asks what of the edge, must be written down.",
  remediationSteps:
    "Make a DiagnosticSetting of it with the group of categories allLogs, or the categories that are kept.",
  framework: cisAzure("6.1.4"),
  tags: ["nist-800-53:AU-12"],
  requirements: ["FTE-079", "CAP-063"],
  on: [
    account,
    address,
    "azure-native:communication:CommunicationService",
    "azure-native:containerregistry:Registry",
    "azure-native:dbforpostgresql:Server",
    "azure-native:eventhub:Namespace",
    "azure-native:mongocluster:MongoCluster",
    "azure-native:network:ApplicationGateway",
    "azure-native:redisenterprise:Database",
    "azure-native:servicebus:Namespace",
    "azure-native:trafficmanager:Profile",
  ],
  check: (subject: Resource<Given<PublicIPAddressArgs>>, stack, { notApplicable }): readonly StackViolation[] => {
    if (subject.type === address && subject.props.ddosSettings?.protectionMode !== "Enabled")
      return notApplicable("nothing comes in there, and Azure has no attacks to tell of");
    const categories = categoriesOf(subject, stack);
    if (categories === null) return [missing(diagnostics, "one of it")];
    return categories.length > 0 ? [] : [missing(`${diagnostics}.logs`, "categories that are enabled")];
  },
});

/** The edge's own addresses are those that a gateway has. */
export const guarded = stackRule({
  name: "az-ip-ddos",
  severity: "high",
  level: "Mp",
  description: "The address that the internet reaches must be guarded against floods of requests.",
  remediationSteps: "Set ddosSettings.protectionMode of the PublicIPAddress to Enabled.",
  framework: guides("ECO-031"),
  tags: [],
  requirements: ["ECO-031"],
  on: ["azure-native:network:ApplicationGateway"],
  check: (subject, stack): readonly StackViolation[] => {
    const own = stack.all(address).filter((one) => refersTo(subject, "frontendIPConfigurations", one));
    if (own.length === 0) return [missing(address, "one of this gateway")];
    return collect(own, (one) =>
      about(one, () => is("ddosSettings.protectionMode", one.props.ddosSettings?.protectionMode, "Enabled")),
    );
  },
});

const cluster = "azure-native:containerservice:ManagedCluster" as ResourceType<Given<ManagedClusterArgs>>;
const window = "azure-native:containerservice:MaintenanceConfiguration" as ResourceType<
  Given<MaintenanceConfigurationArgs>
>;

export const maintained = stackRule({
  name: "az-aks-maintenance",
  severity: "medium",
  level: "M",
  description: "A cluster must take upgrades, and its nodes their images, when few people use it.",
  remediationSteps:
    "Make a MaintenanceConfiguration of the cluster named aksManagedAutoUpgradeSchedule, and one named aksManagedNodeOSUpgradeSchedule.",
  framework: guides("ECO-069"),
  tags: [],
  requirements: ["ECO-069", "REC-057"],
  on: [cluster],
  check: (subject: Resource<Given<ManagedClusterArgs>>, stack) => {
    const windows = stack.companions(subject, window, "resourceName", () => [subject.props.resourceName]);
    return collect(["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"], (name) =>
      windows.some(({ props }) => props.configName === name) ? [] : [missing(window, name)],
    );
  },
});

const replication = "azure-native:containerregistry:Replication" as ResourceType<Given<ReplicationArgs>>;

export const replicated = stackRule({
  name: "az-acr-replicated",
  severity: "high",
  level: "Mp",
  description:
    "Images must be in every region that runs them: a region that stands in cannot fetch them from the one that is lost.",
  remediationSteps: "Make a Replication of the registry in the region.",
  framework: guides("FTE-052"),
  tags: ["ckv:CKV_AZURE_165"],
  requirements: ["FTE-052", "CAP-070"],
  on: ["azure-native:containerregistry:Registry"],
  thresholds: copies,
  check: (subject, stack, { config, notApplicable }) => {
    if (!config.copies) return notApplicable(oneRegion);
    const copied = stack.all(replication).filter((one) => refersTo(one, "registryName", subject));
    const have = new Set([subject, ...copied].map(locationOf));
    const need = new Set(stack.all(cluster).flatMap((one) => locationOf(one) ?? []));
    return collect([...need.difference(have)], (region) => [missing(replication, `one in ${region}`)]);
  },
});

export const lifecycle = stackRule({
  name: "az-storage-lifecycle",
  severity: "low",
  level: "A",
  description: "Old versions of blobs should go, and what is seldom read should be where it is cheap.",
  remediationSteps: "Make a ManagementPolicy of the account.",
  framework: guides("ONB-063"),
  tags: [],
  requirements: ["ONB-063", "CAP-049"],
  on: [account],
  check: (subject: Resource<Account>, stack) => {
    const policy = "azure-native:storage:ManagementPolicy" as ResourceType<{ readonly accountName?: string }>;
    const own = stack.companions(subject, policy, "accountName", () => [subject.props.accountName]);
    return own.length > 0 ? [] : [missing(policy, "one of this account")];
  },
});

export default [flowLogs, logged, guarded, maintained, replicated, lifecycle];
