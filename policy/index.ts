import { PolicyPack } from "@pulumi/policy";
import { toPolicy } from "./lib/pack.ts";
import { rules } from "./rules/index.ts";

new PolicyPack("plumbline", {
  displayName: "Plumbline",
  description: "The security and operations checklists of the production guides as rules.",
  enforcementLevel: "mandatory",
  policies: rules.map(toPolicy),
});
