import { type Changes, resource } from "../../lib/cases.ts";

const metadata = { name: "a", namespace: "app" };
const of = (type: string, spec: Parameters<typeof resource>[1]) => resource(`kubernetes:${type}`, { metadata, spec });
const postgres = of("postgresql.cnpg.io/v1:Cluster", {
  postgresql: { pg_hba: ["hostnossl all all all reject", "hostssl all all all scram-sha-256"] },
});
const kafka = of("kafka.strimzi.io/v1beta2:Kafka", {
  kafka: { listeners: [{ name: "tls", port: 9093, tls: true, authentication: { type: "scram-sha-512" } }] },
});
const mongo = of("mongodbcommunity.mongodb.com/v1:MongoDBCommunity", {
  security: { tls: { enabled: true, optional: false } },
});
const rabbit = of("rabbitmq.com/v1beta1:RabbitmqCluster", { tls: { secretName: "tls", disableNonTLSListeners: true } });
const web = ["elasticsearch.k8s.elastic.co/v1:Elasticsearch", "kibana.k8s.elastic.co/v1:Kibana"].map((type) =>
  of(type, { http: { tls: { certificate: { secretName: "tls" } } } }),
);
const plain: Changes = { "/spec/http/tls": { selfSignedCertificate: { disabled: true } } };

export default [
  ...postgres("TLS alone", {}),
  ...postgres(
    "lines that let plain connections in",
    { "/spec/postgresql/pg_hba": ["hostssl all all all scram-sha-256", "host all all all md5"] },
    ["spec.postgresql.pg_hba[1]: expected hostssl, found host"],
  ),
  ...postgres("the operator's lines, which do", { "/spec/postgresql": {} }, [
    "spec.postgresql.pg_hba: expected a line hostnossl all all all reject, found none",
  ]),
  ...kafka("TLS alone", {}),
  ...kafka("a plain listener", { "/spec/kafka/listeners/0/tls": false }, [
    "spec.kafka.listeners[0].tls: expected true, found false",
  ]),
  ...kafka("a listener for everybody", { "/spec/kafka/listeners/0/authentication": undefined }, [
    "spec.kafka.listeners[0].authentication: expected a way for clients to log in, found nothing",
  ]),
  ...mongo("TLS alone", {}),
  ...mongo("no TLS", { "/spec/security": {} }, ["spec.security.tls.enabled: expected true, found nothing"]),
  ...mongo("TLS for who likes it", { "/spec/security/tls/optional": true }, [
    "spec.security.tls.optional: expected false, found true",
  ]),
  ...rabbit("TLS alone", {}),
  ...rabbit("plain listeners beside", { "/spec/tls/disableNonTLSListeners": undefined }, [
    "spec.tls.disableNonTLSListeners: expected true, found nothing",
  ]),
  ...rabbit("no certificate", { "/spec/tls/secretName": undefined }, [
    "spec.tls.secretName: expected the Secret with the certificate, found nothing",
  ]),
  ...web.flatMap((object) => [
    ...object("a certificate", {}),
    ...object("the operator's own certificate", { "/spec/http": undefined }),
    ...object("plain HTTP", plain, ["spec.http.tls.selfSignedCertificate.disabled: expected false, found true"]),
  ]),
];
