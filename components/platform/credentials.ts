import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import { GeneratedSecret, leastSecretBytes } from "../secret-store/generated-secret.ts";
import type { LogStoreSecrets } from "./log-store.ts";
import { logRetention, logStore } from "./log-streams.ts";
import { platformSecrets } from "./secrets.ts";

/** User and role of the log collectors. */
const writer = "log-writer";

/** User and role that keep the store's settings and Kibana's views. */
const keeper = "log-keeper";

const streams = JSON.stringify(Object.keys(logRetention));

/**
 * What each may do. The collectors add documents to the logs' data streams, which come into being by themselves, and read none; the keeper
 * says how long documents stay, and brings views of them, and reads none either.
 */
const roleFile = `${writer}:
  cluster: ["monitor"]
  indices:
    - names: ${streams}
      privileges: ["auto_configure", "create_doc"]
${keeper}:
  cluster: ["monitor", "manage_index_templates"]
  indices:
    - names: ${streams}
      privileges: ["manage_data_stream_lifecycle", "view_index_metadata"]
  applications:
    - application: "kibana-.kibana"
      privileges: ["space_all"]
      resources: ["space:default"]
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
  const { grafana, logWriter, logKeeper } = platformSecrets;
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
  const login = (user: string, keys: { usernameKey: string; passwordKey: string }) => {
    const { hex } = new RandomBytes(
      `${name}-${user}-value`,
      { length: leastSecretBytes, keepers: { version: String(version) } },
      { parent },
    );
    return { [keys.usernameKey]: user, [keys.passwordKey]: hex };
  };
  const writerLogin = login(writer, logWriter);
  const keeperLogin = login(keeper, logKeeper);
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
  const { namespace } = logStore;
  const store = secret("log-writer", namespace, logWriter.name, { ...writerLogin, roles: writer });
  const settings = secret("log-keeper", namespace, logKeeper.name, { ...keeperLogin, roles: keeper });
  const roles = secret("log-roles", namespace, "log-roles", { "roles.yml": roleFile });
  const collector = secret("log-collector", "node-agents", logWriter.name, writerLogin);
  return {
    logStore: {
      users: [onceMade(store, logWriter.name), onceMade(settings, logKeeper.name)],
      roles: onceMade(roles, "log-roles"),
    },
    all: [administrator, store, settings, roles, collector],
  };
}

function base64Values(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [key, Buffer.from(value, "utf8").toString("base64")]),
  );
}
