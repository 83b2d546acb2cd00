import { seconds } from "../../lib/kubernetes/quantity.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";
import { isNot, isSet } from "../../lib/demands.ts";

interface ExternalSecret {
  readonly spec?: {
    readonly refreshInterval?: string;
    readonly refreshPolicy?: string;
    readonly secretStoreRef?: { readonly name?: string };
    readonly target?: { readonly name?: string; readonly deletionPolicy?: string };
  };
}

const hour = 3_600;

export default rule<ExternalSecret>({
  name: "crd-externalsecret",
  severity: "medium",
  level: "A",
  description:
    "An ExternalSecret must name its store, ask it at least hourly, so that a rotated secret arrives, and keep the Secret if the store loses it.",
  remediationSteps:
    "Set spec.secretStoreRef, spec.refreshInterval to 1h or less, above 0, and spec.target.deletionPolicy to Retain.",
  framework: guides("FTE-025"),
  tags: [],
  requirements: ["FTE-025"],
  on: ["kubernetes:external-secrets.io/v1:ExternalSecret"],
  check: ({ spec }) =>
    allOf(
      () => isSet("spec.secretStoreRef.name", spec?.secretStoreRef?.name, "the store"),
      () => {
        const interval = seconds(spec?.refreshInterval) ?? (spec?.refreshInterval === undefined ? hour : 0);
        return interval > 0 && interval <= hour
          ? []
          : [{ path: "spec.refreshInterval", expected: "1h or less", found: show(spec?.refreshInterval), fix: "1h" }];
      },
      () => isNot("spec.target.deletionPolicy", spec?.target?.deletionPolicy, "Delete", "Retain"),
    ),
});
