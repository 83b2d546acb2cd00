import { runPlugin, sdkVersion } from "../lib/main.ts";
import { kubernetesProvider } from "./provider.ts";

await runPlugin((log) => kubernetesProvider(sdkVersion("@pulumi/kubernetes"), log));
