import type { Rendered, RenderedResource } from "../../cli/lib/render.ts";
import { text } from "./aws-graph.ts";
import { at } from "./json.ts";
import { type NameRule, refusals, repeated } from "./names.ts";

/**
 * How Azure names a kind: limits and forms are from "Naming rules and restrictions for Azure resources", and where that page has none, from the
 * service's REST API reference.
 */
interface Naming extends NameRule {
  /** Input that holds the name, as a path. */
  readonly field: readonly string[];
  /** Within what a name is unique. @default "group" */
  readonly within?: "world" | "group";
  /** Input that names what it is part of, within which its name is unique. @default - it stands by itself */
  readonly owner?: string;
}

const hyphens = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;
const singleHyphens = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;
const letterFirst = /^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/;
const words = /^[A-Za-z0-9][A-Za-z0-9_.-]*[A-Za-z0-9_]$/;
const identityWords = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const letters = /^[A-Za-z0-9]+$/;
const lower = /^[a-z0-9]+$/;
const lowerHyphens = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const lowerSingleHyphens = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const labels = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;
/** What a monitor takes: all but what an address cannot have. */
const spoken = /^[^<>%&:?/\\#*]*[^<>%&:?/\\#* .]$/;

const rule = (field: string, most: number, form: RegExp, rest: Partial<Naming> = {}): Naming => ({
  field: [field],
  most,
  form,
  ...rest,
});
const world = { within: "world" } as const;

const namings: Readonly<Record<string, Naming>> = {
  "authorization:ManagementLockByScope": rule("lockName", 90, words, { owner: "scope" }),
  "communication:CommunicationService": rule("communicationServiceName", 63, hyphens, world),
  "communication:EmailService": rule("emailServiceName", 63, hyphens, world),
  "compute:DiskEncryptionSet": rule("diskEncryptionSetName", 80, identityWords),
  "containerregistry:Registry": rule("registryName", 50, letters, { least: 5, ...world }),
  "containerregistry:Replication": rule("replicationName", 50, letters, { least: 5, owner: "registryName" }),
  "containerservice:ManagedCluster": rule("resourceName", 63, words),
  "dataprotection:BackupInstance": rule("backupInstanceName", 100, letterFirst, { owner: "vaultName" }),
  "dataprotection:BackupPolicy": rule("backupPolicyName", 150, letterFirst, { least: 3, owner: "vaultName" }),
  "dataprotection:BackupVault": rule("vaultName", 50, letterFirst, { least: 2 }),
  "dbforpostgresql:Server": rule("serverName", 63, lowerHyphens, { least: 3, ...world }),
  "dbforpostgresql:VirtualEndpoint": rule("virtualEndpointName", 63, lowerHyphens, { least: 3, ...world }),
  "eventgrid:SystemTopic": rule("systemTopicName", 50, hyphens, { least: 3 }),
  "eventgrid:SystemTopicEventSubscription": rule("eventSubscriptionName", 64, hyphens, {
    least: 3,
    owner: "systemTopicName",
  }),
  "eventhub:DisasterRecoveryConfig": rule("alias", 50, letterFirst, { least: 6, ...world }),
  "eventhub:EventHub": rule("eventHubName", 256, words, { owner: "namespaceName" }),
  "eventhub:Namespace": rule("namespaceName", 50, letterFirst, { least: 6, ...world }),
  "eventhub:NamespaceAuthorizationRule": rule("authorizationRuleName", 50, words, { owner: "namespaceName" }),
  "keyvault:Key": rule("keyName", 127, /^[A-Za-z0-9-]+$/, { owner: "vaultName" }),
  "keyvault:Secret": rule("secretName", 127, /^[A-Za-z0-9-]+$/, { owner: "vaultName" }),
  "keyvault:Vault": rule("vaultName", 24, /^[A-Za-z](-?[A-Za-z0-9])*$/, { least: 3, ...world }),
  "managedidentity:FederatedIdentityCredential": rule("federatedIdentityCredentialResourceName", 120, identityWords, {
    least: 3,
    owner: "resourceName",
  }),
  "managedidentity:UserAssignedIdentity": rule("resourceName", 128, identityWords, { least: 3 }),
  "mongocluster:MongoCluster": rule("mongoClusterName", 40, lowerSingleHyphens, { least: 3, ...world }),
  "monitor:ActionGroup": rule("actionGroupName", 260, spoken),
  "monitor:ActivityLogAlert": rule("activityLogAlertName", 260, spoken),
  "monitor:DiagnosticSetting": rule("name", 260, spoken, { owner: "resourceUri" }),
  "monitor:MetricAlert": rule("ruleName", 260, spoken),
  "network:ApplicationGateway": rule("applicationGatewayName", 80, words),
  "network:FlowLog": rule("flowLogName", 80, words, { owner: "networkWatcherName" }),
  "network:NetworkSecurityGroup": rule("networkSecurityGroupName", 80, words),
  "network:PrivateEndpoint": rule("privateEndpointName", 64, words, { least: 2 }),
  "network:PublicIPAddress": rule("publicIpAddressName", 80, words),
  "network:Subnet": rule("subnetName", 80, words, { owner: "virtualNetworkName" }),
  "network:VirtualNetwork": rule("virtualNetworkName", 64, words, { least: 2 }),
  "network:WebApplicationFirewallPolicy": rule("policyName", 80, words),
  "operationalinsights:Workspace": rule("workspaceName", 63, hyphens, { least: 4 }),
  "privatedns:PrivateZone": rule("privateZoneName", 63, labels),
  "privatedns:VirtualNetworkLink": rule("virtualNetworkLinkName", 80, words, { owner: "privateZoneName" }),
  "redisenterprise:RedisEnterprise": rule("clusterName", 60, singleHyphens, world),
  "resources:DeploymentAtSubscriptionScope": rule("deploymentName", 64, /^[A-Za-z0-9_().-]+$/),
  "resources:ResourceGroup": rule("resourceGroupName", 90, /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/),
  "servicebus:Namespace": rule("namespaceName", 50, letterFirst, { least: 6, ...world }),
  "servicebus:Queue": rule("queueName", 260, words, { owner: "namespaceName" }),
  "storage:BlobContainer": rule("containerName", 63, lowerSingleHyphens, { least: 3, owner: "accountName" }),
  "storage:StorageAccount": rule("accountName", 24, lower, { least: 3, ...world }),
  "trafficmanager:Profile": { field: ["dnsConfig", "relativeName"], most: 63, form: lowerHyphens, ...world },
};

/** Kinds whose names Azure itself knows or makes: parameters, records, settings that there is one of, and GUIDs. */
const othersNames: readonly string[] = [
  "authorization:RoleAssignment",
  "communication:Domain",
  "containerservice:MaintenanceConfiguration",
  "dbforpostgresql:AdministratorsMicrosoftEntra",
  "dbforpostgresql:Configuration",
  "dns:RecordSet",
  "eventhub:NamespaceNetworkRuleSet",
  "network:PrivateDnsZoneGroup",
  "redisenterprise:Database",
  "storage:BlobServiceProperties",
  "storage:ManagementPolicy",
];

/** Eight characters at random, which Pulumi adds to a logical name where no name is given. */
const ending = "0123abcd";

interface NamedResource {
  readonly who: string;
  readonly name: string;
  readonly naming: Naming;
  readonly resource: RenderedResource;
}

const kindOf = ({ type }: RenderedResource) => type.slice("azure-native:".length);
const onAzure = ({ resources }: Rendered) => resources.filter(({ type }) => type.startsWith("azure-native:"));

const namedIn = (graph: Rendered): NamedResource[] =>
  onAzure(graph).flatMap((resource) => {
    const naming = namings[kindOf(resource)];
    if (naming === undefined) return [];
    const name = text(at(resource.inputs, ...naming.field)) ?? resource.name + ending;
    return { who: `${kindOf(resource)} ${resource.name}: `, name, naming, resource };
  });

/** Names that Azure would refuse, and kinds whose limit nobody wrote down. */
export const refusedOnAzure = (graph: Rendered): string[] => [
  ...onAzure(graph).flatMap((resource) => {
    const kind = kindOf(resource);
    return kind in namings || othersNames.includes(kind) ? [] : [`${kind} ${resource.name}: no limit is known`];
  }),
  ...namedIn(graph).flatMap(({ who, name, naming }) => refusals(name, naming).map((refusal) => who + refusal)),
];

/** Names that are unique in the world, and that somebody else may have: they do not end in a hash of what is this stack's alone. */
export const guessableOnAzure = (graph: Rendered): string[] =>
  namedIn(graph).flatMap(({ who, name, naming }) =>
    naming.within === "world" && !/[0-9a-f]{8}$/.test(name) ? [who + name] : [],
  );

/** Names that two resources claim in one group, below one owner, or in the world. */
export const takenOnAzure = (graph: Rendered): string[] =>
  repeated(
    namedIn(graph).map(({ name, naming, resource }) => {
      const { resourceGroupName, [naming.owner ?? ""]: owner } = resource.inputs;
      const where =
        naming.within === "world" ? "the world" : [resourceGroupName, owner].flatMap((one) => text(one) ?? []);
      return `${kindOf(resource)} ${name} in ${[where].flat().join(" ")}`;
    }),
  );
