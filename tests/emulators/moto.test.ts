import assert from "node:assert/strict";
import type { Rendered, RenderedResource } from "../../cli/lib/render.ts";
import { ComponentResource } from "@pulumi/pulumi";
import { awsFailover } from "../../components/dns/aws.ts";
import { resolveFailover } from "../../components/dns/spec.ts";
import { accountId, awsPlace, renderAws } from "../lib/aws.ts";
import { graphOf, identity, rawConfig } from "../lib/graph.ts";
import { at, record, withValue } from "../lib/json.ts";
import { accountOf, EmulatedAccount } from "./lib/account.ts";
import { Moto } from "./lib/moto.ts";
import { serviceNames } from "./lib/services.ts";
import { failoverArgs } from "../unit/components/dns/fixture.ts";

const failover = await renderAws((opts) => {
  const parent = new ComponentResource("test:index:Failover", "failover", {}, opts);
  awsFailover(parent, "failover", resolveFailover("failover", failoverArgs), awsPlace());
});

const emulated = ({ resources }: Rendered) =>
  resources.filter(({ type }) => serviceNames.includes(/^aws:([^/]+)/.exec(type)?.[1] ?? ""));

const zone = failoverArgs.zone ?? assert.fail("the fixture has no zone");

describe("the APIs of AWS, as moto has them", () => {
  let moto: Moto | undefined;
  afterEach(() => moto?.stop());

  /** An account with the stack's zone in it. */
  async function accountFor(stack: string, graph: Rendered): Promise<EmulatedAccount> {
    const id = accountOf(graph);
    moto = await Moto.start(id);
    const account = new EmulatedAccount(id, moto.url);
    const own = (await rawConfig(stack)).hostedZone;
    await account.ownZone(String(at(own, "id")), String(at(own, "name")));
    return account;
  }

  for (const stack of ["staging", "prod"]) {
    it(`accept what ${stack} registers of S3, KMS, SQS, Secrets Manager and Route 53, and keep it`, async () => {
      const graph = await graphOf(stack);
      const account = await accountFor(stack, graph);
      const { accepted, refused } = await account.register(graph);
      assert.deepEqual(refused, []);
      assert.deepEqual(accepted, emulated(graph).map(identity));
    });
  }

  it("accept the failover of a host in Route 53, and keep it", async () => {
    moto = await Moto.start(accountId);
    const account = new EmulatedAccount(accountId, moto.url);
    await account.ownZone(zone.id, zone.name);
    const { accepted, refused } = await account.register(failover);
    assert.deepEqual(refused, []);
    assert.deepEqual(
      accepted.map((line) => line.replace(/^\S*:(\S+) .*/, "$1")),
      ["Record", "HealthCheck", "Record", "Record", "HealthCheck", "Record"],
    );
  });

  it("refuse what is wrong, and so does the services' own model", async () => {
    const graph = await graphOf("staging");
    const providers = graph.resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
    const wrong = ({ type, path, value }: Wrong, index: number): RenderedResource => {
      const one = [...graph.resources, ...failover.resources].find((resource) => resource.type === type);
      assert.ok(one, type);
      return { ...one, name: `wrong-${index}`, inputs: record(withInput(one.inputs, path, value)) };
    };
    const resources = [...providers, ...wrongs.map(wrong)];
    const account = await accountFor("staging", graph);
    await account.ownZone(zone.id, zone.name);
    const { accepted, refused } = await account.register({ ...graph, resources });
    assert.deepEqual(accepted, []);
    assert.deepEqual(
      refused.map(({ reason }, index) => [wrongs[index]?.says.test(reason) === true || reason]),
      wrongs.map(() => [true]),
    );
  });
});

interface Wrong {
  readonly type: string;
  /** Where in the inputs; numbers are positions in lists. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly says: RegExp;
}

/** The first of a type in staging, with one value changed. */
const wrongs: readonly Wrong[] = [
  { type: "aws:s3/bucket:Bucket", path: ["bucket"], value: "ab", says: /InvalidBucketName/ },
  { type: "aws:s3/bucket:Bucket", path: ["acl"], value: "private", says: /nothing tells the service of acl/ },
  { type: "aws:kms/key:Key", path: ["policy"], value: {}, says: /Policy is a string, and not {}/ },
  { type: "aws:kms/key:Key", path: ["multiRegion"], value: "yes", says: /MultiRegion is a boolean, and not "yes"/ },
  { type: "aws:kms/alias:Alias", path: ["targetKeyId"], value: "none", says: /NotFoundException/ },
  { type: "aws:sqs/queue:Queue", path: ["name"], value: "a queue", says: /InvalidParameterValue/ },
  { type: "aws:sqs/queue:Queue", path: ["redrivePolicy"], value: '{"maxReceiveCount":5}', says: /deadLetterTargetArn/ },
  {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    path: ["secretId"],
    value: "none",
    says: /ResourceNotFound/,
  },
  { type: "aws:route53/record:Record", path: ["zoneId"], value: "ZNONE", says: /NoSuchHostedZone/ },
  {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    path: ["versioningConfiguration"],
    value: { state: "Enabled" },
    says: /VersioningConfiguration has no member state, only /,
  },
  {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    path: ["rules", 0, "status"],
    value: undefined,
    says: /Rules\[0\] lacks Status/,
  },
];

/** A copy of inputs with the value at a path replaced. */
function withInput(inputs: unknown, [head, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (head === undefined) return value;
  if (typeof head === "number") {
    const items = Array.isArray(inputs) ? [...(inputs as readonly unknown[])] : [];
    return items.map((item, index) => (index === head ? withInput(item, rest, value) : item));
  }
  return withValue(inputs, [head], withInput(record(inputs)[head], rest, value));
}
