import type * as pulumi from "@pulumi/pulumi";
import { InternalAuthority, type IssuerReference } from "../components/identity/certificates.ts";
import type { Mesh } from "../components/platform/mesh.ts";
import { SystemNamespace, type SystemNamespaceArgs } from "../components/workload/namespace.ts";

/** Where a system's parts go, and who signs the certificates that they show to each other. */
export interface SystemPlace {
  readonly system: string;
  readonly namespace: pulumi.Output<string>;
  /** The system's own authority. */
  readonly issuer: IssuerReference;
  /** How its pods reach each other. */
  readonly mesh: Mesh;
}

/** What every system begins with: a namespace, and an authority in it. */
export function systemPlace(parent: pulumi.Resource, name: string, args: SystemNamespaceArgs): SystemPlace {
  const { system, mesh = "off" } = args;
  const { namespace } = new SystemNamespace(`${name}-namespace`, args, { parent });
  const authority = new InternalAuthority(`${name}-internal-ca`, { system, namespace }, { parent });
  return { system, namespace, issuer: { kind: "Issuer", name: authority.issuer }, mesh };
}
