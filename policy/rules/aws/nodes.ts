import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import type { VolumeArgs } from "@pulumi/aws/ebs/volume.js";
import { cisAws } from "../../lib/aws/standards.ts";
import { atMost, type Given, is, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const volume = "aws:ebs/volume:Volume";

export const imdsV2 = rule({
  name: "aws-eks-node-imdsv2",
  severity: "high",
  level: "M",
  description:
    "The credentials of a node must be had with a session's token alone, and not from further away than its containers.",
  remediationSteps: "Set metadataOptions.httpTokens to required, and httpPutResponseHopLimit to 2 or less.",
  framework: cisAws("5.7"),
  tags: ["cis-aws-5.0:5.7", "fsbp:EC2.8", "fsbp:EC2.170", "ckv:CKV_AWS_79", "ckv:CKV_AWS_341"],
  requirements: ["FTE-015"],
  on: [template],
  check: ({ metadataOptions }: Given<LaunchTemplateArgs>) =>
    allOf(
      () => is("metadataOptions.httpTokens", metadataOptions?.httpTokens, "required"),
      // Where nothing is said, an answer goes one hop.
      () => atMost("metadataOptions.httpPutResponseHopLimit", metadataOptions?.httpPutResponseHopLimit ?? 1, 2),
    ),
});

export const encryptedDisks = rule({
  name: "aws-ec2-disk-encrypted",
  severity: "high",
  level: "M!",
  description: "The disks of nodes must be encrypted with a key of ours.",
  remediationSteps: "Set encrypted and kmsKeyId of each disk.",
  framework: cisAws("5.1.1"),
  tags: ["cis-aws-5.0:5.1.1", "fsbp:EC2.3", "ckv:CKV_AWS_3", "ckv:CKV_AWS_189", "trivy:AWS-0026", "trivy:AWS-0027"],
  requirements: ["FTE-019", "FTE-003"],
  on: [template, volume],
  check: ({ blockDeviceMappings, encrypted, kmsKeyId }: Given<LaunchTemplateArgs & VolumeArgs>, { type }) =>
    type === volume
      ? disk("", encrypted, kmsKeyId)
      : allOf(
          () => isSet("blockDeviceMappings", blockDeviceMappings, "the node's disk"),
          () =>
            collect(blockDeviceMappings, ({ ebs }, index) =>
              ebs ? disk(`blockDeviceMappings[${index}].ebs.`, ebs.encrypted, ebs.kmsKeyId) : [],
            ),
        ),
});

function disk(path: string, encrypted: unknown, kmsKeyId: unknown): Violation[] {
  return allOf(
    () =>
      encrypted === true || encrypted === "true"
        ? []
        : [{ path: `${path}encrypted`, expected: "true", found: show(encrypted), fix: true }],
    () => isSet(`${path}kmsKeyId`, kmsKeyId, "the ARN of a key of ours"),
  );
}

export default [imdsV2, encryptedDisks];
