import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { RotationFunction } from "../../../../components/secret-store/rotation-function.ts";
import type { AwsPlaceRotation } from "../../../../components/core/place.ts";
import { accountId, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, withValue } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";

const place = awsPlace();
const made: AwsPlaceRotation[] = [];
const rendered = await renderAws((opts) => {
  const network = {
    vpcId: place.network.vpcId,
    privateSubnetIds: place.network.privateSubnetIds,
    endpointSecurityGroupId: output("sg-endpoints"),
  };
  made.push(new RotationFunction("rotation", { place, network, days: 30 }, opts).rotation);
});

describe("the function that rotates secrets", () => {
  it("is these resources, and hands out what a secret has to know", async () => {
    assert.deepEqual(registered(rendered), [
      "cloudwatch:LogGroup rotation-logs",
      "cloudwatch:MetricAlarm rotation-failed",
      "ec2:SecurityGroup rotation-group",
      "iam:Role rotation-role",
      "iam:RolePolicy rotation-role-policy",
      "iam:RolePolicyAttachment rotation-role-AWSLambdaVPCAccessExecutionRole",
      "lambda:Function rotation",
      "lambda:Permission rotation-caller",
      "vpc:SecurityGroupEgressRule rotation-endpoints-egress",
      "vpc:SecurityGroupIngressRule rotation-endpoints-ingress",
    ]);
    const [rotation] = made;
    assert.ok(rotation);
    const { roleArn, securityGroupId, days } = rotation;
    const known = await new Promise((done) => pulumi.all([roleArn, securityGroupId]).apply(done));
    assert.deepEqual(known, [`arn:aws:iam::${accountId}:role/rotation-role`, "rotation-group-id"]);
    assert.equal(days, 30);
  });

  it("runs in the private subnets, without a way to the internet, and has a log of its own", () => {
    const inputs = inputsOf(rendered, "lambda:Function", "rotation");
    assert.deepEqual(withValue(inputs, ["code"], undefined), {
      name: "prod-secret-rotation",
      description: "Replaces secrets, called by Secrets Manager",
      role: `arn:aws:iam::${accountId}:role/rotation-role`,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 256,
      timeout: 900,
      vpcConfig: {
        subnetIds: ["a", "b", "c"].map((zone) => `subnet-private-us-east-1${zone}`),
        securityGroupIds: ["rotation-group-id"],
      },
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/prod-secret-rotation" },
      tags: { system: "platform", component: "secret-rotation", owner: "platform" },
    });
    const { kmsKeyId, name } = inputsOf(rendered, "cloudwatch:LogGroup", "rotation-logs");
    assert.deepEqual(
      [name, kmsKeyId],
      ["/aws/lambda/prod-secret-rotation", `arn:aws:kms:us-east-1:${accountId}:key/logs`],
    );
    assert.equal(
      inputsOf(rendered, "vpc:SecurityGroupEgressRule", "rotation-endpoints-egress").referencedSecurityGroupId,
      "sg-endpoints",
    );
  });

  it("is called by Secrets Manager for this account alone, and may use the key of secrets through it", () => {
    assert.deepEqual(inputsOf(rendered, "lambda:Permission", "rotation-caller"), {
      function: "prod-secret-rotation",
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: accountId,
    });
    const { inputs } = found(rendered, "iam:RolePolicy", "rotation-role-policy");
    assert.deepEqual(at(policyOf(inputs), "Statement"), [
      {
        Sid: "KeyOfSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [`arn:aws:kms:us-east-1:${accountId}:key/secrets`],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
  });
});
