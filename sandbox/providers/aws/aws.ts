import { sdkVersion } from "../lib/main.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { Sdk } from "../cloud/sdk.ts";
import { functions } from "./functions.ts";
import { configFailures, settingsOf } from "./settings.ts";
import { rows } from "./table/index.ts";

const sdk = "@pulumi/aws";

/** The simulated AWS: `aws:rds/cluster:Cluster` is the class in `rds/cluster`. */
export const aws = (): Cloud => ({
  name: "aws",
  version: sdkVersion(sdk),
  sdk: new Sdk(sdk, (token) => /^aws:([\w/]+):\w+$/.exec(token)?.[1]),
  rows,
  functions,
  configFailures,
  configure: settingsOf,
});
