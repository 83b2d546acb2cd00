import { z } from "zod";
import { choice, decimal, image, integer, version } from "./fields.ts";

/** Settings of cap. */
export const cap = z.strictObject(
  {
    /** Images of the two applications (CAP-028, CAP-029). */
    images: z.strictObject({ "app-cp": image, "app-ap": image }, { error: "the images of app-cp and app-ap" }),
    /** Time-out of a call to a Redis node, from the network's latency (CAP-008). Unit: seconds. */
    networkTimeoutSec: decimal(0.05, 60, "seconds"),
    /** Oldest value that app_ap may serve, from the business (CAP-009). Unit: milliseconds. */
    maxStalenessMs: integer(1, 3_600_000, "milliseconds"),
    /** Level of the application log; the audit log has its own (CAP-010). */
    logLevel: choice(["DEBUG", "INFO", "WARNING", "ERROR"]),
    /** Who copies writes from db_g1 to db_g2: Redis itself, or the application (CAP-031). */
    replication: choice(["redis", "application"]).default("application"),
    /** Connections that one application pod keeps to each Redis node (CAP-061). */
    redisPoolSize: integer(1, 1000, "connections").default(50),
    /** Raise it to rotate SECRET_KEY (CAP-026). */
    secretKeyVersion: version,
    /** Raise it to rotate the Redis passwords (CAP-002). */
    redisPasswordVersion: version,
  },
  { error: "the settings of cap" },
);

export type CapConfig = z.output<typeof cap>;
