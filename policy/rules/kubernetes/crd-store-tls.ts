import { is, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

/** The parts of the stores' objects that say whether their connections are encrypted. */
interface Store {
  readonly spec?: {
    readonly postgresql?: {
      readonly parameters?: Readonly<Record<string, string>>;
      readonly pg_hba?: readonly string[];
    };
    readonly kafka?: { readonly listeners?: readonly { readonly tls?: boolean; readonly authentication?: object }[] };
    readonly security?: { readonly tls?: { readonly enabled?: boolean; readonly optional?: boolean } };
    readonly tls?: { readonly secretName?: string; readonly disableNonTLSListeners?: boolean };
    readonly http?: { readonly tls?: { readonly selfSignedCertificate?: { readonly disabled?: boolean } } };
  };
}
type Spec = Store["spec"];

const checks: Readonly<Record<string, (spec: Spec) => readonly Violation[]>> = {
  "kubernetes:postgresql.cnpg.io/v1:Cluster": (spec) => {
    const lines = spec?.postgresql?.pg_hba;
    const refuses = lines?.some((line) => /^hostnossl\s+all\s+all\s+all\s+reject$/.test(line)) ?? false;
    const plain = lines?.findIndex((line) => /^(host|hostnossl)\s/.test(line) && !/\sreject$/.test(line)) ?? -1;
    if (plain >= 0) return [{ path: `spec.postgresql.pg_hba[${plain}]`, expected: "hostssl", found: "host" }];
    return refuses
      ? []
      : [{ path: "spec.postgresql.pg_hba", expected: "a line hostnossl all all all reject", found: "none" }];
  },
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka": (spec) =>
    collect(spec?.kafka?.listeners, ({ tls, authentication }, index) => [
      ...is(`spec.kafka.listeners[${index}].tls`, tls, true),
      ...isSet(`spec.kafka.listeners[${index}].authentication`, authentication, "a way for clients to log in"),
    ]),
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity": (spec) => {
    const tls = spec?.security?.tls;
    return allOf(
      () => is("spec.security.tls.enabled", tls?.enabled, true),
      () => (tls?.optional === true ? is("spec.security.tls.optional", true, false) : []),
    );
  },
  "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster": (spec) =>
    allOf(
      () => isSet("spec.tls.secretName", spec?.tls?.secretName, "the Secret with the certificate"),
      () => is("spec.tls.disableNonTLSListeners", spec?.tls?.disableNonTLSListeners, true),
    ),
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch": http,
  "kubernetes:kibana.k8s.elastic.co/v1:Kibana": http,
};

/** The operator makes a certificate of its own unless it is told not to. */
function http(spec: Spec): readonly Violation[] {
  const disabled = spec?.http?.tls?.selfSignedCertificate?.disabled;
  return disabled === true ? is("spec.http.tls.selfSignedCertificate.disabled", true, false) : [];
}

export default rule<Store>({
  name: "crd-store-tls",
  severity: "high",
  level: "M!",
  description: "A store must take encrypted connections only.",
  remediationSteps: "Turn TLS on, and plain listeners off, in the store's own object.",
  framework: guides("ECO-026"),
  tags: ["nist-800-53:SC-8"],
  requirements: ["ECO-026", "FTE-020"],
  on: Object.keys(checks),
  check: ({ spec }, { type }) => checks[type]?.(spec) ?? [],
});
