import { z } from "zod";
import { choice, image, integer, version } from "./fields.ts";

/** Most pods of the engine (ONB-054). */
export const onboardingMostReplicas = 10;

/** Wider networks than these are the internet, more or less. Unit: bits of the prefix. */
const leastPrefix = 8;

const network = z
  .union([z.cidrv4(), z.cidrv6()], { error: "a network such as 203.0.113.0/24" })
  .refine((cidr) => Number(cidr.split("/")[1]) >= leastPrefix, {
    error: `a network of a prefix of at least ${leastPrefix} bits, since others would let everybody in (ONB-045)`,
  });

/** Settings of onboarding. */
export const onboarding = z.strictObject(
  {
    /**
     * Images of the workflow engine, and of Flyway with the engine's migrations: its `flyway` command finds the database
     * in FLYWAY_URL, FLYWAY_USER and FLYWAY_PASSWORD (ONB-013, ONB-036).
     */
    images: z.strictObject({ engine: image, migration: image }, { error: "the images of engine and migration" }),
    /** Major version of the OpenJDK that the engine's image runs on, which its pods declare (ONB-005). */
    javaVersion: integer(17, 99, "the major version of an OpenJDK").default(17),
    /**
     * kafkactl with its plugin for AWS, and a shell: the job that writes the access lists of MSK runs it. Built or mirrored by whoever runs the
     * stack, since nobody publishes one by digest. Required in a stack with regions, and of no use elsewhere.
     */
    kafkaTools: image.optional(),
    /**
     * `tuned` is the guide's option for high throughput: more partitions of commands, and consumers for them (ONB-055, ONB-056).
     * To be chosen with the stack: a later change moves keys to other partitions while their workflows run, and cannot be undone.
     */
    profile: choice(["standard", "tuned"]).default("standard"),
    /** Raise it to scale out by hand: the autoscaler undoes `kubectl scale`. @default - the stage's */
    minReplicas: integer(1, onboardingMostReplicas - 1, "replicas").optional(),
    /** A Redis for the engine's caches (ONB-004). */
    cache: z.boolean({ error: "true or false" }).default(false),
    /** Read replicas of the database, for reports (ONB-057). @default - the stage's standbys */
    readReplicas: integer(0, 8, "replicas").optional(),
    /** Client networks that may reach /admin; nobody else does (ONB-045). */
    adminNetworks: z.tuple([network], network, { error: "a list of at least one network" }),
    /** Whether the engine calls its eKYC and AML providers by https, besides hearing from them (ONB-061). */
    callsProviders: z.boolean({ error: "true or false" }).default(false),
    /** How long a step of a workflow may take (ONB-025, ONB-028). Unit: seconds. */
    workflowTimeoutSeconds: integer(1, 86_400, "seconds"),
    /** Log level of Spring Security. DEBUG writes requests and tokens into the log: for an hour, and not longer (ONB-030). */
    securityLogLevel: choice(["WARN", "INFO", "DEBUG"]).default("INFO"),
    /** What the business asks for when something breaks; the guide says nothing. Unit: seconds. */
    objectives: z.strictObject(
      { rtoSeconds: integer(60, 604_800, "seconds"), rpoSeconds: integer(120, 86_400, "seconds") },
      { error: "the recovery objectives rtoSeconds and rpoSeconds" },
    ),
    /** Raise it to rotate the database's password. */
    databasePasswordVersion: version,
    /** Raise it to rotate the password of the engine's Kafka user. */
    kafkaPasswordVersion: version,
    /** Raise it to rotate the password of Redis. */
    cachePasswordVersion: version,
    /** Raise it to rotate the password of the key store. */
    storePasswordVersion: version,
  },
  { error: "the settings of onboarding" },
);

export type OnboardingConfig = z.output<typeof onboarding>;
