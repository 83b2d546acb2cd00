import assert from "node:assert/strict";
import { parse } from "yaml";
import { awsResources, awsStacks } from "../lib/aws-graph.ts";
import { clusterGraphOf, graphOf, objectsOf } from "../lib/graph.ts";
import { at } from "../lib/json.ts";

const writers = ["order-service", "user-service"];
const backupAccounts = [
  "ecommerce-backup-access-driller-mongodb-backup-drill",
  "ecommerce-backup-access-observer-backup-exporter",
  "ecommerce-backup-access-writer-mongodb-backup",
];
const domain = { staging: "staging.example.com", prod: "prod.example.com" };

describe("the cloud's own way to the customers of ecommerce", () => {
  for (const stack of awsStacks) {
    it(`is open in ${stack} to the services that write to people, by the identity of their pods alone`, async () => {
      const all = awsResources(await graphOf(stack));
      const here = all.filter(({ region }) => region === "us-east-1");
      const names = (kind: string, pattern: RegExp) =>
        here.flatMap(({ kind: each, resource }) =>
          each === kind && pattern.test(resource.name) ? [resource.name] : [],
        );
      assert.deepEqual(names("eks:PodIdentityAssociation", /^ecommerce-/).sort(), [
        ...backupAccounts,
        ...writers.map((service) => `ecommerce-${service}-identity-association`),
      ]);
      // No user, and no key of one.
      assert.deepEqual(
        all.filter(({ kind }) => kind.startsWith("iam:User") || kind === "iam:AccessKey"),
        [],
      );
      for (const service of writers) {
        const policy = here.find(({ resource }) => resource.name === `ecommerce-${service}-identity-policy`);
        const statements: unknown = at(JSON.parse(String(policy?.inputs.policy)), "Statement");
        assert.deepEqual(at(statements, 0, "Condition"), {
          StringEquals: { "ses:FromAddress": `no-reply@${domain[stack]}` },
        });
        assert.deepEqual(
          [0, 1, 2].map((index) => [at(statements, index, "Effect"), at(statements, index, "Action")]),
          [
            ["Allow", ["ses:SendEmail"]],
            ["Allow", ["sns:Publish"]],
            ["Deny", ["sns:Publish"]],
          ],
        );
      }
    });

    it(`is told in ${stack} to those services, and to no other`, async () => {
      const files = objectsOf(await graphOf(stack)).filter(
        ({ kind, name, resource }) =>
          kind === "ConfigMap" && resource.provider === "cluster" && /^[a-z]+-service-config(-|$)/.test(name),
      );
      assert.equal(files.length, 4);
      const settings = files.map(({ name, body }): [string, unknown] => {
        const read: unknown = parse(String(at(body, "data", "application.yml")));
        return [name, at(read, "notification", "ses")];
      });
      const ses = {
        region: "us-east-1",
        endpoint: "https://email.us-east-1.amazonaws.com",
        from: `no-reply@${domain[stack]}`,
        "configuration-set": `${stack}-ecommerce-mail`,
      };
      for (const [name, told] of settings) {
        assert.deepEqual(told, writers.some((service) => name.startsWith(service)) ? ses : undefined, name);
      }
    });
  }

  it("is nowhere on a cluster that is given", async () => {
    const graph = await clusterGraphOf("prod");
    assert.deepEqual(
      graph.resources.filter(({ name }) => name.includes("notifications")),
      [],
    );
  });
});
