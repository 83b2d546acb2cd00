import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import { accountSecret, authoritySecret, readerAccount } from "./access.ts";

/**
 * Lets each system's reader, an account in the system's own namespace, read two Secrets of the store: the system's credentials, and the
 * certificate of the authority. The systems may be of other stacks, and come later.
 */
export function readers(
  parent: pulumi.Resource,
  name: string,
  namespace: pulumi.Input<string>,
  systems: Readonly<Record<string, { readonly namespace: string }>>,
): void {
  for (const [system, { namespace: granted }] of Object.entries(systems)) {
    const object = `reader-${system}`;
    const metadata = {
      name: object,
      namespace,
      labels: objectLabels({ system: "backup-store", component: object }),
    };
    const role = new Role(
      `${name}-${object}`,
      {
        metadata,
        rules: [
          {
            apiGroups: [""],
            resources: ["secrets"],
            resourceNames: [accountSecret(system), authoritySecret],
            verbs: ["get"],
          },
        ],
      },
      { parent },
    );
    new RoleBinding(
      `${name}-${object}-binding`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: onceMade(role, object) },
        subjects: [{ kind: "ServiceAccount", name: readerAccount, namespace: granted }],
      },
      { parent },
    );
  }
}
