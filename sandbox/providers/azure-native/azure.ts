import type { Cloud } from "../cloud/cloud.ts";
import { Sdk } from "../cloud/sdk.ts";
import { sdkVersion } from "../lib/main.ts";
import { functions } from "./functions.ts";
import { configFailures, settingsOf } from "./settings.ts";
import { rows } from "./table/index.ts";

const sdk = "@pulumi/azure-native";

/** The simulated Azure: `azure-native:network:VirtualNetwork` is the class in `network/virtualNetwork`. */
export const azure = (): Cloud => ({
  name: "azure-native",
  version: sdkVersion(sdk),
  sdk: new Sdk(sdk, fileOf),
  rows,
  functions,
  configFailures,
  configure: settingsOf,
});

function fileOf(token: string): string | undefined {
  const [, module, first = "", rest = ""] = /^azure-native:(\w+):(\w)(\w*)$/.exec(token) ?? [];
  return module === undefined ? undefined : `${module}/${first.toLowerCase()}${rest}`;
}
