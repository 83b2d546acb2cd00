import { z } from "zod";
import { failed, type Finding, ok, reason } from "./finding.ts";

/** Credentials of registries by their host, as Docker's configuration file keeps them. */
export const dockerConfig = z.object({
  auths: z.record(z.string(), z.object({ auth: z.string().optional() })).optional(),
});
export type DockerConfig = z.infer<typeof dockerConfig>;

const token = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** Kinds of manifests, so that the registry answers with the one that the digest is of. */
const accepted = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const patienceMs = 10_000;

/** Docker's own registry goes by three names: in images, on the network, and among credentials. */
const hub = { name: "docker.io", host: "registry-1.docker.io", credentials: "https://index.docker.io/v1/" } as const;

/** An image by its reference, as a container names it: `host/path:tag@sha256:...`. */
interface Reference {
  readonly host: string;
  readonly path: string;
  readonly digest: string;
}

function parse(image: string): Reference | undefined {
  const [, host, path, digest] = /^([^/]+)\/([^:@]+)(?::[^@]+)?@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
  return host === undefined || path === undefined || digest === undefined ? undefined : { host, path, digest };
}

/**
 * Whether every image is there, by its digest, for whoever has these credentials.
 *
 * @param scheme `http` is for a registry of a test alone.
 */
export async function imageFindings(
  images: readonly string[],
  { auths = {} }: DockerConfig,
  scheme: "https" | "http" = "https",
): Promise<Finding[]> {
  const check = "images";
  const problems = await Promise.all(
    images.map(async (image) => {
      const reference = parse(image);
      if (!reference) return `${image} is not pinned by a digest`;
      const { host } = reference;
      const auth = auths[host === hub.name ? hub.credentials : host]?.auth;
      const answer = await ask(reference, auth, scheme).catch((error: unknown) => reason(error));
      return answer === undefined ? undefined : `${image}: ${answer}`;
    }),
  );
  const missing = problems.filter((problem) => problem !== undefined);
  if (missing.length === 0) return [ok(check, `all ${images.length} are in their registries`)];
  return missing.map((problem) => failed(check, `${problem}; push it, or sign in with docker login`));
}

/** What is wrong with an image; nothing where it is there. */
async function ask(reference: Reference, basic: string | undefined, scheme: string): Promise<string | undefined> {
  const host = reference.host === hub.name ? hub.host : reference.host;
  const url = `${scheme}://${host}/v2/${reference.path}/manifests/${reference.digest}`;
  const own: Record<string, string> = basic === undefined ? {} : { Authorization: `Basic ${basic}` };
  const head = (headers: Record<string, string>) =>
    fetch(url, { method: "HEAD", headers: { Accept: accepted, ...headers }, signal: AbortSignal.timeout(patienceMs) });
  let answer = await head(own);
  const challenge = answer.headers.get("www-authenticate") ?? "";
  if (answer.status === 401 && /^Bearer /i.test(challenge)) {
    answer = await head({ Authorization: `Bearer ${await bearer(challenge, own)}` });
  }
  if (answer.ok) return undefined;
  if (answer.status === 401 || answer.status === 403) return "the registry lets nobody in with these credentials";
  return answer.status === 404 ? "it is not in the registry" : `the registry answers ${answer.status}`;
}

/** A token from where the registry says that there are some. */
async function bearer(challenge: string, headers: Record<string, string>): Promise<string> {
  const said = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", given = ""]) => [key, given]));
  const realm = said.get("realm");
  if (realm === undefined) throw new Error(`the registry names no place for tokens: ${challenge}`);
  const url = new URL(realm);
  for (const key of ["service", "scope"]) {
    const given = said.get(key);
    if (given !== undefined) url.searchParams.set(key, given);
  }
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error("the registry lets nobody in with these credentials");
  const { token: first, access_token: second } = token.parse(await answer.json());
  return first ?? second ?? "";
}
