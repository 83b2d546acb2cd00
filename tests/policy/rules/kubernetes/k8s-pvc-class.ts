import { resource } from "../../lib/cases.ts";

const metadata = { name: "a", namespace: "app" };
const claims = [{ metadata: { name: "data" }, spec: { storageClassName: "fast-ssd" } }];
const of = (type: string, spec: Parameters<typeof resource>[1]) => resource(`kubernetes:${type}`, { metadata, spec });

/** Every kind with the place where it names its class. */
const kinds: readonly (readonly [type: string, spec: Parameters<typeof resource>[1], path: string])[] = [
  ["core/v1:PersistentVolumeClaim", { storageClassName: "fast-ssd" }, "spec.storageClassName"],
  ["apps/v1:StatefulSet", { volumeClaimTemplates: claims }, "spec.volumeClaimTemplates[0].spec.storageClassName"],
  ["postgresql.cnpg.io/v1:Cluster", { storage: { storageClass: "fast-ssd" } }, "spec.storage.storageClass"],
  [
    "kafka.strimzi.io/v1beta2:KafkaNodePool",
    { storage: { volumes: [{ class: "fast-ssd" }] } },
    "spec.storage.volumes[0].class",
  ],
  ["kafka.strimzi.io/v1beta2:KafkaNodePool", { storage: { class: "fast-ssd" } }, "spec.storage.class"],
  [
    "rabbitmq.com/v1beta1:RabbitmqCluster",
    { persistence: { storageClassName: "fast-ssd" } },
    "spec.persistence.storageClassName",
  ],
  [
    "mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
    { statefulSet: { spec: { volumeClaimTemplates: claims } } },
    "spec.statefulSet.spec.volumeClaimTemplates[0].spec.storageClassName",
  ],
  [
    "elasticsearch.k8s.elastic.co/v1:Elasticsearch",
    { nodeSets: [{ volumeClaimTemplates: claims }] },
    "spec.nodeSets[0].volumeClaimTemplates[0].spec.storageClassName",
  ],
];

export default kinds.flatMap(([type, spec, path]) => {
  const object = of(type, spec);
  const pointer = `/${path.replaceAll(/[.[]/g, "/").replaceAll("]", "")}`;
  return [
    ...object("an encrypted class", {}),
    ...object("another class", { [pointer]: "standard" }, [
      `${path}: expected fast-ssd, found "standard"; write "fast-ssd"`,
    ]),
    ...object("the cluster's default", { [pointer]: undefined }, [
      `${path}: expected fast-ssd, found nothing; write "fast-ssd"`,
    ]),
  ];
});
