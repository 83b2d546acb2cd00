import { runPlugin, sdkVersion } from "../lib/main.ts";
import { randomProvider } from "./provider.ts";

await runPlugin(() => randomProvider(sdkVersion("@pulumi/random")));
