// What the pack's server and its tests need of the SDK beyond its declarations, from which it is stripped as internal.
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type {
  AnalyzeRequest,
  AnalyzerInfo,
  AnalyzeResponse,
  AnalyzeStackRequest,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb.js";

type Policies = readonly (ResourceValidationPolicy | StackValidationPolicy)[];
export type Callback<Response> = (error: Error | null | undefined, response?: Response) => void;
export type Rpc<Request, Response> = (call: { request: Request }, callback: Callback<Response>) => void;

declare module "@pulumi/policy/server.js" {
  type Make<Request, Response> = (
    pack: string,
    version: string,
    enforcementLevel: string,
    policies: Policies,
  ) => Rpc<Request, Response>;
  export const makeAnalyzeRpcFun: Make<AnalyzeRequest, AnalyzeResponse>;
  export const makeAnalyzeStackRpcFun: Make<AnalyzeStackRequest, AnalyzeResponse>;
  export const makeRemediateRpcFun: Make<AnalyzeRequest, RemediateResponse>;
}

declare module "@pulumi/policy/protoutil.js" {
  export function makeAnalyzerInfo(
    pack: string,
    version: string,
    enforcementLevel: string,
    args: { readonly policies: Policies; readonly displayName?: string; readonly description?: string },
  ): AnalyzerInfo;
}

declare module "@pulumi/policy/proxy.js" {
  export function unknownCheckingProxy(props: object): object;
}

declare module "@pulumi/policy/version.js" {
  export const version: string;
}

/** Awaits what a call gives to its callback. */
export function answered<Response>(call: (callback: Callback<Response>) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (answer) resolve(answer);
      else reject(error ?? new Error("the analyzer gave neither an answer nor an error"));
    });
  });
}
