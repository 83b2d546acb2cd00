import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { awsResources, awsStacks } from "../lib/aws-graph.ts";
import { graphOf, graphWith, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";

/** What is opened by it stays closed with another value: `because` is beside each in the program. Other companies' keys are theirs to replace. */
const never = [
  /^ecommerce-(notification|payment)-credentials-given$/,
  /^[a-z]+-backup-keys$/,
  /^ecommerce-mongodb-encryption-key$/,
  /^onboarding-store-password$/,
];

/** Days after which secrets are replaced. */
const days = { staging: 7, prod: 30 } as const;

const ofKind = (graph: Rendered, kind: string) => awsResources(graph).filter((each) => each.kind === kind);

describe("secrets on AWS", () => {
  for (const stack of awsStacks) {
    it(`of ${stack} are replaced every ${days[stack]} days, but for keys of what is kept (FTE-024)`, async () => {
      const graph = await graphOf(stack);
      const rotations = ofKind(graph, "secretsmanager:SecretRotation");
      const lasting: string[] = [];
      for (const { resource, region } of ofKind(graph, "secretsmanager:Secret")) {
        const secretId = `${resource.name}-id`;
        const own = rotations.filter((each) => each.region === region && each.inputs.secretId === secretId);
        if (own.length === 0) {
          lasting.push(resource.name);
          continue;
        }
        const [only] = own;
        assert.ok(only && own.length === 1, resource.name);
        const { rotationRules, rotationLambdaArn } = only.inputs;
        assert.deepEqual(rotationRules, { automaticallyAfterDays: days[stack], duration: "4h" }, resource.name);
        assert.match(String(rotationLambdaArn), new RegExp(`^arn:aws:lambda:${region}:`));
      }
      assert.deepEqual(
        lasting.filter((name) => !never.some((one) => one.test(name))),
        [],
      );
    });

    it(`of ${stack} keep what rotation has put into them: the program only writes, and when a version changes`, async () => {
      const graph = await graphOf(stack);
      const rotated = ofKind(graph, "secretsmanager:SecretRotation").map(({ inputs }) => inputs.secretId);
      for (const { resource, inputs } of ofKind(graph, "secretsmanager:SecretVersion")) {
        if (!rotated.includes(inputs.secretId)) continue;
        assert.deepEqual(
          Object.keys(inputs).sort(),
          ["secretId", "secretStringWo", "secretStringWoVersion"],
          resource.name,
        );
      }
    });

    it(`of ${stack} are copied into the cluster within five minutes of a rotation`, async () => {
      const copies = objectsOf(await graphOf(stack)).filter(
        ({ kind, body }) => kind === "ExternalSecret" && at(body, "spec", "secretStoreRef", "name") === "cloud-secrets",
      );
      assert.ok(copies.length > 10);
      const late = copies.filter(({ body }) => at(body, "spec", "refreshInterval") !== "5m0s");
      // People put them in, and nothing of the stack replaces them.
      assert.deepEqual(
        late.map(({ name }) => name).filter((name) => !/^(payment|notification)-credentials$/.test(name)),
        [],
      );
    });
  }

  it("of prod are of every kind that the function knows", async () => {
    const kinds = ofKind(await graphOf("prod"), "secretsmanager:Secret").flatMap(({ inputs }) => {
      const kind = record(inputs.tags)["rotation"];
      return typeof kind === "string" ? [kind] : [];
    });
    const rotating = Object.fromEntries(
      [...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]),
    );
    assert.deepEqual(rotating, {
      administrator: 4,
      cache: 4 * 3,
      "document-user": 2,
      "postgres-user": 3,
      // cap's key of sessions, and the user of Kafka in each region.
      value: 1 + 3,
    });
  });

  it("are replaced as often as the stack says", async () => {
    const graph = await graphWith("staging", "secretRotationDays", 45);
    const rules = ofKind(graph, "secretsmanager:SecretRotation").map(({ inputs }) =>
      at(inputs.rotationRules, "automaticallyAfterDays"),
    );
    assert.deepEqual([...new Set(rules)], [45]);
  });
});
