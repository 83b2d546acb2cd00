/**
 * Runs Node.js programs and policy packs for the pulumi engine where the official language host, which comes with the
 * engine's download, is not to be had. The engine starts it with its own address as last argument, reads the port from
 * the first line of standard output and calls `LanguageRuntime`.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import grpc from "@grpc/grpc-js";
import type { sendUnaryData, ServerUnaryCall, ServerWritableStream } from "@grpc/grpc-js";
import languageGrpc from "@pulumi/pulumi/proto/language_grpc_pb.js";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import type * as pb from "@pulumi/pulumi/proto/language_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import versions from "../versions.json" with { type: "json" };
import { loopback } from "../lib/ports.ts";
import { pluginCommand, programCommand } from "./commands.ts";
import type { Command } from "./commands.ts";

/** The program has told the user what is wrong: there is nothing to add. */
const saidWhy = 32;

const engineAddress = process.argv.at(-1) ?? "";
if (!/^[\w.[\]:-]+:\d+$/.test(engineAddress)) {
  process.stderr.write(`pulumi-language-nodejs: the engine starts this program, with its address as last argument\n`);
  process.exit(2);
}

const children = new Set<ChildProcess>();

function start(command: Command, call: { on(event: "cancelled", listener: () => void): unknown }): ChildProcess {
  const child = spawn(process.execPath, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ["ignore", command.output, command.output],
  });
  children.add(child);
  child.once("close", () => children.delete(child));
  call.on("cancelled", () => child.kill());
  return child;
}

function run(call: ServerUnaryCall<pb.RunRequest, pb.RunResponse>, answer: sendUnaryData<pb.RunResponse>): void {
  const fail = (error: unknown) => answer({ code: grpc.status.INTERNAL, details: messageOf(error) });
  const command = attempt(() => programCommand(call.request, engineAddress), fail);
  if (!command) return;
  const child = start(command, call);
  child.once("error", fail);
  child.once("close", (code, signal) => {
    const response = new languagePb.RunResponse();
    if (code === saidWhy) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${signal ?? `exit code ${String(code)}`}`);
    answer(null, response);
  });
}

function runPlugin(call: ServerWritableStream<pb.RunPluginRequest, pb.RunPluginResponse>): void {
  const send = (fill: (response: pb.RunPluginResponse) => void) => {
    const response = new languagePb.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  const fail = (error: unknown) => call.emit("error", { code: grpc.status.INTERNAL, details: messageOf(error) });
  const command = attempt(() => pluginCommand(call.request), fail);
  if (!command) return;
  const child = start(command, call);
  child.stdout?.on("data", (data: Uint8Array) => send((response) => response.setStdout(data)));
  child.stderr?.on("data", (data: Uint8Array) => send((response) => response.setStderr(data)));
  child.once("error", fail);
  child.once("close", (code) => {
    send((response) => response.setExitcode(code ?? 1));
    call.end();
  });
}

function attempt<T>(work: () => T, fail: (error: unknown) => unknown): T | undefined {
  try {
    return work();
  } catch (error) {
    fail(error);
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An rpc that needs nothing from the request. */
function reply<Request, Response>(make: () => Response) {
  return (_call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => answer(null, make());
}

const server = new grpc.Server();
server.addService(languageGrpc.LanguageRuntimeService, {
  handshake: reply(() => new languagePb.LanguageHandshakeResponse()),
  getPluginInfo: reply(() => new pluginPb.PluginInfo().setVersion(versions.pulumi)),
  // The engine asks for each plugin when the program first uses it.
  getRequiredPackages: reply(() => new languagePb.GetRequiredPackagesResponse()),
  about: reply(() => new languagePb.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  getProgramDependencies: reply(() => new languagePb.GetProgramDependenciesResponse()),
  run,
  runPlugin,
  cancel: reply(() => {
    stopChildren();
    return new emptyPb.Empty();
  }),
});
server.bindAsync(`${loopback}:0`, grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});

function stopChildren(): void {
  for (const child of children) child.kill();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stopChildren();
    server.forceShutdown();
    process.exit(0);
  });
}

// An engine that was killed tells nobody: without it, its program must not go on.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid === engine) return;
  stopChildren();
  process.exit(1);
}, 500).unref();
