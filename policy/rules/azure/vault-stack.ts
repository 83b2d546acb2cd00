import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import type { SystemTopicArgs } from "@pulumi/azure-native/eventgrid/systemTopic.js";
import type { SystemTopicEventSubscriptionArgs } from "@pulumi/azure-native/eventgrid/systemTopicEventSubscription.js";
import type { SecretArgs } from "@pulumi/azure-native/keyvault/secret.js";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet.js";
import {
  actionGroup,
  categoriesOf,
  diagnostics,
  hasPrivateEndpoint,
  refersTo,
  type Vault,
  vault,
} from "../../lib/azure/resources.ts";
import { cisAzure } from "../../lib/azure/standards.ts";
import { type Given, is } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

export const network = stackRule({
  name: "az-kv-network",
  severity: "high",
  level: "M",
  description: "A vault must be reached through a private endpoint, or from networks that are named.",
  remediationSteps:
    "Set properties.publicNetworkAccess to Disabled and make a PrivateEndpoint, or properties.networkAcls.defaultAction to Deny.",
  framework: cisAzure("8.3.8"),
  tags: ["cis-azure-6.0:8.3.8", "ckv:CKV_AZURE_109", "ckv:CKV_AZURE_189", "ckv:CKV2_AZURE_32", "trivy:AZU-0013"],
  requirements: ["FTE-013", "FTE-025"],
  on: [vault],
  check: (subject: Resource<Vault>, stack): readonly StackViolation[] => {
    const { publicNetworkAccess, networkAcls } = subject.props.properties ?? {};
    if (publicNetworkAccess?.toLowerCase() === "disabled") {
      return hasPrivateEndpoint(subject, stack)
        ? []
        : [missing("azure-native:network:PrivateEndpoint", "one of this vault, which nobody reaches otherwise")];
    }
    return is("properties.networkAcls.defaultAction", networkAcls?.defaultAction, "Deny");
  },
});

/** Demands that one of some categories of logs goes somewhere. */
function logged(categories: readonly string[] | null, wanted: readonly string[], what: string): StackViolation[] {
  if (categories === null) return [missing(diagnostics, `one of this ${what}`)];
  const found = categories.some((category) => wanted.includes(category));
  return found ? [] : [{ path: `${diagnostics}.logs`, expected: wanted.join(" or "), found: show(categories) }];
}

export const vaultDiagnostics = stackRule({
  name: "az-kv-diagnostics",
  severity: "medium",
  level: "Mp",
  description: "Who reads what of a vault must be written down.",
  remediationSteps: "Make a DiagnosticSetting of the vault with the category AuditEvent.",
  framework: cisAzure("6.1.1.4"),
  tags: ["cis-azure-6.0:6.1.1.4"],
  requirements: ["FTE-079", "CAP-063"],
  on: [vault],
  check: (subject: Resource<Vault>, stack) =>
    logged(categoriesOf(subject, stack), ["AuditEvent", "audit", "allLogs"], "vault"),
});

const secret = "azure-native:keyvault:Secret" as ResourceType<Given<SecretArgs>>;
const topic = "azure-native:eventgrid:SystemTopic" as ResourceType<Given<SystemTopicArgs>>;
type Subscription = Given<SystemTopicEventSubscriptionArgs>;
const subscription = "azure-native:eventgrid:SystemTopicEventSubscription" as ResourceType<Subscription>;
const ends = ["Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired"] as const;

/** Whether events become alerts of a group of the stack. */
function tellsGroup({ props: { destination }, propertyDependencies }: Resource<Subscription>): boolean {
  const groups = destination && "actionGroups" in destination ? destination.actionGroups : undefined;
  const isOfStack = propertyDependencies["destination"]?.some(({ type }) => type === actionGroup) ?? false;
  return isOfStack && (groups?.length ?? 0) > 0;
}

export const expiryHeard = stackRule({
  name: "az-kv-expiry-heard",
  severity: "medium",
  level: "Mp",
  description: "Somebody must hear that a secret of a vault ends, in time to replace it: Azure replaces none.",
  remediationSteps:
    "Make a SystemTopic of the vault, and a SystemTopicEventSubscription of it for SecretNearExpiry and SecretExpired that tells an ActionGroup.",
  framework: guides("FTE-024"),
  tags: ["nist-800-53:IA-5", "nist-800-53:SI-4"],
  requirements: ["FTE-024"],
  on: [vault],
  check: (subject: Resource<Vault>, stack, { notApplicable }): readonly StackViolation[] => {
    const { vaultName } = subject.props;
    if (stack.companions(subject, secret, "vaultName", () => [vaultName]).length === 0)
      return notApplicable("the stack writes no secret into it");
    const topics = stack.all(topic).filter((one) => refersTo(one, "source", subject));
    const heard = topics
      .flatMap((one) => stack.companions(one, subscription, "systemTopicName"))
      .filter(tellsGroup)
      .flatMap(({ props }) => props.filter?.includedEventTypes ?? []);
    return collect(ends, (event) =>
      heard.includes(event) ? [] : [missing(subscription, `one of this vault that tells a group of ${event}`)],
    );
  },
});

const cluster = "azure-native:containerservice:ManagedCluster" as ResourceType<Given<ManagedClusterArgs>>;

/** Each of them, as of clusters on AWS. */
const controlPlane = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "cloud-controller-manager",
  "guard",
] as const;

export const clusterMonitoring = stackRule({
  name: "az-aks-monitoring",
  severity: "medium",
  level: "Mp",
  description: "What the control plane of a cluster does, and for whom, must be written down.",
  remediationSteps:
    "Make a DiagnosticSetting of the cluster with kube-audit-admin, guard and each part of the control plane.",
  framework: guides("CAP-015"),
  tags: ["ckv:CKV_AZURE_4", "trivy:AZU-0040"],
  requirements: ["CAP-015", "FTE-079"],
  on: [cluster],
  check: (subject, stack) => {
    const categories = categoriesOf(subject, stack);
    return allOf(
      () => logged(categories, ["kube-audit-admin", "kube-audit", "audit", "allLogs"], "cluster"),
      () =>
        categories === null
          ? []
          : collect(controlPlane, (category) => logged(categories, [category, "allLogs"], "cluster")),
    );
  },
});

const subnet = "azure-native:network:Subnet" as ResourceType<Given<SubnetArgs>>;
const group = "azure-native:network:NetworkSecurityGroup";

/** Subnets of Azure's own services take no group, or one that only the service writes. */
const withoutGroup = ["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet"];

export const subnetGroup = stackRule({
  name: "az-subnet-has-nsg",
  severity: "high",
  level: "M",
  description: "Every subnet must have a network security group.",
  remediationSteps: "Set networkSecurityGroup.id to a group of this stack.",
  framework: cisAzure("7.11"),
  tags: ["cis-azure-6.0:7.11", "ckv:CKV2_AZURE_31"],
  requirements: ["FTE-013", "ECO-033", "ONB-008"],
  on: [subnet],
  check: (subject: Resource<Given<SubnetArgs>>, _stack, { notApplicable }): readonly StackViolation[] => {
    const used = subject.propertyDependencies["networkSecurityGroup"] ?? [];
    const { subnetName, networkSecurityGroup } = subject.props;
    if (networkSecurityGroup && used.some(({ type }) => type === group)) return [];
    if (withoutGroup.includes(subnetName ?? subject.name)) return notApplicable("Azure takes no group there");
    const path = "networkSecurityGroup.id";
    return networkSecurityGroup?.id ? [] : [{ path, expected: "a network security group", found: "nothing" }];
  },
});

export default [network, vaultDiagnostics, expiryHeard, clusterMonitoring, subnetGroup];
