import { z } from "zod";
import { choice, image, integer, text, version } from "./fields.ts";

/** The guide's pause after each step of a canary (FTE-028). Unit: seconds. */
export const guidePauseSeconds = 600;

/** Longest wait for a new version's pods, before it is given up. */
const deadlineSeconds = integer(1, 3600, "seconds").default(600);

/** How a new version reaches the users; one mode at a time (FTE-028). */
const release = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("rolling"), image }),
    z.strictObject({
      mode: z.literal("blue-green"),
      /** Colour that the users reach (FTE-027). */
      active: choice(["blue", "green"]),
      /** `warm` keeps the other colour at full size, ready for the switch either way (FTE-027). */
      idle: choice(["warm", "cold"]).default("cold"),
      blue: image,
      green: image,
      deadlineSeconds,
    }),
    z.strictObject({
      mode: z.literal("canary"),
      image,
      /** How long each share of the traffic is watched; never shorter than the guide's in prod (FTE-028). */
      pauseSeconds: integer(1, 86_400, "seconds").default(guidePauseSeconds),
      /** How often the new version's failures are looked at, three bad looks being its end. */
      analysisSeconds: integer(1, 3600, "seconds").default(60),
      deadlineSeconds,
    }),
  ],
  { error: "mode rolling, blue-green or canary, and its images" },
);

/** Where typing errors end; what the database takes is checked with the connections. */
const mostInstances = 40;

/** Settings of firefly. */
export const firefly = z.strictObject(
  {
    release,
    /**
     * Image whose entry point brings the schema to the engine's state before any new instance starts, over and over without harm (FTE-005).
     * It finds the database in DATABASE_URL (JDBC) and DATABASE_USER, and the password in the file that DATABASE_PASSWORD_FILE names.
     */
    migrationImage: image,
    /** `tuned` is the guide's block for high throughput, and gives an instance the memory for it (FTE-002, FTE-055). */
    profile: choice(["standard", "tuned"]).default("standard"),
    /** Most instances of a version; an emergency asks for 10 (FTE-072). */
    maxReplicas: integer(2, mostInstances, "instances").default(10),
    /** Raise it to scale out by hand: the autoscaler undoes `kubectl scale` (FTE-072). @default - the stage's */
    minReplicas: integer(1, mostInstances, "instances").optional(),
    /** Turns calls through the circuit breaker on; an emergency switch (FTE-073). */
    circuitBreaker: z.boolean({ error: "true or false" }).default(true),
    /** Public path that the API lives below; the guide names none. */
    apiPath: text(/^\/[A-Za-z0-9._~/-]*$/, 'a path that starts with "/"').default("/api"),
    /** Who signs the tokens of callers, and for whom (FTE-018). */
    jwt: z.strictObject(
      {
        issuer: text(/^https:\/\/\S+$/, "an https URL"),
        audience: text(/^\S+$/, "an audience without spaces"),
      },
      { error: "the issuer and the audience of the tokens" },
    ),
    /** Counter of all executions, beside which a canary's failures are counted (FTE-041). */
    executionsMetric: text(/^[a-z_:][a-z0-9_:]*$/, "the name of a metric").default("saga_executions_total"),
    /** Raise it to rotate the key of the API's callers (FTE-017). */
    apiKeyVersion: version,
    /** Raise it to rotate the database's password. */
    databasePasswordVersion: version,
    /** Raise it to rotate the broker's credential. */
    brokerCredentialVersion: version,
    /** Raise it to rotate the password of the cache. */
    cachePasswordVersion: version,
  },
  { error: "the settings of firefly" },
);

export type FireflyConfig = z.output<typeof firefly>;
export type CanaryRelease = Extract<FireflyConfig["release"], { mode: "canary" }>;
export type ReleaseMode = FireflyConfig["release"]["mode"];
