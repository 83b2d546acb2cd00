import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Client, credentials } from "@grpc/grpc-js";
import grpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { ensurePolicyPack } from "../../../sandbox/lib/policy.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { render } from "../render.ts";

const runner = path.join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");

/** A pack of one policy, as anybody would write it, on the SDK's own server. */
const onePolicy = `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("one", { policies: [{
  name: "no-privileged", description: "No container is privileged.", enforcementLevel: "mandatory",
  validateResource: (args, report) => {
    for (const { securityContext } of args.props.spec?.template?.spec?.containers ?? [])
      if (securityContext?.privileged === true) report("privileged");
  },
}] });`;

/** What the whole pack costs, against a pack of one policy and against loading the SDK, in the same run. */
export interface PackCost {
  readonly stack: string;
  readonly resources: number;
  /** Fastest of the rounds. Unit: milliseconds a resource, with the call, until the answer is there. */
  readonly millisecondsPerResource: { readonly whole: number; readonly one: number; readonly ratio: number };
  /** Median of the starts until the port is there. Unit: milliseconds. */
  readonly boot: { readonly whole: number; readonly sdk: number; readonly ratio: number };
}

/** Measures the built pack in a process of its own, as the engine runs it. */
export async function packCost(stack: string, rounds: number): Promise<PackCost> {
  await ensurePolicyPack();
  const requests = (await render(stack)).resources.map(({ type, name, urn, inputs }) =>
    requestFor(type, name, urn, inputs),
  );
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-bench-"));
  try {
    const [whole, one] = [path.join(projectRoot, "policy"), await smallPack(folder)];
    const measured = { whole: Infinity, one: Infinity };
    const booted: { whole: number[]; sdk: number[] } = { whole: [], sdk: [] };
    // in turn, so that whatever else the machine does meets both
    for (let round = 0; round < rounds; round++) {
      const [all, small] = [await run(whole, requests), await run(one, requests)];
      measured.whole = Math.min(measured.whole, all.perResource);
      measured.one = Math.min(measured.one, small.perResource);
      booted.whole.push(all.boot);
      booted.sdk.push(await loadSdk());
    }
    const boot = { whole: median(booted.whole), sdk: median(booted.sdk) };
    return {
      stack,
      resources: requests.length,
      millisecondsPerResource: { ...measured, ratio: measured.whole / measured.one },
      boot: { ...boot, ratio: boot.whole / boot.sdk },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function smallPack(folder: string): Promise<string> {
  await mkdir(path.join(folder, "dist"));
  await writeFile(path.join(folder, "dist/index.cjs"), onePolicy);
  for (const file of ["package.json", "PulumiPolicy.yaml"])
    await cp(path.join(projectRoot, "policy", file), path.join(folder, file));
  await symlink(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

/** Starts a pack, asks it about every resource one after the other, twice, and times the second pass. */
async function run(
  folder: string,
  requests: readonly AnalyzeRequest[],
): Promise<{ readonly boot: number; readonly perResource: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    const { value: port, done } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
    if (done) throw new Error(`the pack in ${folder} did not start`);
    const boot = performance.now() - started;
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
    const pass = async (): Promise<number> => {
      const began = performance.now();
      for (const request of requests) await analyze(client, request);
      return (performance.now() - began) / requests.length;
    };
    await pass();
    const perResource = await pass();
    client.close();
    return { boot, perResource };
  } finally {
    child.kill();
    await exited;
  }
}

/** Asks for an answer, and leaves it as it came: to read it is the engine's work, which does that in another language. */
function analyze(client: Client, request: AnalyzeRequest): Promise<Buffer> {
  const { path, requestSerialize } = grpc.AnalyzerService.analyze;
  return new Promise((resolve, reject) => {
    const asIs = (answer: Buffer) => answer;
    client.makeUnaryRequest(path, requestSerialize, asIs, request, (error, answer) => {
      if (error) reject(error);
      else resolve(answer ?? Buffer.alloc(0));
    });
  });
}

/** Time in which a process loads the SDK. Unit: milliseconds. */
async function loadSdk(): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ["-e", 'require("@pulumi/policy")'], { cwd: projectRoot, stdio: "inherit" });
  await once(child, "exit");
  return performance.now() - started;
}

function requestFor(type: string, name: string, urn: string, inputs: object): AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setName(name);
  request.setUrn(urn);
  const plain = JSON.parse(JSON.stringify(inputs)) as Record<string, JavaScriptValue>;
  request.setProperties(struct.Struct.fromJavaScript(plain));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  return request;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
