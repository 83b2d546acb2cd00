import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/**
 * The account of the members' pods. The agent reads the automation configuration, notes its progress on its own pod, and deletes that pod
 * to change the server's version; nothing else is allowed, and nothing by another name.
 */
export function memberAccount(parent: pulumi.Resource, name: string, spec: DocumentStoreSpec): ServiceAccount {
  const { system, component, namespace, members } = spec;
  const metadata = { name: component, namespace, labels: objectLabels({ system, component }) };
  const account = new ServiceAccount(`${name}-account`, { metadata, automountServiceAccountToken: false }, { parent });
  const role = new Role(
    `${name}-role`,
    {
      metadata,
      rules: [
        { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: [`${component}-config`] },
        {
          apiGroups: [""],
          resources: ["pods"],
          verbs: ["get", "patch", "delete"],
          resourceNames: Array.from({ length: members }, (_, member) => `${component}-${member}`),
        },
      ],
    },
    { parent },
  );
  new RoleBinding(
    `${name}-role-binding`,
    {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: onceMade(role, component) },
      subjects: [{ kind: "ServiceAccount", name: onceMade(account, component), namespace }],
    },
    { parent },
  );
  return account;
}
