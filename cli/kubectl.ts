/** kubectl against the running sandbox of dev; every argument, the help included, is kubectl's own. */
import { layout } from "../sandbox/lib/control-plane/parts.ts";
import { assertRunning, clusterDir } from "../sandbox/lib/clusters.ts";
import { passThrough } from "../sandbox/lib/pulumi.ts";
import { ensureTools, toolPath } from "../sandbox/lib/tools.ts";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { fail } from "./lib/fail.ts";

const stack = "dev";

try {
  const args = process.argv.slice(2);
  const isHelp = args.length === 0 || args.includes("--help") || args.includes("-h") || args[0] === "help";
  if (!isHelp) assertRunning(stack);
  await ensureTools(["kubectl"], reportToTerminal);
  const env = { ...process.env, KUBECONFIG: layout(clusterDir(stack)).kubeconfig };
  process.exitCode = await passThrough(toolPath("kubectl"), args, env);
} catch (error) {
  fail(error);
}
