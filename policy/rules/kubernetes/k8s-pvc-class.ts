import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

interface Claim {
  readonly spec?: { readonly storageClassName?: string };
}

/** The places where claims and the operators' stores name their class. */
interface Storing extends KubernetesObject {
  readonly spec?: {
    readonly storageClassName?: string;
    readonly volumeClaimTemplates?: readonly Claim[];
    readonly storage?: {
      readonly storageClass?: string;
      readonly class?: string;
      readonly type?: string;
      readonly volumes?: readonly { readonly class?: string }[];
    };
    readonly persistence?: { readonly storageClassName?: string };
    readonly nodeSets?: readonly { readonly volumeClaimTemplates?: readonly Claim[] }[];
    readonly statefulSet?: { readonly spec?: { readonly volumeClaimTemplates?: readonly Claim[] } };
  };
}
type Spec = Storing["spec"];
type Place = readonly [path: string, found: string | undefined];

const templates = (path: string, claims: readonly Claim[] | undefined): Place[] =>
  (claims ?? []).map(({ spec }, index) => [`${path}[${index}].spec.storageClassName`, spec?.storageClassName]);

const places: Readonly<Record<string, (spec: Spec) => readonly Place[]>> = {
  "kubernetes:core/v1:PersistentVolumeClaim": (spec) => [["spec.storageClassName", spec?.storageClassName]],
  "kubernetes:apps/v1:StatefulSet": (spec) => templates("spec.volumeClaimTemplates", spec?.volumeClaimTemplates),
  "kubernetes:postgresql.cnpg.io/v1:Cluster": (spec) => [["spec.storage.storageClass", spec?.storage?.storageClass]],
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool": (spec) =>
    spec?.storage?.volumes
      ? spec.storage.volumes.map((volume, index) => [`spec.storage.volumes[${index}].class`, volume.class])
      : [["spec.storage.class", spec?.storage?.class]],
  "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster": (spec) => [
    ["spec.persistence.storageClassName", spec?.persistence?.storageClassName],
  ],
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity": (spec) =>
    templates("spec.statefulSet.spec.volumeClaimTemplates", spec?.statefulSet?.spec?.volumeClaimTemplates),
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch": (spec) =>
    (spec?.nodeSets ?? []).flatMap(({ volumeClaimTemplates }, index) =>
      templates(`spec.nodeSets[${index}].volumeClaimTemplates`, volumeClaimTemplates),
    ),
};

const classes = ["fast-ssd"];

/** What the class does, encrypt and retain, is judged at the StorageClass. */
export default rule({
  name: "k8s-pvc-class",
  severity: "high",
  level: "Mp",
  description: "A volume must be of a class that is listed as encrypted and kept; a cluster's default may be neither.",
  remediationSteps: "Name the StorageClass.",
  framework: guides("FTE-003"),
  tags: ["nist-800-53:SC-28"],
  requirements: ["FTE-003", "FTE-019"],
  on: Object.keys(places),
  thresholds: {
    classes: threshold<readonly string[]>({
      description: "StorageClasses whose volumes are encrypted, and kept when their claim goes.",
      type: "array",
      values: { dev: classes, staging: classes, prod: classes, "prod-azure": classes },
    }),
  },
  check: ({ spec }: Storing, { type, config }) =>
    allOf(() =>
      collect(places[type]?.(spec), ([path, found]): Violation[] =>
        found !== undefined && config.classes.includes(found)
          ? []
          : [{ path, expected: config.classes.join(" or "), found: show(found), fix: config.classes[0] ?? "" }],
      ),
    ),
});
