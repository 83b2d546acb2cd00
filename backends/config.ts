import { RunError } from "@pulumi/pulumi/errors.js";
import { z } from "zod";
import { describe } from "../components/core/errors.ts";
import { isAwsRegion } from "../config/aws-regions.ts";
import { stages } from "../components/core/cloud.ts";

const name = (pattern: RegExp, what: string) => z.string({ error: what }).regex(pattern, { error: what });
const guid = (what: string) => name(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, what);
const atLeastOne = "a list with at least one";

const aws = z.strictObject({
  /** Account that has the state; other accounts are refused. */
  account: name(/^[0-9]{12}$/, 'the 12 digits of an account, in quotes: "012345678901"'),
  region: z.string().refine(isAwsRegion, { error: "a region of AWS, such as us-east-1" }),
  /** Names of the roles that deploy the stack; they are there already. */
  deployers: z.array(name(/^[\w+=,.@-]{1,64}$/, "the name of a role")).min(1, { error: atLeastOne }),
});

const azure = z.strictObject({
  subscription: guid("the id of a subscription"),
  tenant: guid("the id of a tenant"),
  location: name(/^[a-z0-9]+$/, "a location, such as eastus"),
  /** Object ids of the groups and identities that deploy the stack; they are there already. */
  deployers: z.array(guid("the object id of a group or an identity")).min(1, { error: atLeastOne }),
  /** Object ids of the identities that back the state up: they read it, and decrypt what is in it for a drill. @default [] - nobody does */
  backups: z.array(guid("the object id of an identity")).default([]),
  /** Networks that reach the state and the key, in CIDR form. */
  networks: z.array(name(/^[0-9.]+\/[0-9]+$/, "a network in CIDR form")).min(1, { error: atLeastOne }),
});

const common = {
  stage: z.enum(stages, { error: `one of ${stages.join(", ")}` }),
  costCentre: z.string({ error: "who is billed" }).min(1, { error: "who is billed" }),
};
const schema = z.discriminatedUnion(
  "cloud",
  [
    z.strictObject({ ...common, cloud: z.literal("aws"), aws }),
    z.strictObject({ ...common, cloud: z.literal("azure"), azure }),
  ],
  { error: "aws or azure, and the settings of that cloud alone" },
);

/** Where the state of a stack is to be. */
export type StateConfig = z.output<typeof schema>;
export type AwsStateConfig = Extract<StateConfig, { cloud: "aws" }>;
export type AzureStateConfig = Extract<StateConfig, { cloud: "azure" }>;

const prefix = "plumbline-state:";

/** Pulumi hands objects over as JSON and everything else as plain text. */
export function rawValues(all: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]): [string, unknown][] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value.startsWith("{") ? JSON.parse(value) : value]] : [],
    ),
  );
}

/**
 * Reads the configuration of a stack of this project.
 *
 * @throws RunError with a line for each value that is wrong
 */
export function parseStateConfig(stack: string, raw: Readonly<Record<string, unknown>>): StateConfig {
  const { success, data, error } = schema.safeParse(raw);
  if (success) return data;
  throw new RunError(error.issues.map((issue) => lineOf(stack, raw, issue)).join("\n"));
}

function lineOf(stack: string, raw: unknown, issue: z.core.$ZodIssue): string {
  const field = `stack ${stack} of backends: ${prefix}${issue.path.join(".")}`;
  if (issue.code === "unrecognized_keys") return `${field}: remove ${issue.keys.join(", ")}, or correct the name`;
  const given = issue.path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(String(part)) : undefined,
    raw,
  );
  return `${field}: expected ${issue.message}, got ${describe(given)}`;
}
