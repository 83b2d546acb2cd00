import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

interface Gateway {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: {
    readonly listeners?: readonly {
      readonly name?: string;
      readonly hostname?: string;
      readonly protocol?: string;
      readonly tls?: { readonly mode?: string; readonly certificateRefs?: readonly object[] };
    }[];
  };
}

/** Load balancers of the cloud connect without naming a host; the routes behind the listener name theirs. */
const balanced = ["envoy-gateway-system/balanced"];

export default rule({
  name: "k8s-gateway-tls",
  severity: "high",
  level: "M!",
  description:
    "A listener of a Gateway must name its host, and speak TLS with a certificate; an HTTP listener is there to redirect.",
  remediationSteps:
    "Set the listener's hostname, protocol HTTPS and tls.certificateRefs; keep protocol HTTP for the redirect to HTTPS alone.",
  framework: guides("REC-046"),
  tags: ["nist-800-53:SC-8", "gatekeeper:httpsonly"],
  requirements: ["REC-046", "ECO-026", "FTE-020", "CAP-003"],
  on: ["kubernetes:gateway.networking.k8s.io/v1:Gateway"],
  thresholds: {
    balanced: threshold<readonly string[]>({
      description:
        "NAMESPACE/NAME of the Gateways whose HTTPS listener a load balancer connects to, which names no host: it may have none.",
      type: "array",
      values: { dev: balanced, staging: balanced, prod: balanced, "prod-azure": balanced },
    }),
  },
  check: ({ metadata, spec }: Gateway, { config }) => {
    const anyHost = config.balanced.includes(`${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`);
    return collect(spec?.listeners, ({ hostname, protocol, tls }, index) => {
      const path = `spec.listeners[${index}]`;
      const nowhere = (!hostname || hostname === "*") && !(anyHost && protocol === "HTTPS");
      const host = nowhere ? [{ path: `${path}.hostname`, expected: "the host", found: show(hostname) }] : [];
      if (protocol === "HTTP" || (protocol === "TLS" && tls?.mode === "Passthrough")) return host;
      if (protocol !== "HTTPS" && protocol !== "TLS") {
        return [...host, { path: `${path}.protocol`, expected: '"HTTPS"', found: show(protocol), fix: "HTTPS" }];
      }
      return (tls?.certificateRefs?.length ?? 0) > 0
        ? host
        : [...host, { path: `${path}.tls.certificateRefs`, expected: "a certificate", found: "nothing" }];
    });
  },
});
