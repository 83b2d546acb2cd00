import type { types } from "@pulumi/kubernetes";
import type { Given } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

type Peer = Given<types.input.networking.v1.NetworkPolicyPeer>;

const worlds = new Set(["0.0.0.0/0", "::/0"]);
/** Private networks and the clouds' metadata services, which no outside service is in. */
const inside = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"];
const insideIpv6 = ["fc00::/7", "fe80::/10"];

/** Ports of the Kubernetes API. */
const apiPorts: readonly unknown[] = [443, 6443];

const apiClients = [
  "argo-rollouts/allow-argo-rollouts",
  "cert-manager/allow-cert-manager",
  "ecommerce/allow-mongodb",
  "envoy-gateway-system/allow-certgen",
  "envoy-gateway-system/allow-envoy-gateway",
  "external-secrets/allow-external-secrets",
  "istio-system/allow-istiod",
  "metrics-server/allow-metrics-server",
  "monitoring/allow-admission",
  "monitoring/allow-grafana",
  "monitoring/allow-kube-state-metrics",
  "monitoring/allow-prometheus",
  "monitoring/allow-prometheus-operator",
  "node-agents/allow-istio-cni",
  "node-agents/allow-log-collector",
  "onboarding/allow-kafka-control",
  "onboarding/allow-kafka-entity-operator",
  "onboarding/allow-postgres-control",
  "onboarding/allow-postgres-pooler",
  "operators/allow-operators",
  "production/allow-postgres-transactional-engine-control",
  "production/allow-postgres-transactional-engine-pooler",
  "reconciliation/allow-postgres-control",
  "reconciliation/allow-postgres-pooler",
  "velero/allow-velero",
];

const webhooks = [
  "cert-manager/allow-cert-manager",
  "external-secrets/allow-external-secrets",
  "istio-system/allow-istiod",
  "metrics-server/allow-metrics-server",
  "monitoring/allow-prometheus-operator",
  "operators/allow-operators",
];

export default rule({
  name: "k8s-netpol-no-world",
  severity: "high",
  level: "M",
  description:
    "A NetworkPolicy must not let everybody in, and not let pods out everywhere: an outside service is reached past the private networks alone.",
  remediationSteps:
    "Name the peers by selectors; where they are on the Internet, allow 0.0.0.0/0 except the private networks, on the ports that are needed.",
  framework: kubernetesDocs("Network policies", "concepts/services-networking/network-policies/"),
  tags: ["trivy:KSV-0038"],
  requirements: ["ECO-033", "REC-045", "CAP-055"],
  on: ["kubernetes:networking.k8s.io/v1:NetworkPolicy"],
  thresholds: {
    apiClients: threshold<readonly string[]>({
      description:
        "NAMESPACE/NAME of the policies that let operators' pods out to the Kubernetes API, whose address no stack knows before its cluster is there.",
      type: "array",
      values: { dev: apiClients, staging: apiClients, prod: apiClients, "prod-azure": apiClients },
    }),
    webhooks: threshold<readonly string[]>({
      description:
        "NAMESPACE/NAME of the policies of pods that the Kubernetes API calls, from an address that no stack knows: they may name ports without peers.",
      type: "array",
      values: { dev: webhooks, staging: webhooks, prod: webhooks, "prod-azure": webhooks },
    }),
    publicNamespaces: threshold<readonly string[]>({
      description: "Namespaces whose pods take requests from the Internet.",
      type: "array",
      values: {
        dev: ["envoy-gateway-system"],
        staging: ["envoy-gateway-system"],
        prod: ["envoy-gateway-system"],
        "prod-azure": ["envoy-gateway-system"],
      },
    }),
  },
  check: ({ metadata, spec }: Given<types.input.networking.v1.NetworkPolicy>, { config }) => {
    const namespace = metadata?.namespace ?? "";
    const name = `${namespace}/${metadata?.name ?? ""}`;
    const client = config.apiClients.includes(name);
    const called = config.webhooks.includes(name);
    return allOf(
      () =>
        config.publicNamespaces.includes(namespace)
          ? []
          : collect(spec?.ingress, ({ from, ports }, index) =>
              called && from === undefined && (ports?.length ?? 0) > 0
                ? []
                : peers(`spec.ingress[${index}].from`, from, () => false),
            ),
      () =>
        collect(spec?.egress, ({ to, ports }, index) => {
          const toApi = client && (ports?.length ?? 0) > 0 && ports?.every((each) => apiPorts.includes(each?.port));
          return peers(`spec.egress[${index}].to`, to, (block) => toApi === true || sparesInside(block));
        }),
    );
  },
});

/** No peer at all is everybody. */
function peers(
  path: string,
  found: readonly (Peer | null)[] | null | undefined,
  accepted: (block: Block) => boolean,
): Violation[] {
  if ((found?.length ?? 0) === 0) return [{ path, expected: "the peers", found: "everybody" }];
  return collect(found, ({ ipBlock }, index) =>
    !ipBlock || !worlds.has(ipBlock.cidr ?? "") || accepted(ipBlock)
      ? []
      : [{ path: `${path}[${index}].ipBlock`, expected: "no open world", found: show(ipBlock.cidr) }],
  );
}

type Block = NonNullable<Peer["ipBlock"]>;

function sparesInside({ cidr, except }: Block): boolean {
  return (cidr?.includes(":") === true ? insideIpv6 : inside).every((network) => except?.includes(network) ?? false);
}
