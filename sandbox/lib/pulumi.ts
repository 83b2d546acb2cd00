import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { layout } from "./control-plane/parts.ts";
import { clusterDir } from "./clusters.ts";
import { enginePath } from "./engine.ts";
import { isOwnBackend, pulumiEnvironment } from "./environment.ts";
import { projectRoot } from "./paths.ts";
import { clusterOf, prepareStack } from "./stacks.ts";

/** What a pulumi command line is about. */
export interface Invocation {
  /** First word: `up`, `stack`, `config`, ... */
  readonly command: string | undefined;
  /** The stack that is named on the command line. */
  readonly stack: string | undefined;
  /** True if the command line is about another project, or only asks for help. */
  readonly isElsewhere: boolean;
}

/** Commands that talk to the cluster of a stack. */
const clusterCommands = ["up", "update", "preview", "pre", "refresh", "destroy", "down", "dn", "import", "watch"];

/** Commands that work on a stack, and may write its stack file. */
const stackCommands = [...clusterCommands, "cancel", "config", "console", "env", "logs", "stack", "state"];

/** Reads what matters from pulumi's arguments; everything else is pulumi's own business. */
export function readInvocation(args: string[]): Invocation {
  const text = (short?: string) => ({ type: "string" as const, ...(short === undefined ? {} : { short }) });
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: {
      stack: text("s"),
      cwd: text("C"),
      color: text(),
      verbose: text("v"),
      "config-file": text(),
      help: { type: "boolean", short: "h" },
    },
  });
  const [command, verb, name] = positionals;
  const named = command === "stack" && (verb === "select" || verb === "rm") ? name : undefined;
  const stack = typeof values.stack === "string" ? values.stack : named;
  return {
    command,
    // organization/project/stack is the long form of the same name
    stack: stack?.split("/").at(-1),
    isElsewhere: values.cwd !== undefined || values["config-file"] !== undefined || values.help === true,
  };
}

export function isAboutStack({ command, isElsewhere }: Invocation): boolean {
  return !isElsewhere && command !== undefined && stackCommands.includes(command);
}

export function needsCluster({ command, isElsewhere }: Invocation): boolean {
  return !isElsewhere && command !== undefined && clusterCommands.includes(command);
}

/** The stack that is selected in this checkout, if any. */
export async function selectedStack(): Promise<string | undefined> {
  const args = ["stack", "--show-name", "--non-interactive"];
  const env = pulumiEnvironment();
  const { stdout, failed } = await execa(enginePath, args, { cwd: projectRoot, env, extendEnv: false, reject: false });
  return failed ? undefined : stdout.trim();
}

/** The environment for one stack: its stack file as the engine may see it, and the kubeconfig of its cluster. */
export async function stackEnvironment(stack: string): Promise<NodeJS.ProcessEnv> {
  const env = { ...pulumiEnvironment(), ...(await prepareStack(stack)) };
  const context = isOwnBackend ? clusterOf(stack) : undefined;
  if (context !== undefined) env.KUBECONFIG = layout(clusterDir(context)).kubeconfig;
  return env;
}

/**
 * Runs a command in this terminal, as if it had been started directly.
 *
 * @returns its exit code; 128 and the signal's number if a signal ended it
 */
export async function passThrough(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: "inherit" });
  // The terminal sends Ctrl-C to the whole group: the command decides what it means, and is waited for.
  const ignore = () => undefined;
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", ignore).on("SIGTERM", forward).on("SIGHUP", forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    process.off("SIGINT", ignore).off("SIGTERM", forward).off("SIGHUP", forward);
  }
}

/** The policy pack and its settings for a stack, as arguments of `up` and `preview`. */
export function policyArguments(stack: string): string[] {
  const pack = join(projectRoot, "policy");
  return ["--policy-pack", pack, "--policy-pack-config", join(pack, "config", `${stack}.json`)];
}
