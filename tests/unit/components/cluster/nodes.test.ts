import assert from "node:assert/strict";
import { parse } from "yaml";
import { nodeUserData } from "../../../../components/cluster/aws-nodes.ts";
import { accountId, found, inputsOf, policyOf } from "../../../lib/aws.ts";
import { at, record } from "../../../lib/json.ts";
import { build, tagsOf } from "./fixture.ts";

const rendered = await build();

describe("the nodes of a cluster on AWS", () => {
  it("are a group in each zone, as large as each other, that a pod of the largest size fits on", () => {
    const groups = rendered.resources
      .filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")
      .map(({ name, inputs }) => [name, inputs.subnetIds, at(inputs.scalingConfig, "minSize")]);
    assert.deepEqual(groups, [
      ["cluster-pool-general-a", ["subnet-us-east-1a"], 2],
      ["cluster-pool-general-b", ["subnet-us-east-1b"], 2],
      ["cluster-pool-general-c", ["subnet-us-east-1c"], 2],
    ]);
    const { inputs, opts } = found(rendered, "eks:NodeGroup", "cluster-pool-general-b");
    assert.deepEqual(inputs, {
      clusterName: "prod-platform",
      nodeRoleArn: `arn:aws:iam::${accountId}:role/cluster-nodes`,
      subnetIds: ["subnet-us-east-1b"],
      amiType: "AL2023_x86_64_STANDARD",
      capacityType: "ON_DEMAND",
      version: "1.35",
      releaseVersion: "1.35.6-20260728",
      instanceTypes: ["m7i.2xlarge"],
      launchTemplate: { id: "cluster-pool-general-id", version: "1" },
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 8 },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { "plumbline.dev/pool": "general" },
      tags: tagsOf("nodes-general"),
    });
    assert.deepEqual(opts.ignoreChanges, ["scalingConfig.desiredSize", "version", "releaseVersion"]);
  });

  it("are brought to the stack's release in the weekly window, zone by zone, and at no other time (ECO-069)", () => {
    const schedules = rendered.resources.filter(({ type }) => type === "aws:scheduler/schedule:Schedule");
    assert.deepEqual(
      schedules.map(({ name, inputs }) => [name, inputs.scheduleExpression]),
      [
        ["cluster-update-general-a", "cron(0 2 ? * SUN *)"],
        ["cluster-update-general-b", "cron(40 2 ? * SUN *)"],
        ["cluster-update-general-c", "cron(20 3 ? * SUN *)"],
      ],
    );
    const { target, ...inputs } = inputsOf(rendered, "scheduler:Schedule", "cluster-update-general-b");
    assert.deepEqual(inputs, {
      description: "Brings the nodes general-b of prod-platform to the stack's release",
      scheduleExpression: "cron(40 2 ? * SUN *)",
      scheduleExpressionTimezone: "UTC",
      flexibleTimeWindow: { mode: "OFF" },
    });
    const { input, ...rest } = record(target);
    assert.deepEqual(rest, {
      arn: "arn:aws:scheduler:::aws-sdk:eks:updateNodegroupVersion",
      roleArn: `arn:aws:iam::${accountId}:role/cluster-node-updates`,
      retryPolicy: { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 3 },
    });
    assert.deepEqual(JSON.parse(String(input)), {
      ClusterName: "prod-platform",
      NodegroupName: "cluster-pool-general-b",
      Version: "1.35",
      ReleaseVersion: "1.35.6-20260728",
    });
    assert.deepEqual(at(policyOf(inputsOf(rendered, "iam:RolePolicy", "cluster-node-updates-policy")), "Statement"), [
      {
        Sid: "UpdateGroups",
        Effect: "Allow",
        Action: ["eks:UpdateNodegroupVersion"],
        Resource: [`arn:aws:eks:us-east-1:${accountId}:nodegroup/prod-platform/*`],
      },
    ]);
    const trust = policyOf(inputsOf(rendered, "iam:Role", "cluster-node-updates"), "assumeRolePolicy");
    assert.deepEqual(at(trust, "Statement", 0, "Principal"), { Service: "scheduler.amazonaws.com" });
  });

  it("start with an encrypted disk, no way in, and credentials that pods cannot get at", () => {
    const { tagSpecifications, userData, ...inputs } = inputsOf(rendered, "ec2:LaunchTemplate", "cluster-pool-general");
    const tags = {
      ...tagsOf("nodes-general"),
      Name: "cluster-pool-general",
      stage: "prod",
      "managed-by": "plumbline",
    };
    assert.deepEqual(inputs, {
      description: "Nodes of prod-platform",
      updateDefaultVersion: true,
      vpcSecurityGroupIds: ["sg-nodes"],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: 100,
            iops: 3000,
            throughput: 125,
            encrypted: "true",
            kmsKeyId: `arn:aws:kms:us-east-1:${accountId}:key/volumes`,
            deleteOnTermination: "true",
          },
        },
      ],
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      monitoring: { enabled: true },
      tags,
    });
    assert.deepEqual(
      tagSpecifications,
      ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    );
    assert.equal(Buffer.from(String(userData), "base64").toString("utf8"), nodeUserData());
  });

  it("have kubelets rotate the logs of containers (CAP-064), in a document of the form that EKS takes", () => {
    const parts = nodeUserData().split("--plumbline");
    assert.equal(parts.length, 3);
    assert.match(parts[0] ?? "", /^MIME-Version: 1\.0\nContent-Type: multipart\/mixed; boundary="plumbline"\n\n$/);
    const [head = "", body = ""] = (parts[1] ?? "").split("\n\n");
    assert.equal(head.trim(), "Content-Type: application/node.eks.aws");
    assert.deepEqual(parse(body), {
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: { kubelet: { config: { containerLogMaxSize: "10Mi", containerLogMaxFiles: 3, maxPods: 110 } } },
    });
    assert.equal(parts[2], "--\n");
  });
});
