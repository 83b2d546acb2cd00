import Table from "cli-table3";
import { Command } from "commander";
import { fail } from "../cli/lib/fail.ts";
import { ensureCluster } from "./lib/clusters.ts";
import { down, setUp, stopAll, up } from "./lib/dev.ts";
import { reportToTerminal } from "./lib/failure.ts";
import { status } from "./lib/status.ts";
import { workloads, type ClusterWorkloads } from "./lib/workloads.ts";

const program = new Command("npm run -s sandbox --")
  .description("The engine, a control plane and stand-in providers for machines with no account.")
  .addHelpText(
    "after",
    `
Environment:
  PLUMBLINE_SANDBOX_DIR  state, clusters and logs of this checkout (default: .sandbox)
  PLUMBLINE_CACHE        built tools, for every checkout (default: ~/.cache/plumbline)
  PLUMBLINE_ENGINE       auto, official (download it, or fail) or built (default: auto)
  PULUMI_HOME            engine and plugins (default: pulumi-home in the sandbox)
  PULUMI_BACKEND_URL     state of the stacks; with one of your own, secrets and clusters are your own, too`,
  );

program
  .command("up")
  .description("sets up, starts, runs pulumi up of dev with the policy pack and prints the outputs")
  .action(async () => {
    process.exitCode = await up(reportToTerminal);
  });

program
  .command("down")
  .description("destroys dev and stops every process of the sandbox")
  .action(async () => {
    process.exitCode = await down(reportToTerminal);
  });

program
  .command("setup")
  .description("builds and fetches what the sandbox needs; starts nothing")
  .action(() => setUp(reportToTerminal));

program
  .command("start")
  .description("starts the control plane, or what of it does not run")
  .argument("[context]", "context of the kubeconfig that it plays", "dev")
  .action(async (context: string) => {
    const { kubeconfig, started } = await ensureCluster(context, reportToTerminal);
    console.log(`${started ? "started" : "runs already"}: KUBECONFIG=${kubeconfig}`);
  });

program
  .command("stop")
  .description("stops every control plane of this checkout; what they hold stays")
  .action(() => stopAll(reportToTerminal));

program
  .command("status")
  .description("what runs, with process ids, memory and ports, and where the kubeconfigs are")
  .option("--json", "for programs")
  .action(({ json = false }: { json?: boolean }) => {
    if (json) console.log(JSON.stringify(status(), undefined, 2));
    else printStatus();
  });

program
  .command("workloads")
  .description("which workloads of every cluster are Ready; exit code 1 when one is not")
  .option("--json", "for programs")
  .action(async ({ json = false }: { json?: boolean }) => {
    const clusters = await workloads();
    if (json) console.log(JSON.stringify(clusters, undefined, 2));
    else printWorkloads(clusters);
    if (clusters.some(({ kinds }) => kinds.some(({ others }) => others.length > 0))) process.exitCode = 1;
  });

function printWorkloads(clusters: readonly ClusterWorkloads[]): void {
  for (const { cluster, kinds } of clusters) {
    const counts = kinds.map(({ kind, ready, all }) => `${kind} ${ready}/${all}`);
    console.log(`${cluster}: ${counts.length > 0 ? counts.join(", ") : "nothing"}`);
    for (const { kind, others } of kinds) for (const line of others) console.log(`  ${kind} ${line}`);
  }
}

function printStatus(): void {
  const clusters = status();
  if (clusters.length === 0) console.log("nothing has been started here yet: make up");
  for (const { name, state, kubeconfig, parts } of clusters) {
    const memory = parts.reduce((sum, part) => sum + (part.memoryMiB ?? 0), 0);
    console.log(
      `${name}: ${state}${state === "broken" ? ", run make up" : ""}; ${memory} MiB; KUBECONFIG=${kubeconfig}`,
    );
    if (state === "stopped") continue;
    const table = new Table({ head: ["Part", "Process", "MiB", "127.0.0.1"], style: { head: [], border: [] } });
    table.push(...parts.map((part) => [part.name, part.pid ?? "dead", part.memoryMiB ?? "", part.ports.join(", ")]));
    console.log(table.toString());
  }
}

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
