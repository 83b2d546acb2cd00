const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** What somebody may do with the objects of a container, of all that a role lets: paths may have `*` in them. */
export interface BlobRights {
  /** Objects that may be read; all names may be listed. */
  readonly reads: readonly string[];
  /** Objects that may be made or overwritten. */
  readonly writes: readonly string[];
}

/**
 * Narrows a role over blobs to some paths, in Azure's language of conditions: an action passes that is none of those named here, or that is about
 * one of the paths. Nothing may be deleted or moved.
 */
export function blobCondition({ reads, writes }: BlobRights): string {
  const statements = [
    only(`(ActionMatches{'${blobs}/read'} AND NOT SubOperationMatches{'Blob.List'})`, reads),
    ...["write", "add/action"].map((action) => only(`(ActionMatches{'${blobs}/${action}'})`, writes)),
    ...["delete", "move/action"].map((action) => only(`(ActionMatches{'${blobs}/${action}'})`, [])),
  ];
  return statements.join(" AND ");
}

function only(what: string, paths: readonly string[]): string {
  const about = paths.map((path) => `@Resource[${blobs}:path] StringLike '${path}'`);
  return about.length === 0 ? `(!${what})` : `((!${what}) OR (${about.join(" OR ")}))`;
}
