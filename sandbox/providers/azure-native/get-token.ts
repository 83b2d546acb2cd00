import { z } from "zod";
import { cloudClusterAt } from "../../lib/clusters.ts";
import { printCredentials, reportToStderr } from "../cloud/control-plane.ts";
import { aks } from "./cluster.ts";

/** Prints credentials for the simulated cluster that the caller is about to reach, as clients of Kubernetes tell their plugins. */
const execInfo = z.object({ spec: z.object({ cluster: z.object({ server: z.string() }) }) });
const given = execInfo.safeParse(JSON.parse(process.env["KUBERNETES_EXEC_INFO"] ?? "{}"));
const context = given.success ? cloudClusterAt(given.data.spec.cluster.server) : undefined;
if (context === undefined) {
  const server = given.success ? given.data.spec.cluster.server : "a cluster that nobody names (provideClusterInfo)";
  console.error(`kubelogin ${process.argv.slice(2).join(" ")}: the sandbox has no cluster at ${server}`);
  process.exitCode = 1;
} else {
  await printCredentials(aks.tokenFor(context, reportToStderr));
}
