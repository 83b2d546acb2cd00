import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import type { ServerUnaryCall, ServiceError, sendUnaryData } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";
import { decode, encode } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

export interface LogLine {
  /** 1 is information, 2 a warning. */
  readonly severity: number;
  readonly message: string;
  readonly urn: string;
  readonly ephemeral: boolean;
}

/** The state of one resource, as an engine would keep it. */
export interface State {
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

/** The error of a resource that exists, but is not what it should be. */
export class InitError extends Error {
  readonly state: State;
  readonly reasons: readonly string[];

  constructor(message: string, state: State, reasons: readonly string[]) {
    super(message);
    this.state = state;
    this.reasons = reasons;
  }
}

export interface Diffed {
  /** Property path to the name of its kind of change, such as UPDATE_REPLACE. */
  readonly changes: Readonly<Record<string, string>>;
  readonly deleteBeforeReplace: boolean;
}

type Send<Request, Response> = (
  request: Request,
  done: (error: ServiceError | null, response: Response) => void,
) => unknown;

/** A provider process with just enough of an engine on the other side: it keeps what is logged. */
export class Plugin {
  readonly logs: LogLine[];
  readonly pid: number;
  readonly client: ResourceProviderClient;
  readonly #exited: Promise<unknown>;
  readonly #engine: grpc.Server;

  private constructor(pid: number, port: number, exited: Promise<unknown>, engine: grpc.Server, logs: LogLine[]) {
    this.pid = pid;
    this.logs = logs;
    this.client = new providerGrpc.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    this.#exited = exited;
    this.#engine = engine;
  }

  static async start(name: string, env: NodeJS.ProcessEnv = {}): Promise<Plugin> {
    const { engine, port, logs } = await startEngine();
    const main = join(projectRoot, "sandbox/providers", name, "main.ts");
    const child = spawn(pinnedNode, [main, `127.0.0.1:${port}`], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...env },
    });
    const exited = once(child, "exit");
    for await (const line of createInterface(child.stdout)) {
      return new Plugin(child.pid ?? 0, Number(line), exited, engine, logs);
    }
    throw new Error(`the ${name} provider ended without a port`);
  }

  async stop(): Promise<void> {
    process.kill(this.pid, "SIGTERM");
    await this.#exited;
    this.close();
  }

  /** For a process that has ended by itself. */
  close(): void {
    this.client.close();
    this.#engine.forceShutdown();
  }

  async version(): Promise<string> {
    const send = this.client.getPluginInfo.bind(this.client) as Send<Empty, PluginInfo>;
    return (await call(send, new emptyPb.Empty())).getVersion();
  }

  async configure(config: JsonObject): Promise<void> {
    const request = new providerPb.ConfigureRequest();
    request.setArgs(encode(config));
    await call(this.client.configure.bind(this.client) as Send<pb.ConfigureRequest, pb.ConfigureResponse>, request);
  }

  async checkConfig(news: JsonObject): Promise<string[]> {
    const request = new providerPb.CheckRequest();
    request.setNews(encode(news));
    const response = await call(
      this.client.checkConfig.bind(this.client) as Send<pb.CheckRequest, pb.CheckResponse>,
      request,
    );
    return response.getFailuresList().map((failure) => `${failure.getProperty()}: ${failure.getReason()}`);
  }

  async diffConfig(olds: JsonObject, news: JsonObject): Promise<Diffed> {
    const request = new providerPb.DiffRequest();
    request.setOldInputs(encode(olds));
    request.setNews(encode(news));
    return diffed(
      await call(this.client.diffConfig.bind(this.client) as Send<pb.DiffRequest, pb.DiffResponse>, request),
    );
  }

  /** @returns the completed inputs, and the reasons why they are refused */
  async check(
    urn: string,
    news: JsonObject,
    olds?: JsonObject,
    seed: Uint8Array = Buffer.from("seed"),
  ): Promise<{ inputs: JsonObject; failures: string[] }> {
    const request = new providerPb.CheckRequest();
    request.setUrn(urn);
    request.setNews(encode(news));
    request.setOlds(olds && encode(olds));
    request.setRandomseed(seed);
    const response = await call(
      this.client.check.bind(this.client) as Send<pb.CheckRequest, pb.CheckResponse>,
      request,
    );
    return {
      inputs: decode(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async diff(urn: string, old: State, news: JsonObject, ignoreChanges: string[] = []): Promise<Diffed> {
    const request = new providerPb.DiffRequest();
    request.setUrn(urn);
    request.setId(old.id);
    request.setOlds(encode(old.outputs));
    request.setOldInputs(encode(old.inputs));
    request.setNews(encode(news));
    request.setIgnorechangesList(ignoreChanges);
    return diffed(await call(this.client.diff.bind(this.client) as Send<pb.DiffRequest, pb.DiffResponse>, request));
  }

  async create(urn: string, inputs: JsonObject, options: { preview?: boolean; timeout?: number } = {}): Promise<State> {
    const request = new providerPb.CreateRequest();
    request.setUrn(urn);
    request.setProperties(encode(inputs));
    request.setPreview(options.preview ?? false);
    request.setTimeout(options.timeout ?? 0);
    const response = await call(
      this.client.create.bind(this.client) as Send<pb.CreateRequest, pb.CreateResponse>,
      request,
    );
    return { id: response.getId(), inputs, outputs: decode(response.getProperties()) };
  }

  async update(
    urn: string,
    old: State,
    inputs: JsonObject,
    options: { preview?: boolean; timeout?: number; ignoreChanges?: string[] } = {},
  ): Promise<State> {
    const request = new providerPb.UpdateRequest();
    request.setUrn(urn);
    request.setId(old.id);
    request.setOlds(encode(old.outputs));
    request.setOldInputs(encode(old.inputs));
    request.setNews(encode(inputs));
    request.setPreview(options.preview ?? false);
    request.setTimeout(options.timeout ?? 0);
    request.setIgnorechangesList(options.ignoreChanges ?? []);
    const response = await call(
      this.client.update.bind(this.client) as Send<pb.UpdateRequest, pb.UpdateResponse>,
      request,
    );
    return { id: old.id, inputs, outputs: decode(response.getProperties()) };
  }

  /** Refreshes a state, or imports an id. Undefined when there is no such resource. */
  async read(urn: string, id: string, old?: State): Promise<State | undefined> {
    const request = new providerPb.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setInputs(old && encode(old.inputs));
    request.setProperties(old && encode(old.outputs));
    const response = await call(this.client.read.bind(this.client) as Send<pb.ReadRequest, pb.ReadResponse>, request);
    if (response.getId() === "") return undefined;
    return { id: response.getId(), inputs: decode(response.getInputs()), outputs: decode(response.getProperties()) };
  }

  async delete(urn: string, old: State, timeout = 0): Promise<void> {
    const request = new providerPb.DeleteRequest();
    request.setUrn(urn);
    request.setId(old.id);
    request.setProperties(encode(old.outputs));
    request.setOldInputs(encode(old.inputs));
    request.setTimeout(timeout);
    await call(this.client.delete.bind(this.client) as Send<pb.DeleteRequest, unknown>, request);
  }

  async invoke(token: string, args: JsonObject): Promise<JsonObject> {
    const request = new providerPb.InvokeRequest();
    request.setTok(token);
    request.setArgs(encode(args));
    const response = await call(
      this.client.invoke.bind(this.client) as Send<pb.InvokeRequest, pb.InvokeResponse>,
      request,
    );
    return decode(response.getReturn());
  }

  async cancel(): Promise<void> {
    await call(this.client.cancel.bind(this.client) as Send<Empty, unknown>, new emptyPb.Empty());
  }
}

async function startEngine(): Promise<{ engine: grpc.Server; port: number; logs: LogLine[] }> {
  const engine = new grpc.Server();
  const logs: LogLine[] = [];
  engine.addService(engineGrpc.EngineService, {
    log: ({ request }: ServerUnaryCall<LogRequest, unknown>, reply: sendUnaryData<unknown>) => {
      logs.push({
        severity: request.getSeverity(),
        message: request.getMessage(),
        urn: request.getUrn(),
        ephemeral: request.getEphemeral(),
      });
      reply(null, new emptyPb.Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { engine, port, logs };
}

function call<Request, Response>(send: Send<Request, Response>, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    send(request, (error, response) => {
      if (error) reject(initError(error) ?? new Error(error.details));
      else resolve(response);
    });
  });
}

function initError(error: ServiceError): InitError | undefined {
  const [trailer] = error.metadata.get("grpc-status-details-bin");
  if (trailer === undefined) return undefined;
  const [detail] = statusPb.Status.deserializeBinary(Buffer.from(trailer)).getDetailsList();
  if (detail?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return undefined;
  const failed = providerPb.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  const state = { id: failed.getId(), inputs: decode(failed.getInputs()), outputs: decode(failed.getProperties()) };
  return new InitError(error.details, state, failed.getReasonsList());
}

const kinds = ["ADD", "ADD_REPLACE", "DELETE", "DELETE_REPLACE", "UPDATE", "UPDATE_REPLACE"];

function diffed(response: pb.DiffResponse): Diffed {
  const changes: Record<string, string> = {};
  response.getDetaileddiffMap().forEach((detail, path) => {
    changes[path] = kinds[detail.getKind()] ?? "";
  });
  return {
    changes,
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}
