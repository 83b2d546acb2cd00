import { delimiter, join } from "node:path";
import { runPlugin, sdkVersion } from "../lib/main.ts";
import { kubernetesProvider } from "./provider.ts";

// A kubeconfig of a simulated cluster asks `aws` for its token; nobody else gets to see this one.
const commands = join(import.meta.dirname, "../aws/commands");
process.env["PATH"] = [commands, process.env["PATH"] ?? ""].join(delimiter);

await runPlugin((log) => kubernetesProvider(sdkVersion("@pulumi/kubernetes"), log));
