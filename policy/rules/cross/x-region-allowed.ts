import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

export default rule({
  name: "x-region-allowed",
  severity: "high",
  level: "M!",
  description: "Resources of a cloud must be in the regions of their stack, where its data may be.",
  remediationSteps: "Give the resource the provider of one of the stack's regions.",
  framework: guides("regions"),
  tags: ["own:regions"],
  requirements: [],
  on: {
    describe: "resources of AWS and Azure",
    matches: (type) => type.startsWith("aws:") || type.startsWith("azure-native:"),
  },
  thresholds: {
    regions: threshold<readonly string[]>({
      description: "The regions of AWS or Azure that the stack may be in.",
      type: "array",
      values: {
        dev: [],
        staging: ["us-east-1"],
        prod: ["us-east-1", "us-west-2", "eu-central-1"],
        // westus is the pair of eastus: Azure keeps copies of backups there, and asks for their key to be there.
        "prod-azure": ["eastus", "westus2", "germanywestcentral", "westus"],
      },
    }),
  },
  check(props: { readonly region?: unknown; readonly location?: unknown }, { type, provider, config, notApplicable }) {
    const isAws = type.startsWith("aws:");
    const own = isAws ? props.region : props.location;
    const region: unknown = own ?? (isAws && provider ? Reflect.get(provider.props, "region") : undefined);
    // resources of Azure without a location are parts of others that have one
    if (region === undefined && !isAws) return notApplicable("it has no location of its own");
    const name = typeof region === "string" ? region.toLowerCase().replaceAll(" ", "") : undefined;
    if (name !== undefined && (config.regions.includes(name) || name === "global")) return [];
    const path = own === undefined ? "provider.region" : isAws ? "region" : "location";
    return [{ path, expected: config.regions.join(" or ") || "no cloud's region", found: show(region) }];
  },
});
