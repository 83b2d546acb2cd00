import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import path from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import grpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzerInfo, AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Environment } from "../../../policy/lib/levels.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { requestFor, type Subject } from "./analyzer.ts";

const runner = path.join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
const folder = path.join(projectRoot, "policy");

/** The built pack in a process of its own, as the engine runs it. */
export interface PackProcess {
  info(): Promise<AnalyzerInfo>;
  /** Gives the pack an environment's file, as the engine does. */
  configure(environment: Environment): Promise<void>;
  analyze(subject: Subject): Promise<AnalyzeResponse>;
  stop(): Promise<void>;
}

/** Starts the built pack with the engine's runner; the pack prints its port. */
export async function startPack(): Promise<PackProcess> {
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Error(`the pack did not start: ${errors}`);
  const client = new grpc.AnalyzerClient(`127.0.0.1:${first.value}`, credentials.createInsecure());
  return {
    info: () => unary<AnalyzerInfo>((answer) => client.getAnalyzerInfo(new empty.Empty(), answer)),
    configure: async (environment) => {
      const request = new analyzer.ConfigureAnalyzerRequest();
      const levels = analyzer.EnforcementLevel;
      for (const [name, setting] of Object.entries(packConfig(environment))) {
        const { enforcementLevel, ...properties } =
          typeof setting === "string" ? { enforcementLevel: setting } : setting;
        const config = new analyzer.PolicyConfig();
        config.setEnforcementlevel(enforcementLevel === "mandatory" ? levels.MANDATORY : levels.ADVISORY);
        config.setProperties(struct.Struct.fromJavaScript(properties));
        request.getPolicyconfigMap().set(name, config);
      }
      await unary((answer) => client.configure(request, answer));
    },
    analyze: (subject) => unary<AnalyzeResponse>((answer) => client.analyze(requestFor(subject), answer)),
    stop: async () => {
      client.close();
      child.kill();
      await exited;
    },
  };
}

type Setting = string | ({ enforcementLevel: string } & Record<string, JavaScriptValue>);

function packConfig(environment: Environment): Record<string, Setting> {
  const file = path.join(folder, "config", `${environment}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, Setting>;
}

function unary<Answer>(
  call: (answer: (error: ServiceError | null, response: Answer) => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
