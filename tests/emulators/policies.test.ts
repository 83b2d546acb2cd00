import assert from "node:assert/strict";
import { accountOf } from "./lib/account.ts";
import { graphOf } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { type Decision, decide, type Request } from "./lib/policies.ts";

const graph = await graphOf("prod");
const accountId = accountOf(graph);

const stranger = "arn:aws:iam::999999999999:role/stranger";
const administrator = `arn:aws:iam::${accountId}:role/administrator`;
const tls = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
const plain = { "aws:SecureTransport": "false" };

/** A role that its own account lets do everything of a service. */
const everything = (service: string) => [
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: `${service}:*`, Resource: "*" }] },
];
const policiesOf = (type: string) =>
  graph.resources
    .filter((resource) => resource.type === type)
    .map(({ name, inputs }) => ({ name, inputs, resourcePolicy: JSON.parse(String(inputs.policy)) as unknown }));

/** Asks about each policy, and tells which were answered otherwise. */
async function expectAll(
  decision: Decision,
  requests: readonly (Request & { readonly name: string })[],
): Promise<void> {
  assert.notEqual(requests.length, 0);
  const decisions = await decide(requests);
  const others = requests.flatMap(({ name }, index) =>
    decisions[index] === decision ? [] : [`${name}: ${decisions[index]}`],
  );
  assert.deepEqual(others, []);
}

describe("the policies of a prod on AWS, as iam-simulate evaluates them", () => {
  describe("of buckets", () => {
    const buckets = policiesOf("aws:s3/bucketPolicy:BucketPolicy");
    const ask = (change: Partial<Request>) =>
      buckets.map(({ name, inputs, resourcePolicy }) => ({
        name,
        principal: administrator,
        action: "s3:GetObject",
        resource: `arn:aws:s3:::${String(inputs.bucket)}/object`,
        accountId,
        context: tls,
        identityPolicies: everything("s3"),
        resourcePolicy,
        ...change,
      }));

    it("let a role of the account that may, by a current TLS", () => expectAll("Allowed", ask({})));
    it("refuse plain HTTP, even to administrators", () => expectAll("ExplicitlyDenied", ask({ context: plain })));
    it("refuse an old TLS", () => expectAll("ExplicitlyDenied", ask({ context: { ...tls, "s3:TlsVersion": "1.1" } })));
    it("refuse a role of the account that may not", () => expectAll("ImplicitlyDenied", ask({ identityPolicies: [] })));
    it("refuse a stranger whose own account allows everything", () =>
      expectAll("ImplicitlyDenied", ask({ principal: stranger })));

    const encrypted = new Set(
      graph.resources.flatMap(({ type, inputs }) => {
        const isEncryption = type.endsWith(":BucketServerSideEncryptionConfiguration");
        const byKey = at(list(inputs.rules)[0], "applyServerSideEncryptionByDefault", "kmsMasterKeyId") !== undefined;
        return isEncryption && byKey ? [inputs.bucket] : [];
      }),
    );
    const header = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    const put = (context: Record<string, string>) =>
      ask({ action: "s3:PutObject", context: { ...tls, ...context } }).filter((_, index) =>
        encrypted.has(buckets[index]?.inputs.bucket),
      );
    const foreign = "arn:aws:kms:us-east-1:999999999999:key/theirs";

    it("take objects for their own key, and refuse those for another", async () => {
      await expectAll("Allowed", put({}));
      await expectAll("ExplicitlyDenied", put({ [header]: foreign }));
    });

    it("take access logs from S3 on behalf of this account alone", async () => {
      const access = ask({
        action: "s3:PutObject",
        principal: "logging.s3.amazonaws.com",
        identityPolicies: [],
      }).filter(({ name }) => name.includes("-logs-access-"));
      const from = (source: string) =>
        access.map((request) => ({
          ...request,
          context: { ...tls, "aws:SourceAccount": source, "aws:SourceArn": "arn:aws:s3:::prod-backups" },
        }));
      await expectAll("Allowed", from(accountId));
      await expectAll("ImplicitlyDenied", from("999999999999"));
    });
  });

  describe("of queues", () => {
    const ask = (change: Partial<Request>) =>
      policiesOf("aws:sqs/queuePolicy:QueuePolicy").map(({ name, resourcePolicy }) => ({
        name,
        principal: administrator,
        action: "sqs:SendMessage",
        resource: String(list(at(list(at(resourcePolicy, "Statement"))[0], "Resource"))[0]),
        accountId,
        context: tls,
        identityPolicies: everything("sqs"),
        resourcePolicy,
        ...change,
      }));

    it("let a role of the account that may, by TLS", () => expectAll("Allowed", ask({})));
    it("refuse plain HTTP", () => expectAll("ExplicitlyDenied", ask({ context: plain })));
    it("refuse strangers", () => expectAll("ImplicitlyDenied", ask({ principal: stranger })));
  });

  describe("of keys", () => {
    const keys = policiesOf("aws:kms/key:Key");
    const ask = (change: Partial<Request>) =>
      keys.map(({ name, resourcePolicy }) => ({
        name,
        principal: administrator,
        action: "kms:Decrypt",
        resource: `arn:aws:kms:us-east-1:${accountId}:key/${name}`,
        accountId,
        context: {},
        identityPolicies: everything("kms"),
        resourcePolicy,
        ...change,
      }));

    it("do not let administrators read what they encrypted, but only the services of their purpose", () =>
      expectAll("ImplicitlyDenied", ask({})));
    it("let administrators look after them", () => expectAll("Allowed", ask({ action: "kms:EnableKeyRotation" })));
    it("let whoever may use a service have it use the key, in that service's region", () =>
      expectAll(
        "Allowed",
        ask({}).flatMap((request) => {
          const through = list(at(request.resourcePolicy, "Statement")).find(
            (statement) => at(statement, "Sid") === "UseThroughServices",
          );
          const services = list(at(through, "Condition", "StringEquals", "kms:ViaService"));
          return services.map((service) => ({
            ...request,
            name: `${request.name} ${String(service)}`,
            context: { "kms:CallerAccount": accountId, "kms:ViaService": String(service) },
          }));
        }),
      ));
    it("refuse strangers, even through a service", () =>
      expectAll("ImplicitlyDenied", ask({ principal: stranger, context: { "kms:CallerAccount": "999999999999" } })));
  });

  describe("of secrets", () => {
    const ask = (principal: string, action = "secretsmanager:GetSecretValue") =>
      policiesOf("aws:secretsmanager/secretPolicy:SecretPolicy").map(({ name, inputs, resourcePolicy }) => ({
        name,
        principal,
        action,
        resource: String(inputs.secretArn),
        accountId,
        context: tls,
        resourcePolicy,
      }));
    const reader = `arn:aws:iam::${accountId}:role/region-identities-external-secrets`;

    it("let External Secrets read, and not write", async () => {
      await expectAll("Allowed", ask(reader));
      await expectAll("ImplicitlyDenied", ask(reader, "secretsmanager:PutSecretValue"));
    });
    it("say nothing for other roles and strangers", async () => {
      await expectAll("ImplicitlyDenied", ask(administrator));
      await expectAll("ImplicitlyDenied", ask(stranger));
    });
  });
});
