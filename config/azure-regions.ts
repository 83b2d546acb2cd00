/**
 * Regions of Azure that a stack may name: those with geo-zone-redundant storage, from "Azure regions that support GZRS" (August 2026). Each has
 * three availability zones, and a paired region that its backups are copied to.
 */
export const azureRegionNames = [
  "australiaeast",
  "brazilsouth",
  "canadacentral",
  "centralindia",
  "centralus",
  "eastasia",
  "eastus",
  "eastus2",
  "francecentral",
  "germanywestcentral",
  "japaneast",
  "koreacentral",
  "northeurope",
  "norwayeast",
  "southafricanorth",
  "southcentralus",
  "southeastasia",
  "swedencentral",
  "switzerlandnorth",
  "uaenorth",
  "uksouth",
  "westeurope",
  "westus2",
  "westus3",
] as const;

export type AzureRegionName = (typeof azureRegionNames)[number];

/** Whether a region is one that a stack may name. */
export function isAzureRegion(name: string): name is AzureRegionName {
  return azureRegionNames.some((region) => region === name);
}

/** Zones of every region; Azure numbers them. */
export const azureZones = ["1", "2", "3"] as const;

/** What nodes of a region's zones are labelled with. */
export const azureZoneLabels = (region: string): string[] => azureZones.map((zone) => `${region}-${zone}`);
