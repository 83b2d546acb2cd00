import { elsewhere, object, unlimited } from "../../lib/kubernetes-objects.ts";
import { podAt } from "../../lib/pods.ts";
import type { Json } from "../../../../policy/lib/violation.ts";
import { stack } from "../../lib/stack-cases.ts";

const reading: Readonly<Record<string, Json>> = {
  volumes: [
    { name: "tls", secret: { secretName: "tls" } },
    { name: "extra", secret: { secretName: "extra", optional: true } },
  ],
  containers: [
    {
      env: [
        { name: "TOKEN", valueFrom: { secretKeyRef: { name: "token", key: "token" } } },
        { name: "MAYBE", valueFrom: { secretKeyRef: { name: "maybe", key: "a", optional: true } } },
      ],
    },
  ],
};
const at = stack([
  ...unlimited,
  { type: "kubernetes:apps/v1:Deployment", name: "web", props: podAt("kubernetes:apps/v1:Deployment", reading).props },
  object("barmancloud.cnpg.io/v1:ObjectStore", "wal", {
    configuration: { s3Credentials: { accessKeyId: { name: "access", key: "id" } } },
  }),
  object("velero.io/v1:BackupStorageLocation", "location", { credential: { name: "access", key: "cloud" } }),
  object("core/v1:Secret", "s", {}),
  object("cert-manager.io/v1:Certificate", "certificate", { secretName: "tls" }),
  object("external-secrets.io/v1:ExternalSecret", "token", {}),
  object("external-secrets.io/v1:ExternalSecret", "copy", { target: { name: "access" } }),
]);
const wrong = (name: string, path: string, secret: string) =>
  `${name}: ${path}: expected the name of a Secret that the stack makes, found ${secret}`;
const pod = "spec.template.spec";

export default [
  at("each made", {}),
  at("a certificate that is gone", { certificate: "removed" }, [
    wrong("web", `${pod}.volumes[0].secret.secretName`, "tls"),
  ]),
  at("a copy that is gone", { token: "removed" }, [
    wrong("web", `${pod}.containers[0].env[0].valueFrom.secretKeyRef.name`, "token"),
  ]),
  at("one in another cluster", { token: elsewhere }, [
    wrong("web", `${pod}.containers[0].env[0].valueFrom.secretKeyRef.name`, "token"),
  ]),
  at("the access of backups", { copy: "removed" }, [
    wrong("wal", "spec.configuration.s3Credentials.accessKeyId.name", "access"),
    wrong("location", "spec.credential.name", "access"),
  ]),
  at("what operators make", { certificate: "removed", token: "removed" }, [], {
    plus: [
      object("kafka.strimzi.io/v1beta2:KafkaUser", "token", {}),
      object("mongodbcommunity.mongodb.com/v1:MongoDBCommunity", "mongo", {
        users: [{ connectionStringSecretName: "tls" }],
      }),
    ],
  }),
];
