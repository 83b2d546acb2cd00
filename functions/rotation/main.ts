import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { RDSClient } from "@aws-sdk/client-rds";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RotatedSecret, secretsManager } from "./keeper.ts";
import { administrator } from "./kinds/administrator.ts";
import { cache } from "./kinds/cache.ts";
import { tagOf } from "./kinds/clusters.ts";
import { documentAddress, documentUser } from "./kinds/document-user.ts";
import { auroraAddress, postgresUser } from "./kinds/postgres-user.ts";
import { value } from "./kinds/value.ts";
import { rotate, type RotationEvent, type RotationKind } from "./rotation.ts";
import { type RotationKindName, rotationKinds, rotationTags } from "./tags.ts";

const keeper = secretsManager(new SecretsManagerClient({}));
const rds = new RDSClient({});

/** Certificates of those who sign for the databases of the region, beside the program. */
const authorities = () => readFileSync(join(import.meta.dirname, "authorities.pem"), "utf8");

const kinds: Record<RotationKindName, () => RotationKind> = {
  value: () => value,
  administrator: () => administrator(rds),
  cache: () => cache(new ElastiCacheClient({})),
  "postgres-user": () => postgresUser(auroraAddress(rds, authorities())),
  "document-user": () => documentUser(documentAddress(rds, keeper, authorities())),
};

function kindOf(secret: RotatedSecret): RotationKind {
  const named = tagOf(secret, rotationTags.kind);
  const kind = rotationKinds.find((each) => each === named);
  if (!kind) throw new Error(`${secret.name} is of the kind ${named}: known are ${rotationKinds.join(", ")}`);
  return kinds[kind]();
}

/** What Lambda calls, as Secrets Manager asks. */
export async function handler(event: RotationEvent): Promise<void> {
  const { Step, SecretId, ClientRequestToken } = event;
  console.log(JSON.stringify({ step: Step, secret: SecretId, version: ClientRequestToken }));
  await rotate(event, keeper, kindOf);
}
