import { z } from "zod";

/**
 * The outputs of every stack, the same over all clouds. Secrets appear by reference only.
 * A field is never renamed or removed within a version; a new field is optional for one release.
 */
export const contractVersion = 1;

const seconds = z.number().int().positive();

/** Where a client connects. */
const endpoint = z.strictObject({
  /** `https://host` or `redis://host:port` and the like. */
  url: z.string().describe("Address with scheme"),
  host: z.string().describe("Host name"),
  port: z.number().int().min(1).max(65535).describe("TCP port"),
  scope: z.enum(["public", "cluster"]).describe("Reachable from the internet, or from inside the cluster only"),
});

/** Where a secret value lies; never the value. */
const secretReference = z.strictObject({
  namespace: z.string().describe("Namespace of the Secret object"),
  name: z.string().describe("Name of the Secret object"),
  keys: z.array(z.string()).min(1).describe("Keys that hold the value"),
});

const system = z.strictObject({
  namespace: z.string().describe("Namespace of the system's workloads"),
  endpoints: z.record(z.string(), endpoint).describe("Endpoints by name"),
  secrets: z.record(z.string(), secretReference).describe("Secret references by purpose"),
  topics: z.array(z.string()).optional().describe("Names of the Kafka topics, where the system has any"),
  objectives: z
    .strictObject({
      rtoSeconds: seconds.describe("Recovery time objective in seconds"),
      rpoSeconds: seconds.describe("Recovery point objective in seconds"),
    })
    .describe("What the system promises when something breaks"),
});

const region = z.strictObject({
  role: z.enum(["primary", "replica", "standby"]).describe("What the region is for"),
  systems: z.record(z.string(), system).describe("Outputs of each system there, by its id"),
});

export const stackOutputs = z.strictObject({
  contract: z.literal(contractVersion).describe("Version of this contract"),
  stage: z.enum(["dev", "staging", "prod"]).describe("Profile of the environment"),
  cloud: z.enum(["kubernetes", "aws", "azure"]).describe("Cloud that hosts the primitives"),
  systems: z.record(z.string(), system).describe("Outputs of each deployed system, by its id; in the primary region"),
  regions: z.record(z.string(), region).optional().describe("The stack's other regions, by name"),
});

export type StackOutputs = z.output<typeof stackOutputs>;
export type RegionOutputs = z.output<typeof region>;
export type SystemOutputs = z.output<typeof system>;
export type Endpoint = z.output<typeof endpoint>;
export type SecretReference = z.output<typeof secretReference>;
