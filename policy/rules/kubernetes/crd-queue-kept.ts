import { is } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";

interface Topology {
  readonly spec?: { readonly deletionPolicy?: string };
}

export default rule({
  name: "crd-queue-kept",
  severity: "high",
  level: "M",
  description: "What holds messages must outlive its object: a renamed resource must not empty a queue.",
  remediationSteps: "Set spec.deletionPolicy to retain.",
  framework: guides("FTE-006"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-006"],
  on: ["kubernetes:rabbitmq.com/v1beta1:Queue", "kubernetes:rabbitmq.com/v1beta1:Vhost"],
  thresholds: {
    kept: threshold<boolean>({
      description: "Whether messages outlive their queue's object; where nothing is kept, a stack goes away whole.",
      type: "boolean",
      values: { dev: false, staging: true, prod: true, "prod-azure": true },
    }),
  },
  check: ({ spec }: Topology, { config }) =>
    config.kept ? is("spec.deletionPolicy", spec?.deletionPolicy, "retain") : [],
});
