import type * as pulumi from "@pulumi/pulumi";

/** Where a stack's primitives are provisioned; `kubernetes` builds every capability inside the given cluster. */
export const clouds = ["kubernetes", "aws", "azure"] as const;
export type Cloud = (typeof clouds)[number];

/** A column of the profile table: how large, how durable and how strict an environment is. */
export const stages = ["dev", "staging", "prod"] as const;
export type Stage = (typeof stages)[number];

/** One cloud's way of building a component: same spec in, same outputs out. */
export type Backend<Spec, Outputs> = (parent: pulumi.Resource, name: string, spec: Spec) => Outputs;
