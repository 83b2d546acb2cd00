import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import assert from "node:assert/strict";
import type { AwsPeer, AwsPlace, KeyArns, RegionRole } from "../../components/core/place.ts";
import { forEachPurpose } from "../../components/keys/spec.ts";
import { type Rendered, type RenderedResource, renderProgram } from "../../cli/lib/render.ts";
import { output } from "./outputs.ts";

/** Account of every rendering. */
export const accountId = "012345678901";

/** Renders a program of a few components on AWS; `build` gets the options that hand the providers on. */
export function renderAws(build: (opts: pulumi.ComponentResourceOptions) => unknown): Promise<Rendered> {
  return renderProgram("prod", {}, () => {
    const providers = [
      new AwsProvider("aws", { region: "us-east-1" }),
      new KubernetesProvider("cluster"),
      new RandomProvider("random"),
    ];
    build({ providers });
    return Promise.resolve({});
  });
}

const keyArn = (region: string, purpose: string) => `arn:aws:kms:${region}:${accountId}:key/${purpose}`;

/** Keys of a region, by ARNs that tell their purpose. */
export const keysOf = (region: string): KeyArns => forEachPurpose((purpose) => output(keyArn(region, purpose)));

/** A region whose parts are there already. */
export function awsPlace(change: Partial<AwsPlace> = {}): AwsPlace {
  const region = change.region ?? "us-east-1";
  const role: RegionRole = change.role ?? "primary";
  const zones = ["a", "b", "c"].map((letter) => region + letter);
  return {
    cloud: "aws",
    region,
    role,
    stage: "prod",
    protect: true,
    accountId,
    partition: "aws",
    network: {
      vpcId: output("vpc-1"),
      cidr: "10.0.0.0/16",
      zones,
      dataSubnetIds: zones.map((zone) => output(`subnet-data-${zone}`)),
      privateSubnetIds: zones.map((zone) => output(`subnet-private-${zone}`)),
      clientSecurityGroupId: output("sg-clients"),
    },
    keys: keysOf(region),
    cluster: { name: output("prod"), arn: output(`arn:aws:eks:${region}:${accountId}:cluster/prod`) },
    secrets: {
      store: "cloud-secrets",
      readerRoleArn: output(`arn:aws:iam::${accountId}:role/secrets-reader`),
      readerRoleName: output("secrets-reader"),
    },
    rotation: {
      functionArn: output(`arn:aws:lambda:${region}:${accountId}:function:rotation`),
      roleArn: output(`arn:aws:iam::${accountId}:role/rotation`),
      roleName: output("rotation"),
      securityGroupId: output("sg-rotation"),
      days: 30,
    },
    logArchive: { name: output("logs"), arn: output("arn:aws:s3:::logs") },
    auditArchive: { name: output("audit"), arn: output("arn:aws:s3:::audit") },
    accessLogs: { name: output("access-logs"), arn: output("arn:aws:s3:::access-logs") },
    alarmTopicArn: output(`arn:aws:sns:${region}:${accountId}:prod-platform-alarms`),
    peers: [],
    ...change,
  };
}

/** Another region of the same stack. */
export function awsPeer(region: string, role: RegionRole): AwsPeer {
  return {
    region,
    role,
    keys: keysOf(region),
    secretsReaderRoleArn: output(`arn:aws:iam::${accountId}:role/secrets-reader-${region}`),
    accessLogs: { name: output(`access-logs-${region}`), arn: output(`arn:aws:s3:::access-logs-${region}`) },
  };
}

/** What a program registered on AWS: `type name`, without the providers' prefix, sorted. */
export function registered({ resources }: Rendered): string[] {
  return resources
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ type, name }) => `${type.slice("aws:".length).replace(/\/[^:]+/, "")} ${name}`)
    .sort();
}

/** The one resource of a kind (`s3:Bucket`) and name. */
export function found({ resources }: Rendered, kind: string, name: string): RenderedResource {
  const matches = resources.filter((each) => each.name === name && each.type.replace(/\/[^:]+/, "") === `aws:${kind}`);
  const [only] = matches;
  assert.ok(only && matches.length === 1, `one ${kind} ${name}, found ${matches.length}`);
  return only;
}

/** Inputs of the one resource of a kind and name. */
export const inputsOf = (rendered: Rendered, kind: string, name: string) => found(rendered, kind, name).inputs;

/** A policy document among a resource's inputs, parsed. */
export function policyOf(inputs: Readonly<Record<string, unknown>>, field = "policy"): unknown {
  const text = inputs[field];
  assert.ok(typeof text === "string", `${field} is text`);
  return JSON.parse(text);
}
