import { delimiter, join } from "node:path";
import { runPlugin, sdkVersion } from "../lib/main.ts";
import { kubernetesProvider } from "./provider.ts";

// A kubeconfig of a simulated cluster asks `aws` or `kubelogin` for its token; nobody else gets to see these.
const commands = ["aws", "azure-native"].map((cloud) => join(import.meta.dirname, "..", cloud, "commands"));
process.env["PATH"] = [...commands, process.env["PATH"] ?? ""].join(delimiter);

await runPlugin((log) => kubernetesProvider(sdkVersion("@pulumi/kubernetes"), log));
