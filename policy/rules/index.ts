import type { Rule } from "../lib/rule.ts";
import { kubernetesRules } from "./kubernetes/index.ts";

/** Every rule of the pack. Importing it starts nothing and loads no SDK. */
export const rules: readonly Rule[] = kubernetesRules;
