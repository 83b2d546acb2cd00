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
  "cluster-autoscaler/allow-cluster-autoscaler",
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

/** What the internet asks of the gateways, and the Kubernetes API of webhooks, from an address that no stack knows. */
const openPorts: Readonly<Record<string, readonly number[]>> = {
  "cert-manager/allow-cert-manager": [10250],
  "envoy-gateway-system/allow-envoy-gateway-webhook-metrics": [9443],
  "envoy-gateway-system/allow-proxy": [10080, 10443],
  "external-secrets/allow-external-secrets": [10250],
  "istio-system/allow-istiod": [15017],
  "metrics-server/allow-metrics-server": [10250],
  "monitoring/allow-prometheus-operator": [10250],
  "operators/allow-operators": [9443],
};

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
    openPorts: threshold<Readonly<Record<string, readonly number[]>>>({
      description: "NAMESPACE/NAME of the policies that let in from everywhere, and the ports on which they do.",
      type: "object",
      values: { dev: openPorts, staging: openPorts, prod: openPorts, "prod-azure": openPorts },
    }),
  },
  check: ({ metadata, spec }: Given<types.input.networking.v1.NetworkPolicy>, { config }) => {
    const namespace = metadata?.namespace ?? "";
    const name = `${namespace}/${metadata?.name ?? ""}`;
    const client = config.apiClients.includes(name);
    const open: readonly unknown[] = config.openPorts[name] ?? [];
    return allOf(
      () =>
        collect(spec?.ingress, ({ from, ports }, index) =>
          from === undefined && ports?.length && ports.every((each) => open.includes(each?.port))
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
