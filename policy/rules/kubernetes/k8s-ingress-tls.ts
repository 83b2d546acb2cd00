import type { types } from "@pulumi/kubernetes";
import type { Given } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { entry, expected, show, type Violation } from "../../lib/violation.ts";

type Spec = Given<types.input.networking.v1.IngressSpec>;

const redirects = [
  "nginx.ingress.kubernetes.io/ssl-redirect",
  "nginx.ingress.kubernetes.io/force-ssl-redirect",
] as const;

export default rule({
  name: "k8s-ingress-tls",
  severity: "high",
  level: "M",
  description:
    "An Ingress must name its hosts, have a certificate for each, send HTTP on to HTTPS, and carry no snippets of configuration.",
  remediationSteps:
    "Give each host an entry in spec.tls with a secretName, leave the redirect to HTTPS on, and express snippets as fields; better, declare a Gateway and an HTTPRoute.",
  framework: guides("REC-046"),
  tags: ["gatekeeper:httpsonly", "gatekeeper:block-wildcard-ingress", "cve:2021-25742"],
  requirements: ["REC-046", "ECO-026", "FTE-020"],
  on: ["kubernetes:networking.k8s.io/v1:Ingress"],
  check: ({ metadata, spec }: Given<types.input.networking.v1.Ingress>) =>
    allOf(
      () => collect(spec?.rules, ({ host }, index) => hostProblem(`spec.rules[${index}].host`, host, spec)),
      () =>
        collect(Object.keys(metadata?.annotations ?? {}), (key) =>
          key.endsWith("-snippet")
            ? [{ path: entry("metadata.annotations", key), expected: "no snippet", found: "one" }]
            : [],
        ),
      () =>
        collect(redirects, (key) =>
          metadata?.annotations?.[key] === "false"
            ? [expected(entry("metadata.annotations", key), "true", "false")]
            : [],
        ),
    ),
});

function hostProblem(path: string, host: string | null | undefined, spec: Spec | null | undefined): Violation[] {
  if (!host || host.startsWith("*")) return [{ path, expected: "one host", found: show(host) }];
  const covered = spec?.tls?.some((tls) => Boolean(tls?.secretName) && (tls?.hosts?.includes(host) ?? false));
  return covered ? [] : [{ path: "spec.tls", expected: `a certificate for ${host}`, found: show(spec?.tls) }];
}
