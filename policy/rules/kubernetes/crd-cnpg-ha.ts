import { atLeast, is } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

interface Cluster {
  readonly spec?: {
    readonly instances?: number;
    readonly enablePDB?: boolean;
    readonly enableSuperuserAccess?: boolean;
    readonly minSyncReplicas?: number;
    readonly postgresql?: { readonly synchronous?: { readonly number?: number; readonly dataDurability?: string } };
  };
}

export default rule({
  name: "crd-cnpg-ha",
  severity: "high",
  level: "Mp",
  description:
    "A PostgreSQL cluster must survive the loss of an instance without losing what it has confirmed: three instances, one of them synchronous.",
  remediationSteps:
    "Set spec.instances to 3, spec.postgresql.synchronous.number to 1 with dataDurability required, and leave enablePDB on.",
  framework: guides("FTE-036"),
  tags: ["nist-800-53:CP-10"],
  requirements: ["FTE-036", "FTE-049"],
  on: ["kubernetes:postgresql.cnpg.io/v1:Cluster"],
  thresholds: {
    instances: threshold<number>({
      description: "Least number of instances.",
      type: "integer",
      values: { dev: 1, staging: 2, prod: 3, "prod-azure": 3 },
    }),
    synchronous: threshold<number>({
      description: "Least number of synchronous replicas.",
      type: "integer",
      values: { dev: 0, staging: 0, prod: 1, "prod-azure": 1 },
    }),
  },
  check: ({ spec }: Cluster, { config }) => {
    const synchronous = spec?.postgresql?.synchronous;
    const number = synchronous?.number ?? spec?.minSyncReplicas ?? 0;
    return allOf(
      () => atLeast("spec.instances", spec?.instances, config.instances),
      () => atLeast("spec.postgresql.synchronous.number", number, config.synchronous),
      () => (spec?.enablePDB === false ? is("spec.enablePDB", false, true) : []),
      () => (spec?.enableSuperuserAccess === true ? is("spec.enableSuperuserAccess", true, false) : []),
      () =>
        synchronous?.dataDurability === "preferred"
          ? is("spec.postgresql.synchronous.dataDurability", "preferred", "required")
          : [],
    );
  },
});
