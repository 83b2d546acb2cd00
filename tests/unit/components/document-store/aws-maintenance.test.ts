import { ComponentResource } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { awsDocumentStore } from "../../../../components/document-store/aws.ts";
import { resolveDocumentStore } from "../../../../components/document-store/spec.ts";
import { accountId, awsPlace, inputsOf, policyOf, renderAws } from "../../../lib/aws.ts";
import { at, record } from "../../../lib/json.ts";
import { storeArgs } from "./fixture.ts";

const rendered = await renderAws((opts) => {
  const parent = new ComponentResource("test:index:Store", "shop-mongodb", {}, opts);
  const spec = resolveDocumentStore("shop-mongodb", { ...storeArgs, place: awsPlace() });
  awsDocumentStore(parent, "shop-mongodb", spec, awsPlace());
});
const instance = (index: number) => `arn:aws:rds:us-east-1:${accountId}:db:shop-mongodb-instance-${index}`;

describe("the monthly maintenance of a document store on AWS (ECO-070)", () => {
  it("updates one instance after the other on the first Sunday from two to six, and the one that writes last", () => {
    const schedules = rendered.resources.filter(({ type }) => type === "aws:scheduler/schedule:Schedule");
    assert.deepEqual(
      schedules.map(({ name, inputs }) => [name, inputs.scheduleExpression, inputs.scheduleExpressionTimezone]),
      [
        ["shop-mongodb-maintenance-1", "cron(40 4 ? * SUN#1 *)", "UTC"],
        ["shop-mongodb-maintenance-2", "cron(20 3 ? * SUN#1 *)", "UTC"],
        ["shop-mongodb-maintenance-3", "cron(0 2 ? * SUN#1 *)", "UTC"],
      ],
    );
  });

  it("asks for the update of the instance's system, and says when it may be tried", () => {
    const { target, flexibleTimeWindow } = inputsOf(rendered, "scheduler:Schedule", "shop-mongodb-maintenance-2");
    const { input, ...rest } = record(target);
    assert.deepEqual(flexibleTimeWindow, { mode: "OFF" });
    assert.deepEqual(rest, {
      arn: "arn:aws:scheduler:::aws-sdk:docdb:applyPendingMaintenanceAction",
      roleArn: `arn:aws:iam::${accountId}:role/shop-mongodb-maintenance`,
      retryPolicy: { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 3 },
    });
    assert.deepEqual(JSON.parse(String(input)), {
      ResourceIdentifier: instance(2),
      ApplyAction: "system-update",
      OptInType: "immediate",
    });
  });

  it("may do that to these instances, and nothing else", () => {
    assert.deepEqual(
      at(policyOf(inputsOf(rendered, "iam:RolePolicy", "shop-mongodb-maintenance-policy")), "Statement"),
      [
        {
          Sid: "UpdateInstances",
          Effect: "Allow",
          Action: ["rds:ApplyPendingMaintenanceAction"],
          Resource: [instance(1), instance(2), instance(3)],
        },
      ],
    );
  });
});
