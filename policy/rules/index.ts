import type { AnyRule } from "../lib/table.ts";
import { awsRules } from "./aws/index.ts";
import { azureRules } from "./azure/index.ts";
import { crossRules } from "./cross/index.ts";
import { kubernetesRules } from "./kubernetes/index.ts";

/** Every rule of the pack. Importing it starts nothing and loads no SDK. */
export const rules: readonly AnyRule[] = [...kubernetesRules, ...awsRules, ...azureRules, ...crossRules];
