import { z } from "zod";
import { colours } from "../components/workload/spec.ts";
import { choice, decimal, image, integer, text, version } from "./fields.ts";

/** The services behind the gateway, each with documents of its own in the one database (ECO-003, ECO-004). */
export const ecommerceServices = ["user-service", "product-service", "cart-service", "order-service"] as const;
export type EcommerceService = (typeof ecommerceServices)[number];

const released = "a release: mode rolling or blue-green, with its images";

/** How a new version of a service reaches the users (ECO-068). */
const release = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("rolling"), image }, { error: released }),
    z.strictObject(
      {
        mode: z.literal("blue-green"),
        /** Colour that gets the requests. */
        active: choice(colours),
        /** `warm` keeps the other colour at full size, to check it, to switch to it, and to go back. */
        idle: choice(["warm", "cold"]).default("cold"),
        blue: image,
        green: image,
      },
      { error: released },
    ),
  ],
  { error: released },
);

/** A service, with the port that it has unless the stack says otherwise (ECO-003, ECO-004). */
function service(port: number) {
  return z.strictObject(
    {
      release,
      /** Port that the application listens on, for requests, probes and metrics. */
      port: integer(1024, 65_535, "port").default(port),
    },
    { error: "the service: release and optionally port" },
  );
}

const url = text(/^https:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~%/-]*)?$/, "an https URL");

/** Two providers of a kind of message; the second takes over when the first fails (ECO-064). */
function providers<const T extends readonly [string, string, string]>(
  names: T,
  primary: T[number],
  fallback: T[number],
) {
  const error = `primary and fallback, two of ${names.join(", ")}`;
  return z
    .strictObject({ primary: choice(names), fallback: choice(names) }, { error })
    .refine((given) => given.primary !== given.fallback, { error })
    .prefault({ primary, fallback });
}

const template = text(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "the name of a template");
const flag = z.boolean({ error: "true or false" });
const multiplier = decimal(1, 100, "times the normal load");
const percent = integer(1, 1000, "percent");

/** When a stack has to carry more than its daily peak (ECO-060). */
export const seasons = ["normal", "black-friday", "holiday-season", "flash-sales"] as const;
export type Season = (typeof seasons)[number];

/** What the business expects (ECO-060, ECO-061). */
const capacity = z.strictObject(
  {
    /** Normal load, which the stage's own number of replicas carries. */
    requestsPerSecond: integer(1, 1_000_000, "requests per second"),
    concurrentUsers: integer(1, 100_000_000, "users"),
    /** The daily peak, in times the normal load. */
    peakMultiplier: multiplier,
    /** Peaks of a season, in times the normal load. */
    seasonalPeaks: z.strictObject(
      { "black-friday": multiplier, "holiday-season": multiplier, "flash-sales": multiplier },
      { error: "the multipliers of black-friday, holiday-season and flash-sales" },
    ),
    growthProjections: z.strictObject(
      {
        /** Whether 200 % is twice as much as the year before, or 200 % more; the guide leaves it open. */
        meaning: choice(["total", "increase"]),
        year1: percent,
        year2: percent,
        year3: percent,
      },
      { error: "the growth: meaning, year1, year2 and year3" },
    ),
  },
  { error: "the capacity: requestsPerSecond, concurrentUsers, peakMultiplier, seasonalPeaks and growthProjections" },
);

/** Settings of ecommerce. */
export const ecommerce = z.strictObject(
  {
    services: z.strictObject(
      {
        "user-service": service(8081),
        "product-service": service(8082),
        "cart-service": service(8083),
        "order-service": service(8084),
        "api-gateway": service(8080),
      },
      { error: "user-service, product-service, cart-service, order-service and api-gateway" },
    ),
    /** Major version of Spring Boot, which decides over the names of some settings (ECO-011). */
    springBoot: choice(["3", "4"]).default("3"),
    /** Who issues the tokens of users (ECO-034). */
    oidcIssuer: url,
    /** Address of the payment provider (ECO-063). */
    paymentUrl: url,
    notification: z
      .strictObject(
        {
          email: providers(["sendgrid", "ses", "azure-communication-services"], "sendgrid", "ses"),
          sms: providers(["twilio", "sns", "azure-communication-services"], "twilio", "sns"),
          templates: z
            .strictObject(
              {
                welcome: template.default("welcome-template-v1"),
                order_confirmation: template.default("order-confirmation-v2"),
                password_reset: template.default("password-reset-v1"),
              },
              { error: "the templates welcome, order_confirmation and password_reset" },
            )
            .prefault({}),
        },
        { error: "the notification: email, sms and templates" },
      )
      .prefault({}),
    /** ClusterSecretStore with the keys of the payment, mail and message providers. @default - none is called */
    secretStore: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a ClusterSecretStore").optional(),
    /** Flags of the applications (ECO-074). */
    features: z
      .strictObject(
        { "new-checkout-flow": flag.default(false), "enhanced-search": flag.default(false) },
        { error: "the flags new-checkout-flow and enhanced-search" },
      )
      .prefault({}),
    /** Serves OpenAPI documents and their pages inside the cluster; never on the public host (ECO-075). */
    apiDocs: flag.default(false),
    /** Level of every log (ECO-024). */
    logLevel: choice(["DEBUG", "INFO", "WARN", "ERROR"]).default("INFO"),
    /** What the gateway lets a user ask of each service (ECO-062). Unit: requests per second. */
    rateLimit: z
      .strictObject(
        {
          replenishRate: integer(1, 100_000, "requests per second").default(100),
          burstCapacity: integer(1, 100_000, "requests").default(200),
        },
        { error: "the limit: replenishRate and burstCapacity" },
      )
      .prefault({}),
    /** What one client address may ask of the public host, whoever is behind it. Unit: requests per minute. */
    requestsPerMinute: integer(1, 10_000_000, "requests per minute"),
    /** How long an entry of the cache lives (ECO-054). Unit: minutes. */
    cacheTtlMinutes: integer(1, 10_080, "minutes").default(30),
    /** Connections that a pod keeps open to each member of the database. */
    mongodbPoolSize: integer(1, 1000, "connections").default(10),
    /** Also scales on memory; the guide says 80. @default - not: a JVM hardly gives memory back, and replicas only rise (ECO-052) */
    memoryPercent: integer(1, 100, "percent").optional(),
    capacity,
    /** Raise it ahead of a peak that the autoscalers could not follow; it raises both their bounds (ECO-060). */
    season: choice(seasons).default("normal"),
    /** Raise it to rotate the passwords of MongoDB. */
    mongodbPasswordVersion: version,
    /** Raise it to make another key for the encryption by the server (ECO-035). */
    mongodbEncryptionKeyVersion: version,
    /** Raise it to rotate the password of Redis. */
    redisPasswordVersion: version,
  },
  { error: "the settings of ecommerce" },
);

export type EcommerceConfig = z.output<typeof ecommerce>;
export type EcommerceRelease = z.output<typeof release>;
