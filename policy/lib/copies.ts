import { threshold } from "./rule.ts";

/** Whether the data of a stack has to be in a second region. */
export const copies = {
  copies: threshold<boolean>({
    description: "Whether data has to be in a second region, too.",
    type: "boolean",
    values: { dev: false, staging: false, prod: true, "prod-azure": true },
  }),
};

/** Why nothing is said of copies where none have to be. */
export const oneRegion = "the stack is in one region, by its stage";
