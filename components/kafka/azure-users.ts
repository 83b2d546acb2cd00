import { listNamespaceKeysOutput } from "@pulumi/azure-native/eventhub/listNamespaceKeys.js";
import { NamespaceAuthorizationRule } from "@pulumi/azure-native/eventhub/namespaceAuthorizationRule.js";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { physicalName } from "../core/physical-names.ts";
import { copiedSecret } from "../secret-store/aws-secret.ts";
import { writtenSecret } from "../secret-store/azure-secret.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { EventHubs } from "./azure-namespace.ts";
import type { KafkaProtocol, KafkaSpec, KafkaUserSpec } from "./spec.ts";

/** How clients speak to Event Hubs. Batches may be compressed on the premium tier. */
export const eventHubsProtocol = {
  securityProtocol: "SASL_SSL",
  saslMechanism: "PLAIN",
  username: "$ConnectionString",
  loginModule: "org.apache.kafka.common.security.plain.PlainLoginModule",
  compression: true,
} as const satisfies KafkaProtocol;

const { username } = eventHubsProtocol;

/** As on the other clouds, put together by External Secrets. */
const jaasTemplate = `${eventHubsProtocol.loginModule} required username="{{ .username }}" password="{{ .password }}";`;

/**
 * The users of a cluster: a rule with a key each, and the connection string with it in the vault of every region, copied into the cluster. Azure
 * makes the key; a raised version is another rule, and so another key.
 *
 * Clients of Kafka cannot be identities of Entra here: those that the systems' images bring get tokens by a client secret, which a managed
 * identity has none of, or from a file that they read once. A rule says whether its user reads and writes, for all topics of the namespace.
 *
 * @param hubs Undefined in all regions but the primary one, which writes to their vaults.
 */
export function eventHubsUsers(
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  place: AzurePlace,
  hubs: EventHubs | undefined,
): Record<string, SecretReference> {
  const identity = { system: spec.system, component: spec.component };
  return Object.fromEntries(
    Object.entries(spec.users).map(([user, args]) => {
      const own = `${name}-user-${user}`;
      const secretName = physicalName("vault secret", spec.system, args.secretName);
      const written =
        hubs &&
        writtenSecret(parent, own, {
          identity,
          place,
          secretName,
          shared: true,
          entries: { username, password: connectionString(parent, `${own}-rule`, { user, args, spec, place, hubs }) },
        });
      const reference = copiedSecret(parent, `${own}-auth`, {
        identity,
        place,
        namespace: spec.namespace,
        secretName: args.secretName,
        values: {
          password: { secret: secretName, property: "password" },
          username: { secret: secretName, property: "username" },
        },
        derived: { "sasl.jaas.config": jaasTemplate },
        version: spec.passwordVersion,
        after: written ?? [],
      });
      return [user, reference];
    }),
  );
}

/** @throws InvalidInput for users that neither read nor write, which no rule can say. */
export function assertRights(where: string, users: Readonly<Record<string, KafkaUserSpec>>): void {
  for (const [user, args] of Object.entries(users)) {
    if (rightsOf(args).length > 0) continue;
    throw new InvalidInput(where, `users.${user}`, "topics that the user reads or writes", "none");
  }
}

/** Positions of groups are read and set by who may read. */
const rightsOf = ({ consumes, produces, task }: KafkaUserSpec) => [
  ...(consumes.length > 0 || task !== undefined ? ["Listen"] : []),
  ...(produces.length > 0 || task === "restore" ? ["Send"] : []),
];

interface UserOf {
  readonly user: string;
  readonly args: KafkaUserSpec;
  readonly spec: KafkaSpec;
  readonly place: AzurePlace;
  readonly hubs: EventHubs;
}

/** What a user signs in by: where to, the name of its rule, and the key that Azure made for it. */
export function connectionString(
  parent: pulumi.Resource,
  name: string,
  { user, args, spec, place, hubs: { host, namespace } }: UserOf,
): pulumi.Output<string> {
  const { resourceGroupName } = place;
  const rule = new NamespaceAuthorizationRule(
    name,
    {
      resourceGroupName,
      namespaceName: namespace.name,
      authorizationRuleName: `${user}-${String(spec.passwordVersion)}`,
      rights: rightsOf(args),
    },
    { parent },
  );
  const { primaryKey } = pulumi.secret(
    listNamespaceKeysOutput(
      { resourceGroupName, namespaceName: namespace.name, authorizationRuleName: rule.name },
      { parent },
    ),
  );
  return pulumi.interpolate`Endpoint=sb://${host}/;SharedAccessKeyName=${rule.name};SharedAccessKey=${primaryKey}`;
}
