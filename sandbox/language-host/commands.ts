import { createRequire } from "node:module";
import { join } from "node:path";
import type * as pb from "@pulumi/pulumi/proto/language_pb.js";

/** How Node.js is started for a program or a policy pack. */
export interface Command {
  readonly args: string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A program's output goes to the engine as it is, a plugin's through the rpc. */
  readonly output: "inherit" | "pipe";
}

/** The program, run by the SDK that it depends on itself. */
export function programCommand(request: pb.RunRequest, engineAddress: string): Command {
  const folder = request.getInfo()?.getProgramDirectory() || request.getPwd();
  const flags: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    "root-directory": request.getInfo()?.getRootDirectory() ?? "",
    parallel: String(request.getParallel()),
    "dry-run": request.getDryrun() ? "true" : "",
  };
  const given = Object.entries(flags).filter(([, value]) => value !== "");
  return {
    args: [
      ...nodeArguments(request.getInfo()),
      resolveFrom(folder, "@pulumi/pulumi/cmd/run"),
      ...given.flatMap(([flag, value]) => [`--${flag}`, value]),
      request.getProgram() || ".",
      ...request.getArgsList(),
    ],
    cwd: request.getPwd(),
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      PULUMI_NODEJS_TYPESCRIPT: String(options(request.getInfo()).typescript !== false),
    },
    output: "inherit",
  };
}

/** A policy pack. */
export function pluginCommand(request: pb.RunPluginRequest): Command {
  if (request.getKind() !== "analyzer") {
    throw new Error(`only policy packs run here, not plugins of kind ${JSON.stringify(request.getKind())}`);
  }
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const [engineAddress = ""] = request.getArgsList();
  return {
    args: [
      ...nodeArguments(request.getInfo()),
      resolveFrom(folder, "@pulumi/pulumi/cmd/run-policy-pack"),
      engineAddress,
      folder,
    ],
    cwd: folder,
    env: { ...process.env, ...Object.fromEntries(request.getEnvList().map(splitAssignment)) },
    output: "pipe",
  };
}

/** `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml. */
function options(info: pb.ProgramInfo | undefined): Record<string, unknown> {
  return info?.getOptions()?.toJavaScript() ?? {};
}

function nodeArguments(info: pb.ProgramInfo | undefined): string[] {
  const { nodeargs } = options(info);
  return typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter((word) => word !== "") : [];
}

function resolveFrom(folder: string, module: string): string {
  try {
    return createRequire(join(folder, "package.json")).resolve(module);
  } catch {
    throw new Error(`${module} is not installed for ${folder}: run npm ci there`);
  }
}

function splitAssignment(assignment: string): [string, string] {
  const equals = assignment.indexOf("=");
  return [assignment.slice(0, equals), assignment.slice(equals + 1)];
}
