import { type AzureRegionName, isAzureRegion } from "../../config/azure-regions.ts";
import { InvalidInput } from "../core/errors.ts";

/** Where Communication Services keep what is sent from a region, from "Region availability and data residency" of theirs. */
const locations: Readonly<Record<AzureRegionName, string>> = {
  australiaeast: "Australia",
  brazilsouth: "Brazil",
  canadacentral: "Canada",
  centralindia: "India",
  centralus: "United States",
  eastasia: "Asia Pacific",
  eastus: "United States",
  eastus2: "United States",
  francecentral: "France",
  germanywestcentral: "Germany",
  japaneast: "Japan",
  koreacentral: "Korea",
  northeurope: "Europe",
  norwayeast: "Norway",
  southafricanorth: "Africa",
  southcentralus: "United States",
  southeastasia: "Asia Pacific",
  swedencentral: "Europe",
  switzerlandnorth: "Switzerland",
  uaenorth: "UAE",
  uksouth: "UK",
  westeurope: "Europe",
  westus2: "United States",
  westus3: "United States",
};

/** @throws InvalidInput for a region that no stack may name. */
export function dataLocationOf(where: string, region: string): string {
  if (isAzureRegion(region)) return locations[region];
  throw new InvalidInput(where, "place.region", `one of ${Object.keys(locations).join(", ")}`, region);
}
