import { oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";

interface Proxy {
  readonly spec?: { readonly backendTLS?: { readonly minVersion?: string } };
}

export default rule({
  name: "crd-proxy-tls-version",
  severity: "high",
  level: "M",
  description: "The gateways must speak TLS 1.2 or newer to what is behind them, and say so.",
  remediationSteps: "Set spec.backendTLS.minVersion to 1.2 or 1.3.",
  framework: guides("FTE-020"),
  tags: ["nist-800-53:SC-8"],
  requirements: ["FTE-020", "ECO-026"],
  on: ["kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyProxy"],
  check: ({ spec }: Proxy) => oneOf("spec.backendTLS.minVersion", spec?.backendTLS?.minVersion, ["1.2", "1.3"]),
});
