import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type { LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";

/** Messages to whoever runs `pulumi`. Losing one is never a reason to fail. */
export interface Log {
  /** Progress beside the resource, replaced by the next; an empty text clears it. */
  status(urn: string, text: string): void;
  info(urn: string, text: string): void;
  warn(urn: string, text: string): void;
}

export class EngineLog implements Log {
  #client: EngineClient | undefined;

  constructor(address: string | undefined) {
    if (address !== undefined && address !== "") {
      this.attach(address);
    }
  }

  attach(address: string): void {
    this.#client?.close();
    this.#client = new engineGrpc.EngineClient(address, grpc.credentials.createInsecure());
  }

  status(urn: string, text: string): void {
    this.#send(enginePb.LogSeverity.INFO, urn, text, true);
  }

  info(urn: string, text: string): void {
    this.#send(enginePb.LogSeverity.INFO, urn, text, false);
  }

  warn(urn: string, text: string): void {
    this.#send(enginePb.LogSeverity.WARNING, urn, text, false);
  }

  #send(severity: LogSeverity, urn: string, text: string, ephemeral: boolean): void {
    const request = new enginePb.LogRequest();
    request.setSeverity(severity);
    request.setMessage(text);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    this.#client?.log(request, () => undefined);
  }
}
