import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { objectLabels } from "../core/labels.ts";
import { GeneratedSecret, leastSecretBytes } from "../secret-store/generated-secret.ts";
import { logStore, type LogStoreSecrets } from "./log-store.ts";
import { platformSecrets } from "./secrets.ts";

/** User and role of the log collectors. */
const writer = "log-writer";

/** All that the collectors may do: add documents to the logs' data streams, which come into being by themselves. */
const writerRole = `${writer}:
  cluster: ["monitor"]
  indices:
    - names: ["logs-*"]
      privileges: ["auto_configure", "create_doc"]
`;

export interface PlatformCredentials {
  readonly logStore: LogStoreSecrets;
  /** Everything that must exist before the charts that read it. */
  readonly all: pulumi.Resource[];
}

/** The passwords that charts read by name. */
export function platformCredentials(
  parent: pulumi.Resource,
  name: string,
  version: number,
  dependsOn: pulumi.Resource[],
): PlatformCredentials {
  const { grafana, logWriter } = platformSecrets;
  const opts = { parent, dependsOn };
  const administrator = new GeneratedSecret(
    `${name}-grafana-admin`,
    {
      identity: { system: "platform", component: "grafana" },
      namespace: "monitoring",
      secretName: grafana.name,
      key: grafana.passwordKey,
      version,
    },
    () => ({ [grafana.userKey]: "admin" }),
    opts,
  );
  const password = new RandomBytes(
    `${name}-log-writer-value`,
    { length: leastSecretBytes, keepers: { version: String(version) } },
    { parent },
  ).hex;
  const login = { [logWriter.usernameKey]: writer, [logWriter.passwordKey]: password };
  const secret = (role: string, namespace: string, object: string, entries: Record<string, pulumi.Input<string>>) =>
    new Secret(
      `${name}-${role}`,
      {
        metadata: {
          name: object,
          namespace,
          labels: objectLabels({ system: "platform", component: "log-writer" }),
        },
        type: "Opaque",
        data: pulumi.secret(pulumi.output(entries).apply(base64Values)),
      },
      opts,
    );
  const store = secret("log-writer", logStore.namespace, logWriter.name, { ...login, roles: writer });
  const roles = secret("log-roles", logStore.namespace, "log-roles", { "roles.yml": writerRole });
  const collector = secret("log-collector", "node-agents", logWriter.name, login);
  return {
    logStore: { writer: store.metadata.name, roles: roles.metadata.name },
    all: [administrator, store, roles, collector],
  };
}

function base64Values(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [key, Buffer.from(value, "utf8").toString("base64")]),
  );
}
