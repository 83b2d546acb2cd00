import { z } from "zod";
import { image, integer, text, version } from "./fields.ts";

const path = text(/^\/[A-Za-z0-9._~/-]*$/, 'a path that starts with "/"');

/** Most replicas of each service (REC-064, REC-065). */
export const reconciliationMostReplicas = { backend: 10, frontend: 5 } as const;

/** Where a service listens and how it says that it is well: its guide names no endpoint (REC-071). */
function service(name: keyof typeof reconciliationMostReplicas) {
  return z.strictObject(
    {
      /** Port that the application listens on for HTTP. */
      port: integer(1024, 65_535, "port"),
      /** Answers 200 while the service can do its work. */
      readinessPath: path,
      /** Answers 200 while the process need not be restarted. */
      livenessPath: path,
      /** Raise it to scale by hand: the autoscaler undoes `kubectl scale` (REC-067). @default - the stage's */
      minReplicas: integer(1, reconciliationMostReplicas[name] - 1, "replicas").optional(),
    },
    { error: `the ${name}: port, readinessPath, livenessPath and optionally minReplicas` },
  );
}

const requests = integer(1, 1_000_000, "requests per minute");

/** Settings of reconciliation. */
export const reconciliation = z.strictObject(
  {
    /** Images of the two services (REC-005, REC-006); the migration runs in the backend's (REC-069). */
    images: z.strictObject({ backend: image, frontend: image }, { error: "the images of backend and frontend" }),
    backend: service("backend"),
    frontend: service("frontend"),
    /** What one client address may ask of a host; the guide gives no limit (REC-047). Unit: requests per minute. */
    requestsPerMinute: z.strictObject(
      { frontend: requests, api: requests, websocket: requests },
      { error: "the limits of frontend, api and websocket" },
    ),
    /** Longest silence on a websocket (REC-019). Unit: seconds. */
    websocketIdleSeconds: integer(60, 86_400, "seconds").default(3600),
    /** Where the frontend keeps files whose names contain a hash of their content (REC-081). */
    assetsPath: path.default("/assets"),
    /** Connections that a backend pod keeps open (REC-023). */
    databasePoolSize: integer(1, 1000, "connections").default(20),
    /** Most connections of a backend pod (REC-023). */
    databaseMaxConnections: integer(1, 1000, "connections").default(50),
    /** Statements slower than this are logged (REC-077). Unit: milliseconds. */
    slowStatementMs: integer(0, 3_600_000, "milliseconds").default(1000),
    /** Connections that a backend pod keeps to Redis (REC-024); ten pods and their successors fit into its 10000. */
    redisPoolSize: integer(1, 500, "connections").default(10),
    /** How long an entry of the cache lives (REC-027, REC-080). Unit: seconds. */
    cacheTtlSeconds: integer(1, 604_800, "seconds"),
    /** What the business asks for when something breaks; the guide says nothing (REC-063). Unit: seconds. */
    objectives: z.strictObject(
      { rtoSeconds: integer(60, 604_800, "seconds"), rpoSeconds: integer(120, 86_400, "seconds") },
      { error: "the recovery objectives rtoSeconds and rpoSeconds" },
    ),
    /** Raise it to rotate the key of the sessions' tokens: everybody has to log in again (REC-025). */
    jwtSecretVersion: version,
    /** Raise it to rotate the database's password. */
    databasePasswordVersion: version,
    /** Raise it to rotate the password of Redis. */
    redisPasswordVersion: version,
  },
  { error: "the settings of reconciliation" },
);

export type ReconciliationConfig = z.output<typeof reconciliation>;
