import { resource } from "../../lib/cases.ts";

const storage = resource("kubernetes:storage.k8s.io/v1:StorageClass", {
  metadata: { name: "fast-ssd" },
  provisioner: "ebs.csi.aws.com",
  parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/volumes" },
  reclaimPolicy: "Retain",
  volumeBindingMode: "WaitForFirstConsumer",
});

export default [
  ...storage("encrypted volumes of AWS", {}),
  ...storage("volumes of Azure, always encrypted", { "/provisioner": "disk.csi.azure.com", "/parameters": undefined }),
  ...storage("a driver that is listed", { "/provisioner": "csi.example.com" }, [], {
    config: { encrypting: ["csi.example.com"] },
  }),
  ...storage("plain volumes of AWS", { "/parameters/encrypted": undefined }, [
    'parameters.encrypted: expected "true", found nothing',
  ]),
  ...storage("volumes of AWS under a key of the service", { "/parameters/kmsKeyId": undefined }, [
    "parameters.kmsKeyId: expected a key of ours, found nothing",
  ]),
  ...storage("a driver of which nobody knows", { "/provisioner": "csi.example.com" }, [
    'provisioner: expected a driver that encrypts, found "csi.example.com"',
  ]),
  ...storage("volumes that go with their claim", { "/reclaimPolicy": undefined }, [
    'reclaimPolicy: expected "Retain", found nothing',
  ]),
  ...storage("volumes in any zone", { "/volumeBindingMode": "Immediate" }, [
    'volumeBindingMode: expected "WaitForFirstConsumer", found "Immediate"',
  ]),
];
