import { threshold } from "../../lib/rule.ts";
import { against, stackRule, type StackViolation, wholeStack } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { awsDataTypes, awsTaggedTypes, azureDataTypes, azureTaggedTypes, tagsOf } from "../../lib/tags.ts";
import { collect } from "../../lib/unknown.ts";
import { environments } from "../../lib/levels.ts";
import { expected } from "../../lib/violation.ts";

export default stackRule({
  name: "x-env-matches-stack",
  severity: "critical",
  level: "M!",
  description: "A stack must be checked by its own settings, and what it makes must carry its own stage.",
  remediationSteps: "Give --policy-pack-config the file of this stack, and the providers the tags of this stage.",
  framework: guides("stages"),
  tags: ["own:stages"],
  requirements: [],
  on: [wholeStack],
  thresholds: {
    environment: threshold<string>({
      description: "The stack that the settings are for; a stack of one's own begins with this and a dash.",
      type: "string",
      values: { dev: "dev", staging: "staging", prod: "prod", "prod-azure": "prod-azure" },
    }),
    stage: threshold<string>({
      description: "What the tag stage says, of resources and of the stack.",
      type: "string",
      values: { dev: "dev", staging: "staging", prod: "prod", "prod-azure": "prod" },
    }),
  },
  check({ urn }, stack, { config, stackTags }): readonly StackViolation[] {
    const { environment, stage } = config;
    const name = urn.split(":")[2] ?? "";
    const others = environments.filter((other) => other !== environment);
    const isOwn = name === environment || (name.startsWith(`${environment}-`) && !others.some((one) => one === name));
    const tagged = stackTags.get("stage") ?? stage;
    return [
      ...(isOwn ? [] : [{ path: "stack", expected: `the settings of ${name}`, found: `those of ${environment}` }]),
      ...(tagged === stage ? [] : [expected('stack tag "stage"', stage, tagged)]),
      ...collect(
        stack.all(...awsDataTypes, ...awsTaggedTypes, ...azureDataTypes, ...azureTaggedTypes),
        (resource): StackViolation[] => {
          const { stage: found } = tagsOf(resource.props, resource.provider);
          return found === undefined || found === stage
            ? []
            : [against(resource, expected("tags.stage", stage, found))];
        },
      ),
    ];
  },
});
