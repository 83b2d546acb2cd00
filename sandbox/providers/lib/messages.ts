import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { parseUrn } from "./names.ts";
import type { Autonaming } from "./names.ts";
import type { CheckResponse, DiffRequest, DiffResponse, Failure } from "./provider.ts";
import { decode, encode } from "./values.ts";
import type { JsonObject } from "./values.ts";

export const identity = (request: { getUrn(): string }) => ({
  urn: request.getUrn(),
  type: parseUrn(request.getUrn()).type,
});

/** Messages have no null: an absent or empty bag says that there is no such resource yet. */
export function optional(struct: Parameters<typeof decode>[0]): JsonObject | undefined {
  const properties = decode(struct);
  return Object.keys(properties).length === 0 ? undefined : properties;
}

export function diffRequest(request: pb.DiffRequest | pb.UpdateRequest): DiffRequest {
  return {
    ...identity(request),
    id: request.getId(),
    oldInputs: decode(request.getOldInputs()),
    oldOutputs: decode(request.getOlds()),
    news: decode(request.getNews()),
    ignoreChanges: request.getIgnorechangesList(),
  };
}

export function autonaming(options: pb.CheckRequest.AutonamingOptions | undefined): Autonaming | undefined {
  const modes = ["propose", "enforce", "disable"] as const;
  return options && { mode: modes[options.getMode()], proposedName: options.getProposedName() };
}

export function checkResponse({ inputs, failures = [] }: CheckResponse): pb.CheckResponse {
  const response = new providerPb.CheckResponse();
  response.setInputs(encode(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }: Failure) => {
      const failure = new providerPb.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

export function diffResponse({ changes, deleteBeforeReplace = false }: DiffResponse): pb.DiffResponse {
  const { Kind } = providerPb.PropertyDiff;
  const inPlace = { add: Kind.ADD, delete: Kind.DELETE, update: Kind.UPDATE } as const;
  const replacing = { add: Kind.ADD_REPLACE, delete: Kind.DELETE_REPLACE, update: Kind.UPDATE_REPLACE } as const;
  const { DiffChanges } = providerPb.DiffResponse;
  const paths = Object.keys(changes);
  const response = new providerPb.DiffResponse();
  response.setChanges(paths.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  response.setDiffsList([...new Set(paths.map((path) => path.split(/[.[]/)[0] ?? path))]);
  response.setReplacesList(paths.filter((path) => changes[path]?.replace));
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const [path, change] of Object.entries(changes)) {
    const detail = new providerPb.PropertyDiff();
    detail.setKind((change.replace ? replacing : inPlace)[change.kind]);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}
