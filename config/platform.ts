import { z } from "zod";
import { choice, text, version } from "./fields.ts";

const driver = z.strictObject(
  {
    /** Name of the driver, as its StorageClasses have it. */
    provisioner: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(\/[A-Za-z0-9._-]+)?$/, "the name of a driver"),
    /** What makes its volumes fast and encrypted, in the driver's own words. @default {} */
    parameters: z.record(z.string(), z.string({ error: "a text" }), { error: "texts by name" }).default({}),
  },
  { error: "the driver of the cluster's volumes: provisioner and parameters" },
);

const secretKey = z.strictObject(
  {
    name: text(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, "the name of a Secret"),
    key: text(/^[-._a-zA-Z0-9]{1,253}$/, "a key of the Secret"),
  },
  { error: "name and key of a Secret in the namespace monitoring" },
);

const address = text(/^[^\s@]+@([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,63}$/i, "an e-mail address");

/** Both, since critical alerts go both ways. */
const alerting = z.strictObject(
  {
    slack: z.strictObject(
      {
        channel: text(/^[#@][^\s]{1,80}$/, "a channel such as #alerts"),
        /** The webhook's address. */
        webhook: secretKey,
      },
      { error: "channel and webhook" },
    ),
    email: z.strictObject(
      {
        to: address,
        from: address,
        /** Mail server; it must offer TLS. */
        smarthost: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?:[0-9]{1,5}$/, "host:port of a mail server"),
        username: text(/^[^\s]{1,254}$/, "the user of the mail server"),
        password: secretKey,
      },
      { error: "to, from, smarthost, username and password" },
    ),
  },
  { error: "slack and email" },
);

/**
 * Who makes the operators, the namespaces of the cluster-wide parts, and the backup store.
 *
 * @param systems Every system that there is.
 */
export const platform = <const Names extends readonly [string, ...string[]]>(systems: Names) =>
  z.discriminatedUnion(
    "mode",
    [
      z.strictObject({
        /** This stack. One stack of a cluster says so. */
        mode: z.literal("own"),
        /** Address that the authority of public certificates writes to (REC-021). */
        acmeEmail: address,
        /** Driver behind the class `fast-ssd`. @default - the cloud's own; must be given where the cloud is kubernetes (FTE-003) */
        volumeDriver: driver.optional(),
        /** Systems that other stacks deploy onto this cluster: the backup store keeps a bucket and an account for each. @default [] */
        guests: z.array(choice(systems), { error: `a list of ${systems.join(", ")}` }).default([]),
        /** Who hears of alerts (REC-083). @default - nobody: alerts are shown, and not sent */
        alerting: alerting.optional(),
        /** Fields whose value is masked in logs, besides the usual ones (CAP-066). @default [] */
        maskedFields: z
          .array(text(/^[a-z0-9][a-z0-9_.]{0,62}$/, "lower-case letters, digits, _ and ."), {
            error: "a list of fields",
          })
          .default([]),
        /** Raise it to rotate the platform's own passwords. */
        credentialVersion: version,
        /** Raise it to rotate every system's credentials for the backup store. */
        backupCredentialVersion: version,
      }),
      z.strictObject({
        /** Another stack, which names this stack's systems as its guests. */
        mode: z.literal("shared"),
      }),
    ],
    { error: "mode own with the platform's settings, or mode shared where another stack of the cluster makes it" },
  );
