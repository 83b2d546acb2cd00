import grpc from "@grpc/grpc-js";
import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import type { EngineLog } from "./engine.ts";
import { toServiceError } from "./grpc-errors.ts";
import { parseUrn } from "./names.ts";
import { autonaming, checkResponse, diffRequest, diffResponse, identity, optional } from "./messages.ts";
import type { Provider } from "./provider.ts";
import { decode, encode, reveal } from "./values.ts";

/** Same as the engine's own limit: stacks with big charts and many CRDs need it. */
const maxMessageBytes = 400 * 1024 * 1024;

type Handler<Request, Response> = (request: Request) => Promise<Response> | Response;

/**
 * Serves a provider on a free port of the loopback interface.
 * @returns the port, and what stops the server
 */
export async function serve(provider: Provider, log: EngineLog): Promise<{ port: number; stop(): void }> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(providerGrpc.ResourceProviderService, {
    ...pluginMethods(provider, log),
    ...configMethods(provider),
    ...resourceMethods(provider),
    ...functionMethods(provider),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) {
        reject(error);
      } else {
        resolve(bound);
      }
    });
  });
  return { port, stop: () => server.forceShutdown() };
}

function unary<Request, Response>(handler: Handler<Request, Response>) {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => handler(call.request))
      .then(
        (response) => reply(null, response),
        (error: unknown) => reply(toServiceError(error)),
      );
  };
}

function pluginMethods(provider: Provider, log: EngineLog) {
  return {
    handshake: unary(() => {
      const response = new providerPb.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    attach: unary((request: { getAddress(): string }) => {
      log.attach(request.getAddress());
      return new emptyPb.Empty();
    }),
    getPluginInfo: unary(() => {
      const response = new pluginPb.PluginInfo();
      response.setVersion(provider.version);
      return response;
    }),
    cancel: unary(() => {
      provider.cancel?.();
      return new emptyPb.Empty();
    }),
    getSchema: unary(() => {
      const response = new providerPb.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: provider.name, version: provider.version }));
      return response;
    }),
    getMapping: unary(() => new providerPb.GetMappingResponse()),
    getMappings: unary(() => new providerPb.GetMappingsResponse()),
    parameterize: refuse(provider, "parameterization"),
  };
}

function configMethods(provider: Provider) {
  return {
    checkConfig: unary(async (request: pb.CheckRequest) => {
      const news = decode(request.getNews());
      const failures = (await provider.checkConfig?.(reveal(news).value)) ?? [];
      return checkResponse({ inputs: news, failures });
    }),
    diffConfig: unary(async (request: pb.DiffRequest) => {
      const olds = reveal(decode(request.getOldInputs() ?? request.getOlds())).value;
      const news = reveal(decode(request.getNews())).value;
      return diffResponse((await provider.diffConfig?.(olds, news)) ?? { changes: {} });
    }),
    configure: unary(async (request: pb.ConfigureRequest) => {
      await provider.configure?.(reveal(decode(request.getArgs())).value);
      const response = new providerPb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
  };
}

function resourceMethods(provider: Provider) {
  return {
    check: unary(async (request: pb.CheckRequest) =>
      checkResponse(
        await provider.check({
          ...identity(request),
          name: parseUrn(request.getUrn()).name,
          olds: optional(request.getOlds()),
          news: decode(request.getNews()),
          seed: request.getRandomseed_asU8(),
          autonaming: autonaming(request.getAutonaming()),
        }),
      ),
    ),
    diff: unary(async (request: pb.DiffRequest) => diffResponse(await provider.diff(diffRequest(request)))),
    create: unary(async (request: pb.CreateRequest) => {
      const created = await provider.create({
        ...identity(request),
        inputs: decode(request.getProperties()),
        preview: request.getPreview(),
        timeout: request.getTimeout(),
      });
      const response = new providerPb.CreateResponse();
      response.setId(created.id);
      response.setProperties(encode(created.outputs));
      return response;
    }),
    read: unary(async (request: pb.ReadRequest) => {
      const read = await provider.read({
        ...identity(request),
        id: request.getId(),
        inputs: optional(request.getInputs()),
        outputs: optional(request.getProperties()),
      });
      const response = new providerPb.ReadResponse();
      if (read) {
        response.setId(read.id);
        response.setInputs(encode(read.inputs));
        response.setProperties(encode(read.outputs));
      }
      return response;
    }),
    update: unary(async (request: pb.UpdateRequest) => {
      const outputs = await provider.update({
        ...diffRequest(request),
        preview: request.getPreview(),
        timeout: request.getTimeout(),
      });
      const response = new providerPb.UpdateResponse();
      response.setProperties(encode(outputs));
      return response;
    }),
    delete: unary(async (request: pb.DeleteRequest) => {
      await provider.delete({
        ...identity(request),
        id: request.getId(),
        inputs: decode(request.getOldInputs()),
        outputs: decode(request.getProperties()),
        timeout: request.getTimeout(),
      });
      return new emptyPb.Empty();
    }),
    construct: unary((request: pb.ConstructRequest): pb.ConstructResponse => {
      throw new Error(`${provider.name}: component type ${request.getType()} is not supported by the sandbox`);
    }),
    list: refuse(provider, "listing"),
  };
}

function functionMethods(provider: Provider) {
  const unsupported = (token: string) =>
    new Error(`${provider.name}: function ${token} is not supported by the sandbox`);
  return {
    invoke: unary(async (request: pb.InvokeRequest) => {
      if (!provider.invoke) {
        throw unsupported(request.getTok());
      }
      const response = new providerPb.InvokeResponse();
      response.setReturn(encode(await provider.invoke(request.getTok(), decode(request.getArgs()))));
      return response;
    }),
    call: unary((request: pb.CallRequest): pb.CallResponse => {
      throw unsupported(request.getTok());
    }),
  };
}

function refuse(provider: Provider, what: string) {
  return unary(() => {
    throw new Error(`${provider.name}: ${what} is not supported by the sandbox`);
  });
}
