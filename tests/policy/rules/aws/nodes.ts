import { resource } from "../../lib/cases.ts";

const key = "arn:aws:kms:us-east-1:012345678901:key/volumes";
const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key } }],
  metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
});
const volume = resource("aws:ebs/volume:Volume", { encrypted: true, kmsKeyId: key });

export default {
  "aws-eks-node-imdsv2": [
    ...template("by session", {}),
    ...template("the default of hops", { "/metadataOptions/httpPutResponseHopLimit": undefined }),
    ...template("without a session", { "/metadataOptions/httpTokens": "optional" }, [
      'metadataOptions.httpTokens: expected "required", found "optional"',
    ]),
    ...template("far away", { "/metadataOptions/httpPutResponseHopLimit": 5 }, [
      "metadataOptions.httpPutResponseHopLimit: expected 2 or less, found 5; write 2",
    ]),
  ],
  "aws-ec2-disk-encrypted": [
    ...template("encrypted", {}),
    ...template("a disk of the image", { "/blockDeviceMappings": undefined }, [
      "blockDeviceMappings: expected the node's disk, found nothing",
    ]),
    ...template("plain", { "/blockDeviceMappings/0/ebs/encrypted": undefined }, [
      "blockDeviceMappings[0].ebs.encrypted: expected true, found nothing",
    ]),
    ...template("no key", { "/blockDeviceMappings/0/ebs/kmsKeyId": undefined }, [
      "blockDeviceMappings[0].ebs.kmsKeyId: expected the ARN of a key of ours, found nothing",
    ]),
    ...volume("encrypted", {}),
    ...volume("plain", { "/encrypted": false }, ["encrypted: expected true, found false"]),
  ],
};
