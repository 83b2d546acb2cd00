import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import { Permission } from "@pulumi/aws/lambda/permission.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { alarmTopicArn } from "../alarms/alarm-topic.ts";
import { rotationAlarm } from "../alarms/rotation-alarm.ts";
import { serviceLogs } from "../core/aws-logs.ts";
import type { PolicyStatement } from "../core/aws-policy.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace, AwsPlaceRotation } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { databaseAuthorities } from "../identity/aws-authorities.ts";
import { makeRole, type MadeRole } from "../identity/aws-roles.ts";
import { keyThrough } from "../identity/platform-policies.ts";
import { allowFlow } from "../network/aws-flows.ts";
import { rotationProgram } from "./rotation-program.ts";

const identity = { system: "platform", component: "secret-rotation" } as const;

/** What there is of a region before its place is known. */
type RotationPlace = Pick<AwsPlace, "accountId" | "partition" | "region" | "stage" | "protect" | "keys">;

export interface RotationFunctionArgs {
  readonly place: RotationPlace;
  readonly network: {
    readonly vpcId: pulumi.Output<string>;
    readonly privateSubnetIds: readonly pulumi.Output<string>[];
    /** Group of the endpoints of AWS' services in the network. */
    readonly endpointSecurityGroupId: pulumi.Output<string>;
  };
  /** Days after which a secret is replaced. */
  readonly days: number;
}

/**
 * The function that Secrets Manager calls to replace the secrets of a region. It runs in the private subnets, where the databases let it in, and
 * may do nothing of its own: each secret's policy says that it is one of those, and each store adds what its API asks for.
 */
export class RotationFunction extends pulumi.ComponentResource {
  static readonly token = "plumbline:secret-store:RotationFunction";
  /** What a secret has to know to be rotated. */
  readonly rotation: AwsPlaceRotation;

  constructor(name: string, args: RotationFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { place, network, days } = args;
    super(RotationFunction.token, name, { region: place.region, days }, opts);
    const functionName = physicalName("function", place.stage, identity.component);
    const role = rotationRole(this, name, args);
    const group = rotationGroup(this, name, network);
    const logs = serviceLogs(this, `${name}-logs`, { identity, place, group: logGroup(functionName) });
    const made = new LambdaFunction(
      name,
      {
        name: functionName,
        description: "Replaces secrets, called by Secrets Manager",
        role: role.arn,
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({
          "index.mjs": new pulumi.asset.StringAsset(rotationProgram()),
          "authorities.pem": new pulumi.asset.StringAsset(databaseAuthorities(place.region).join("\n")),
        }),
        memorySize: 256,
        // The most there is: a cache takes minutes to have a new password in all its nodes.
        timeout: 900,
        vpcConfig: { subnetIds: [...network.privateSubnetIds], securityGroupIds: [group.id] },
        loggingConfig: { logFormat: "JSON", logGroup: logs.name },
        tags: tagsFor(identity),
      },
      // What it writes and reaches is there before it is.
      { parent: this, dependsOn: [...role.policies] },
    );
    const permission = new Permission(
      `${name}-caller`,
      {
        function: made.name,
        action: "lambda:InvokeFunction",
        principal: "secretsmanager.amazonaws.com",
        sourceAccount: place.accountId,
      },
      { parent: this },
    );
    rotationAlarm(this, `${name}-failed`, { identity, functionName, topicArn: alarmTopicArn(place) });
    this.rotation = {
      // Secrets Manager tries whether it may call before it takes a schedule.
      functionArn: pulumi.all([made.arn, permission.urn]).apply(([arn]) => arn),
      roleArn: role.arn,
      roleName: role.name,
      securityGroupId: group.id,
      days,
    };
    this.registerOutputs({ functionArn: this.rotation.functionArn });
  }
}

const logGroup = (functionName: string) => `/aws/lambda/${functionName}`;

/** It signs in to databases, and speaks to the services' APIs through the network's endpoints alone. */
function rotationGroup(
  parent: pulumi.Resource,
  name: string,
  { vpcId, endpointSecurityGroupId }: RotationFunctionArgs["network"],
): SecurityGroup {
  const group = new SecurityGroup(
    `${name}-group`,
    {
      vpcId,
      description: "Function that rotates secrets",
      revokeRulesOnDelete: true,
      tags: { ...tagsFor(identity), Name: `${name}-group` },
    },
    { parent },
  );
  allowFlow(parent, `${name}-endpoints`, {
    from: group.id,
    to: endpointSecurityGroupId,
    port: 443,
    description: "Rotation of secrets to AWS services",
  });
  return group;
}

/** Lambda hands a role to functions of the role's own account alone, and says nothing by which a condition could tell for whom. */
const trust: PolicyStatement = {
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: ["sts:AssumeRole"],
};

/** Its log and its place in the network, and the key of the secrets; which secrets is said by each secret's own policy. */
function rotationRole(parent: pulumi.Resource, name: string, { place }: RotationFunctionArgs): MadeRole {
  return makeRole(parent, `${name}-role`, {
    identity,
    description: "Rotation of secrets",
    trust,
    managed: [`arn:${place.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole`],
    statements: [keyThrough(place, "secrets", "secretsmanager", ["kms:Decrypt", "kms:GenerateDataKey"])],
  });
}
