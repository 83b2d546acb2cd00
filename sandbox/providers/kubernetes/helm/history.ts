import { gunzipSync, gzipSync } from "node:zlib";
import { isObject } from "../../lib/values.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { integer, map, nameOf, text } from "../objects.ts";
import type { KubeObject } from "../objects.ts";
import type { Session } from "../session.ts";

/** A release as Helm keeps it in the cluster. */
export interface Revision {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly status: "deployed" | "superseded";
  readonly description: string;
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
  readonly values: JsonObject;
  readonly firstDeployed: string;
  readonly lastDeployed: string;
}

const secrets = { apiVersion: "v1", kind: "Secret" } as const;

/** The revisions of a release, oldest first, with the Secret of each. Helm's own commands read and write the same. */
export async function revisions(
  session: Session,
  namespace: string,
  name: string,
): Promise<{ readonly revision: Revision; readonly object: KubeObject }[]> {
  const found = await session.objects.list(secrets, namespace, { labelSelector: `owner=helm,name=${name}` });
  return found
    .map((object) => ({ revision: parse(object), object }))
    .sort((a, b) => a.revision.revision - b.revision.revision);
}

/** Writes a revision; the one that it takes the place of is superseded, and those beyond the limit go. */
export async function record(
  session: Session,
  next: Revision,
  fieldManager: string,
  maxHistory: number,
): Promise<void> {
  const before = await revisions(session, next.namespace, next.name);
  const write = (revision: Revision) =>
    session.objects.apply(secretOf(revision), { fieldManager, force: true, dryRun: false });
  await write(next);
  const old = before.filter(({ revision }) => revision.revision !== next.revision);
  for (const { revision } of old) {
    if (revision.status === "deployed") await write({ ...revision, status: "superseded" });
  }
  const excess = maxHistory > 0 ? old.slice(0, Math.max(0, old.length + 1 - maxHistory)) : [];
  for (const { object } of excess) await remove(session, next.namespace, object);
}

/** Forgets a release, with its whole history. */
export async function forget(session: Session, namespace: string, name: string): Promise<void> {
  for (const { object } of await revisions(session, namespace, name)) await remove(session, namespace, object);
}

/** The items of a list do not say what they are. */
const remove = (session: Session, namespace: string, object: KubeObject) =>
  session.objects.delete({ ...secrets, metadata: { name: nameOf(object), namespace } }, "Background");

function secretOf(release: Revision): KubeObject {
  const { name, namespace, revision, status, values } = release;
  const body = {
    name,
    namespace,
    version: revision,
    info: {
      first_deployed: release.firstDeployed,
      last_deployed: release.lastDeployed,
      deleted: "",
      description: release.description,
      status,
    },
    chart: {
      metadata: { apiVersion: "v2", ...release.chart },
      lock: null,
      templates: [],
      values: {},
      schema: null,
      files: [],
    },
    config: values,
    manifest: "",
    hooks: [],
  };
  // Helm encodes once, and the API a second time.
  const release64 = gzipSync(JSON.stringify(body)).toString("base64");
  return {
    ...secrets,
    metadata: {
      name: `sh.helm.release.v1.${name}.v${String(revision)}`,
      namespace,
      labels: { owner: "helm", name, status, version: String(revision) },
    },
    type: "helm.sh/release.v1",
    data: { release: Buffer.from(release64).toString("base64") },
  };
}

function parse(object: KubeObject): Revision {
  const packed = Buffer.from(text(object, "data", "release"), "base64").toString("utf8");
  const body = JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString("utf8")) as Json;
  const release = isObject(body) ? body : {};
  return {
    name: text(release, "name"),
    namespace: text(release, "namespace"),
    revision: integer(release, "version") ?? 0,
    status: text(release, "info", "status") === "deployed" ? "deployed" : "superseded",
    description: text(release, "info", "description"),
    chart: {
      name: text(release, "chart", "metadata", "name"),
      version: text(release, "chart", "metadata", "version"),
      appVersion: text(release, "chart", "metadata", "appVersion"),
    },
    values: map(release, "config"),
    firstDeployed: text(release, "info", "first_deployed"),
    lastDeployed: text(release, "info", "last_deployed"),
  };
}
