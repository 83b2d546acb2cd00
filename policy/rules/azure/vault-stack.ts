import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet.js";
import { categoriesOf, diagnostics, hasPrivateEndpoint, type Vault, vault } from "../../lib/azure/resources.ts";
import { cisAzure } from "../../lib/azure/standards.ts";
import { type Given, is } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
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

const cluster = "azure-native:containerservice:ManagedCluster" as ResourceType<Given<ManagedClusterArgs>>;

export const clusterMonitoring = stackRule({
  name: "az-aks-monitoring",
  severity: "medium",
  level: "Mp",
  description: "What the control plane of a cluster does, and for whom, must be written down.",
  remediationSteps: "Make a DiagnosticSetting of the cluster with kube-audit-admin, guard and kube-apiserver.",
  framework: guides("CAP-015"),
  tags: ["ckv:CKV_AZURE_4", "trivy:AZU-0040"],
  requirements: ["CAP-015", "FTE-079"],
  on: [cluster],
  check: (subject, stack) => {
    const categories = categoriesOf(subject, stack);
    return allOf(
      () => logged(categories, ["kube-audit-admin", "kube-audit", "audit", "allLogs"], "cluster"),
      () => (categories === null ? [] : logged(categories, ["kube-apiserver", "allLogs"], "cluster")),
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
    if (used.some(({ type }) => type === group)) return [];
    const { subnetName, networkSecurityGroup } = subject.props;
    if (withoutGroup.includes(subnetName ?? subject.name)) return notApplicable("Azure takes no group there");
    const path = "networkSecurityGroup.id";
    return networkSecurityGroup?.id ? [] : [{ path, expected: "a network security group", found: "nothing" }];
  },
});

export default [network, vaultDiagnostics, clusterMonitoring, subnetGroup];
