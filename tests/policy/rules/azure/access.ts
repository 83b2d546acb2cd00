import { resource } from "../../lib/cases.ts";
import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const role = (id: string) => `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const contributor = role("ba92f5b4-2d11-453d-a403-e96b0029c9fe");
const assigned = resource("azure-native:authorization:RoleAssignment", { roleDefinitionId: contributor });
const tooMuch = (found: string) => [`roleDefinitionId: expected a role of one service, found ${found}`];
const container = (account: string) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/${account}/blobServices/default/containers/data`;
const assignment = (name: string, account: string, condition?: string): StackSubject => ({
  type: "azure-native:authorization:RoleAssignment",
  name,
  props: { roleDefinitionId: contributor, scope: container(account), ...(condition && { condition }) },
});
const account = (accountName: string, purpose: string): StackSubject => ({
  type: "azure-native:storage:StorageAccount",
  name: accountName,
  props: { accountName, tags: { purpose } },
});
const at = stack([
  account("backups", "backup"),
  account("logs", "audit"),
  account("shared", "backup"),
  assignment("velero", "backups"),
  assignment("archiver", "logs", "no delete"),
  assignment("writer", "shared", "no delete"),
  assignment("driller", "shared", "no write"),
  {
    type: "azure-native:authorization:RoleAssignment",
    name: "queue",
    props: { roleDefinitionId: role("4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"), scope: "/subscriptions/s" },
  },
]);
const unconditional = (name: string) => [`${name}: condition: expected what this one may do, found nothing`];
const federated = resource("azure-native:managedidentity:FederatedIdentityCredential", {
  subject: "system:serviceaccount:firefly:engine",
  audiences: ["api://AzureADTokenExchange"],
});

export default {
  "az-role-limited": [
    ...assigned("one service", {}),
    ...assigned("everything", { "/roleDefinitionId": role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635") }, tooMuch("Owner")),
    ...assigned("nearly everything", { "/roleDefinitionId": role("B24988AC-6180-42a0-ab88-20f7382dd24c") }, [
      ...tooMuch("Contributor"),
    ]),
  ],
  "az-role-narrowed": [
    at("one container each", {}),
    at("one of several that share", { writer: { props: { "/condition": undefined } } }, unconditional("writer")),
    at("logs, which nobody deletes", { archiver: { props: { "/condition": undefined } } }, unconditional("archiver")),
    at("an account that is not of this stack", { backups: "removed" }, unconditional("velero")),
    at("the whole account", { velero: { props: { "/scope": "/accounts/backups" } } }, [
      'velero: scope: expected one container, found "/accounts/backups"',
    ]),
  ],
  "az-federation-scoped": [
    ...federated("one account", {}),
    ...federated("all of a namespace", { "/subject": "system:serviceaccount:firefly:*" }, [
      'subject: expected one service account, found "system:serviceaccount:firefly:*"',
    ]),
    ...federated("nobody", { "/subject": undefined }, ["subject: expected one service account, found nothing"]),
    ...federated("another audience", { "/audiences": ["api://AzureADTokenExchange", "sts"] }, [
      'audiences: expected "api://AzureADTokenExchange", found "api://AzureADTokenExchange,sts"',
    ]),
  ],
};
