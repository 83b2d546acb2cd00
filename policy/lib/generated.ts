import { tagsOf } from "./pack.ts";
import { environments, levels, type Environment, type Level } from "./levels.ts";
import { configOf } from "./rule.ts";
import { type AnyRule, isStackRule } from "./table.ts";
import type { Json } from "./violation.ts";

/** What `--policy-pack-config` takes for an environment: each rule's enforcement, and its thresholds. */
export function packConfig(rules: readonly AnyRule[], environment: Environment): Record<string, Json> {
  const entries = rules.map((rule): [string, Json] => {
    const enforcementLevel = levels[rule.level][environment];
    const config = configOf(rule, environment);
    return [rule.name, Object.keys(config).length === 0 ? enforcementLevel : { enforcementLevel, ...config }];
  });
  return Object.fromEntries(entries);
}

/** The page docs/policies.md. */
export function policiesPage(rules: readonly AnyRule[]): string {
  return [
    "# Policies",
    "",
    "The rules of the policy pack in `policy/`, generated from their table by `npm run -s generate:policies`.",
    "Every `pulumi up` and preview of this project runs them; a violation of a mandatory rule stops it before anything is changed.",
    "",
    "## Levels",
    "",
    ...table(
      ["level", ...environments],
      (Object.keys(levels) as Level[]).map((level) => [level, ...environments.map((name) => levels[level][name])]),
    ),
    "",
    "## Rules",
    "",
    ...table(
      ["rule", "level", "severity", "what it demands", "requirements"],
      rules.map((rule) => [
        `[${rule.name}](#${rule.name})`,
        rule.level,
        rule.severity,
        rule.description,
        rule.requirements.join(", "),
      ]),
    ),
    "",
    ...rules.flatMap(section),
  ].join("\n");
}

function section(rule: AnyRule): string[] {
  const { name, description, remediationSteps, framework, thresholds = {} } = rule;
  const on = "matches" in rule.on ? rule.on.describe : rule.on.map(kindOf).join(", ");
  const source = `${framework.name} ${framework.version}, ${framework.reference}`;
  const where = framework.specification.startsWith("https:")
    ? `[${source}](${framework.specification})`
    : `${source} (\`${framework.specification}\`)`;
  return [
    `### ${name}`,
    "",
    description,
    "",
    `- Looks at: ${on}${isStackRule(rule) ? ", with what belongs to it in the stack" : ""}`,
    `- Mend it: ${remediationSteps}`,
    `- From: ${where}`,
    `- Tags: ${tagsOf(rule)
      .map((tag) => `\`${tag}\``)
      .join(", ")}`,
    "",
    ...(Object.keys(thresholds).length === 0
      ? []
      : [
          ...table(
            ["threshold", "meaning", ...environments],
            Object.entries(thresholds).map(([key, { description: meaning, values }]) => [
              `\`${key}\``,
              meaning,
              ...environments.map((environment) => `\`${JSON.stringify(values[environment])}\``),
            ]),
          ),
          "",
        ]),
  ];
}

/** `kubernetes:apps/v1:Deployment` as `Deployment (apps/v1)`, `aws:s3/bucket:Bucket` as `Bucket (aws s3)`. */
function kindOf(type: string): string {
  const [provider = "", module = "", kind = ""] = type.split(":");
  const where = provider === "kubernetes" ? module : `${provider} ${module.replace(/\/.*/, "")}`;
  return `\`${kind}\` (${where})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
