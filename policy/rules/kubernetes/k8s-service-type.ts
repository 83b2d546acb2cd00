import type { types } from "@pulumi/kubernetes";
import type { Given } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { expected, show } from "../../lib/violation.ts";

/** Annotations by which the clouds make an internal load balancer. */
const internal: readonly (readonly [annotation: string, value: string])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", "true"],
];

export default rule({
  name: "k8s-service-type",
  severity: "high",
  level: "M",
  description:
    "A Service must not open a port of every node or an address of its own choice; its load balancer must be internal unless it is listed.",
  remediationSteps: "Set spec.type to ClusterIP and reach the Service through the system's Gateway.",
  framework: kubernetesDocs("Service types", "concepts/services-networking/service/"),
  tags: ["trivy:KSV-0108", "kube-score:service-type", "gatekeeper:block-nodeport-services", "cve:2020-8554"],
  requirements: ["REC-013", "ECO-033", "FTE-011"],
  on: ["kubernetes:core/v1:Service"],
  thresholds: {
    publicServices: threshold<readonly string[]>({
      description: "NAMESPACE/NAME of the Services that may have a load balancer which the Internet reaches.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: ({ metadata, spec }: Given<types.input.core.v1.Service>, { config }) =>
    allOf(
      () => (spec?.type === "NodePort" ? [expected("spec.type", "ClusterIP", spec.type)] : []),
      () => {
        if (spec?.type !== "LoadBalancer") return [];
        if (internal.some(([annotation, value]) => metadata?.annotations?.[annotation] === value)) return [];
        return config.publicServices.includes(`${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`)
          ? []
          : [expected("spec.type", "ClusterIP", spec.type)];
      },
      () =>
        collect(spec?.externalIPs, (address, index) => [
          { path: `spec.externalIPs[${index}]`, expected: "no address", found: show(address) },
        ]),
      () =>
        collect(spec?.ports, ({ nodePort }, index) =>
          nodePort === undefined || nodePort === null
            ? []
            : [{ path: `spec.ports[${index}].nodePort`, expected: "nothing", found: show(nodePort) }],
        ),
    ),
});
