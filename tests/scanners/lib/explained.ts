import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Finding } from "./checkov.ts";

const explanation = z.strictObject({
  /** The scanner's id of the check. */
  check: z.string().regex(/^CKV2?_(AWS|AZURE)_\d+$/),
  /** Addresses of the resources, or their types and names, in which `*` stands for any characters. */
  resources: z.array(z.string()).min(1),
  /** Stacks of AWS in which it is so. @default - staging and prod */
  stacks: z.array(z.enum(["staging", "prod"])).default(["staging", "prod"]),
  /** Why it is right as it is. */
  reason: z.string().min(20),
});
export type Explanation = z.output<typeof explanation>;

/** The reviewed findings. */
export function readExplanations(cloud: "aws" | "azure"): Explanation[] {
  const file = join(import.meta.dirname, `../explained-${cloud}.yaml`);
  return z.array(explanation).parse(parse(readFileSync(file, "utf8")));
}

/** Findings that nobody has explained, as `CHECK RESOURCE: NAME`. */
export function unexplained(findings: readonly Finding[], explanations: readonly Explanation[]): string[] {
  return findings
    .filter(
      (finding) => !explanations.some((each) => patternsOf(each).some((pattern) => pattern.test(identity(finding)))),
    )
    .map((finding) => `${identity(finding)}: ${finding.name}`);
}

/** Patterns that explain something, as `CHECK PATTERN`; one that does not has been mended, or its resource is gone. */
export function explained(findings: readonly Finding[], explanations: readonly Explanation[]): string[] {
  return explanations.flatMap((each) =>
    patternsOf(each).flatMap((pattern, index) =>
      findings.some((finding) => pattern.test(identity(finding))) ? [`${each.check} ${each.resources[index]}`] : [],
    ),
  );
}

const identity = ({ check, resource }: Finding) => `${check} ${resource}`;

const patternsOf = ({ check, resources }: Pick<Explanation, "check" | "resources">): RegExp[] =>
  resources.map((resource) => new RegExp(`^${check} ${resource.split("*").map(RegExp.escape).join(".*")}$`));
