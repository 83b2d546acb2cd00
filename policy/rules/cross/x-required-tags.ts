import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { awsDataTypes, awsTaggedTypes, azureDataTypes, azureTaggedTypes, tagsOf } from "../../lib/tags.ts";
import { show, type Violation } from "../../lib/violation.ts";

export default rule({
  name: "x-required-tags",
  severity: "medium",
  level: "R",
  description: "A resource must say who owns it, its stage and who pays, and what data it holds if it is a store.",
  remediationSteps:
    "Give the resource the tags owner and data-class, and the provider the tags stage and cost-centre for all.",
  framework: guides("tags"),
  tags: ["own:tags"],
  requirements: [],
  on: [...awsDataTypes, ...awsTaggedTypes, ...azureDataTypes, ...azureTaggedTypes],
  thresholds: {
    stage: threshold<string>({
      description: "What the tag stage says.",
      type: "string",
      values: { dev: "dev", staging: "staging", prod: "prod", "prod-azure": "prod" },
    }),
  },
  check(props: { readonly tags?: unknown; readonly tagsAll?: unknown }, { type, provider, config }) {
    const tags = tagsOf(props, provider);
    const lacks = (key: string): boolean => (tags[key] ?? "") === "";
    const demand = (key: string, expected: string, fix?: string): Violation[] =>
      lacks(key) ? [{ path: `tags["${key}"]`, expected, found: show(tags[key]), ...(fix && { fix }) }] : [];
    const { system } = tags;
    return [
      // a system's resources are its own; who else may own something, and who pays, nobody but its author knows
      ...demand("owner", "the team that answers for it", typeof system === "string" ? system : undefined),
      ...demand("stage", `"${config.stage}"`, config.stage),
      ...demand("cost-centre", "who pays for it"),
      ...([...awsDataTypes, ...azureDataTypes].includes(type)
        ? demand("data-class", "personal, confidential or internal")
        : []),
    ];
  },
});
