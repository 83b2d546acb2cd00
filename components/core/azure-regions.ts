/**
 * Regions of Azure by the one that Azure copies geo-redundant backups to, from the list of paired regions in its documentation. Regions that are
 * not here have no pair, or one that cannot hold such backups.
 */
const pairs: Readonly<Record<string, string>> = {
  australiaeast: "australiasoutheast",
  brazilsouth: "southcentralus",
  canadacentral: "canadaeast",
  centralindia: "southindia",
  centralus: "eastus2",
  eastasia: "southeastasia",
  eastus: "westus",
  eastus2: "centralus",
  francecentral: "francesouth",
  germanywestcentral: "germanynorth",
  japaneast: "japanwest",
  koreacentral: "koreasouth",
  northeurope: "westeurope",
  norwayeast: "norwaywest",
  southafricanorth: "southafricawest",
  southcentralus: "northcentralus",
  southeastasia: "eastasia",
  swedencentral: "swedensouth",
  switzerlandnorth: "switzerlandwest",
  uaenorth: "uaecentral",
  uksouth: "ukwest",
  westeurope: "northeurope",
  westus2: "westcentralus",
  westus3: "eastus",
};

/** The region that Azure keeps copies of a region's backups in; `undefined` where there is none. */
export const pairedRegion = (region: string): string | undefined => pairs[region];
