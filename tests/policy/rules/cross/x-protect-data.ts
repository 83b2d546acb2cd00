import { rules } from "../../../../policy/rules/index.ts";
import type { RuleCase } from "../../lib/cases.ts";

const on = rules.find(({ name }) => name === "x-protect-data")?.on ?? [];
const types = "matches" in on ? [] : on;
const set = "kubernetes:apps/v1:StatefulSet";
const props = { spec: { volumeClaimTemplates: [{ metadata: { name: "data" } }] } };

function each(title: string, protect: boolean, says: readonly string[] = []): RuleCase[] {
  return types.map((type) => ({ title, type, props, protect, says }));
}

export default [
  ...each("protected", true),
  ...each("not protected", false, ["opts.protect: expected true, found false"]),
  { title: "several volumes", type: set, props, protect: true, says: [] },
];
