import type { types } from "@pulumi/kubernetes";
import { type Given, is, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

/** What makes each driver encrypt; one without a parameter encrypts always. */
const drivers: Readonly<Record<string, readonly [parameter: string, value: string] | "always">> = {
  "ebs.csi.aws.com": ["encrypted", "true"],
  "efs.csi.aws.com": "always", // of the file system, which another rule looks at
  "disk.csi.azure.com": "always",
};

export default rule({
  name: "k8s-storage-encrypted",
  severity: "high",
  level: "Mp",
  description: "A StorageClass must make encrypted volumes that outlive their claim, in the zone of the pod that asks.",
  remediationSteps:
    "Set the driver's parameter for encryption, reclaimPolicy Retain and volumeBindingMode WaitForFirstConsumer; list a driver of your own that always encrypts.",
  framework: guides("FTE-019"),
  tags: ["nist-800-53:SC-28"],
  requirements: ["FTE-019", "FTE-003"],
  on: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  thresholds: {
    encrypting: threshold<readonly string[]>({
      description: "Drivers besides the clouds' own whose volumes are always encrypted.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: ({ provisioner, parameters, ...rest }: Given<types.input.storage.v1.StorageClass>, { config }) =>
    allOf(
      () => {
        const name = provisioner ?? "";
        const driver = config.encrypting.includes(name) ? "always" : drivers[name];
        if (driver === "always") return [];
        if (driver === undefined) {
          return [{ path: "provisioner", expected: "a driver that encrypts", found: show(provisioner) }];
        }
        const [parameter, value] = driver;
        return is(`parameters.${parameter}`, parameters?.[parameter], value);
      },
      () =>
        provisioner === "ebs.csi.aws.com"
          ? isSet("parameters.kmsKeyId", parameters?.["kmsKeyId"], "a key of ours")
          : [],
      () => is("reclaimPolicy", rest.reclaimPolicy, "Retain"),
      () => is("volumeBindingMode", rest.volumeBindingMode, "WaitForFirstConsumer"),
    ),
});
