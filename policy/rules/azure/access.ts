import type { RoleAssignmentArgs } from "@pulumi/azure-native/authorization/roleAssignment.js";
import type { FederatedIdentityCredentialArgs } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential.js";
import { account } from "../../lib/azure/resources.ts";
import { type Given, is } from "../../lib/demands.ts";
import { type ResourceType, rule } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

type Assignment = Given<RoleAssignmentArgs>;
const assignment = "azure-native:authorization:RoleAssignment" as ResourceType<Assignment>;

/** Azure's own roles that may do anything, or let anybody do it, by the last part of their ids. */
const unlimited: Readonly<Record<string, string>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
};

const roleOf = ({ roleDefinitionId }: Assignment) => roleDefinitionId?.split("/").at(-1)?.toLowerCase() ?? "";

export const limitedRoles = rule({
  name: "az-role-limited",
  severity: "critical",
  level: "M!",
  description: "No role may be assigned that can do anything, or let anybody do it.",
  remediationSteps: "Assign the role of the one service that is used, at the resource that it is used at.",
  framework: guides("FTE-015"),
  tags: ["nist-800-53:AC-6"],
  requirements: ["FTE-015", "FTE-016"],
  on: [assignment],
  check: (props: Assignment) => {
    const found = unlimited[roleOf(props)];
    return found ? [{ path: "roleDefinitionId", expected: "a role of one service", found }] : [];
  },
});

/** Owner, Contributor and Reader of the data in blobs. */
const blobRoles = [
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
];

export const narrowedRoles = stackRule({
  name: "az-role-narrowed",
  severity: "high",
  level: "Mp",
  description:
    "Who reads and writes blobs must do so in one container, and a condition says what it may, unless the container is a backup of its own.",
  remediationSteps:
    "Set scope to the container, and condition to the actions and paths of this one: who writes backups has no need to delete them.",
  framework: guides("FTE-015"),
  tags: ["nist-800-53:AC-6"],
  requirements: ["FTE-015", "FTE-079", "CAP-049"],
  on: [assignment],
  check: ({ props }: Resource<Assignment>, stack, { notApplicable }): readonly StackViolation[] => {
    if (!blobRoles.includes(roleOf(props))) return notApplicable("it is no role over blobs");
    const { scope, condition } = props;
    if (!/\/containers\/[^/]+$/.test(scope ?? ""))
      return [{ path: "scope", expected: "one container", found: show(scope) }];
    if (condition) return [];
    const alone = stack.all(assignment).filter((one) => one.props.scope === scope).length === 1;
    const holds = stack.all(account).find(({ props }) => scope?.split("/").includes(props.accountName ?? ""))?.props
      .tags?.["purpose"];
    if (alone && holds === "backup") return [];
    return [{ path: "condition", expected: "what this one may do", found: "nothing" }];
  },
});

export const federation = rule({
  name: "az-federation-scoped",
  severity: "critical",
  level: "M!",
  description: "An identity must be that of one service account of a cluster.",
  remediationSteps:
    "Set subject to system:serviceaccount:NAMESPACE:NAME, and audiences to api://AzureADTokenExchange alone.",
  framework: guides("FTE-015"),
  tags: ["nist-800-53:IA-2"],
  requirements: ["FTE-015"],
  on: ["azure-native:managedidentity:FederatedIdentityCredential"],
  check: ({ subject, audiences }: Given<FederatedIdentityCredentialArgs>) =>
    allOf(
      () =>
        /^system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+$/.test(subject ?? "")
          ? []
          : [{ path: "subject", expected: "one service account", found: show(subject) }],
      () => is("audiences", audiences?.join(), "api://AzureADTokenExchange"),
    ),
});

export default [limitedRoles, narrowedRoles, federation];
