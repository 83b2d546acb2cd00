import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import { objectLabels } from "../core/labels.ts";

/** Name of the class for data that must be fast and encrypted (FTE-003). */
export const fastClass = "fast-ssd";

/** A driver of volumes and what it is told. */
export interface VolumeDriver {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The clouds' own drivers; `kubernetes` has none, since nobody knows what the given cluster runs on. */
const drivers: Readonly<Record<Cloud, VolumeDriver | undefined>> = {
  aws: { provisioner: "ebs.csi.aws.com", parameters: { type: "gp3", encrypted: "true" } },
  // Encrypted by the service, always.
  azure: { provisioner: "disk.csi.azure.com", parameters: { skuName: "PremiumV2_LRS", cachingMode: "None" } },
  kubernetes: undefined,
};

/**
 * The driver behind `fast-ssd`.
 *
 * @param given Of the cluster, where the cloud has none of its own. Its parameters must encrypt, if the driver does not always.
 * @throws InvalidInput where neither is there.
 */
export function volumeDriver(where: string, cloud: Cloud, given?: VolumeDriver): VolumeDriver {
  const driver = given ?? drivers[cloud];
  if (!driver) throw new InvalidInput(where, "volumeDriver", `a driver of the cluster, as ${cloud} has none`, given);
  return driver;
}

/** Fast, encrypted volumes, made in the zone of the pod that asks, and kept when their claim goes. */
export function fastStorage(
  parent: pulumi.Resource,
  name: string,
  { provisioner, parameters }: VolumeDriver,
): StorageClass {
  return new StorageClass(
    name,
    {
      metadata: { name: fastClass, labels: objectLabels({ system: "platform", component: "storage" }) },
      provisioner,
      parameters: { ...parameters },
      allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Retain",
    },
    { parent },
  );
}
