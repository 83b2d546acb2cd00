import * as kms from "@aws-sdk/client-kms";
import * as route53 from "@aws-sdk/client-route-53";
import * as s3 from "@aws-sdk/client-s3";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sqs from "@aws-sdk/client-sqs";
import { fitRequest, isModel, type Json } from "./fit.ts";

/** The SDK's clients by the module of a resource's type. */
const clients = {
  kms: { sdk: kms, Client: kms.KMS },
  route53: { sdk: route53, Client: route53.Route53 },
  s3: { sdk: s3, Client: s3.S3 },
  secretsmanager: { sdk: secretsManager, Client: secretsManager.SecretsManager },
  sqs: { sdk: sqs, Client: sqs.SQS },
} as const;

export type ServiceName = keyof typeof clients;
export const serviceNames: readonly string[] = Object.keys(clients);

/** What went to an API, by its own names, and what came back. */
export interface Exchange {
  readonly sent: Json;
  readonly answer: Json;
}

/** Calls an operation of a service, such as `PutBucketVersioning`, with inputs as they were registered. */
export type Send = (operation: string, inputs: Json) => Promise<Exchange>;

const credentials = { accessKeyId: "emulated", secretAccessKey: "emulated" };
const made = new Map<string, object>();

/** @throws what the API answers, if it refuses the request; an error of its own if the request is none that the API's model has. */
export function sendTo(service: ServiceName, endpoint: string, region: string): Send {
  const { sdk, Client } = clients[service];
  const settings = { endpoint, region, credentials, maxAttempts: 1, ...(service === "s3" && { forcePathStyle: true }) };
  const key = [service, endpoint, region].join(" ");
  const client = made.get(key) ?? new Client(settings);
  made.set(key, client);
  return async (operation, inputs) => {
    const model: unknown = Reflect.get(sdk, `${operation}$`);
    const method: unknown = Reflect.get(client, operation.charAt(0).toLowerCase() + operation.slice(1));
    const input: unknown = Array.isArray(model) ? model[4] : undefined;
    if (!isModel(input) || typeof method !== "function") throw new Error(`${service} has no operation ${operation}`);
    const sent = fitRequest(operation, input, inputs);
    const answer: unknown = await Reflect.apply(method, client, [sent]);
    return { sent, answer: Object.fromEntries(Object.entries(answer ?? {})) };
  };
}
