import { readFileSync } from "node:fs";
import { request } from "node:https";
import type { RequestOptions } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import { z } from "zod";
import { BackupError } from "../lib/errors.ts";

/** Where the API server is, and who asks. */
type Connection = Pick<RequestOptions, "ca" | "cert" | "key"> & {
  readonly server: string;
  /** Read anew at each request: kubelet replaces it. */
  readonly token?: () => string;
};

/** Any JSON object, as the API server sends it. */
export type KubeObject = Readonly<Record<string, unknown>>;

/** A copy without some of its fields. */
export function without(object: KubeObject, ...names: readonly string[]): KubeObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

const kubeconfigFile = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.url(), "certificate-authority-data": z.base64() }) })),
  users: z.array(
    z.object({ user: z.object({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }) }),
  ),
});

const answered = z.record(z.string(), z.unknown());

/** Folder of the pod's own account. */
const accountDir = "/var/run/secrets/kubernetes.io/serviceaccount";

const timeoutMs = 30_000;

/** How often a request is made that the API server does not take, and how long to wait in between: 20 s in all. */
const attempts = 21;
const pauseMs = 1_000;

/** The API server said no; `status` is HTTP's. */
export class ApiError extends BackupError {
  readonly status: number;

  constructor(status: number, what: string, message: string) {
    super(`${what}: ${message} (status ${status})`);
    this.status = status;
  }

  /** Whether the request was not begun, so that the same may be asked again: there are too many, or, of one that only reads, a part is away. */
  isRefusal(method: string): boolean {
    return this.status === 429 || (method === "GET" && this.status === 503);
  }
}

/** The few requests to an API server that backups of a cluster need. */
export class KubernetesApi {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * As the pod's own account.
   *
   * @throws BackupError outside of a cluster
   */
  static inCluster(env: Readonly<Record<string, string | undefined>>): KubernetesApi {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
    if (!host || !port) throw new BackupError("no cluster: run it in a pod, or name a kubeconfig by --kubeconfig FILE");
    return new KubernetesApi({
      server: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
      ca: readFileSync(`${accountDir}/ca.crt`),
      token: () => readFileSync(`${accountDir}/token`, "utf8").trim(),
    });
  }

  /**
   * By a kubeconfig with one cluster, and one user with a certificate.
   *
   * @throws BackupError if the file is another
   */
  static fromKubeconfig(file: string): KubernetesApi {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch {
      throw new BackupError(`the kubeconfig ${file} cannot be read: name one by --kubeconfig FILE`);
    }
    const parsed = kubeconfigFile.safeParse(parse(text));
    const cluster = parsed.data?.clusters[0]?.cluster;
    const user = parsed.data?.users[0]?.user;
    if (!cluster || !user) throw new BackupError(`${file} is no kubeconfig with a cluster and a client certificate`);
    const decoded = (data: string) => Buffer.from(data, "base64");
    return new KubernetesApi({
      server: cluster.server,
      ca: decoded(cluster["certificate-authority-data"]),
      cert: decoded(user["client-certificate-data"]),
      key: decoded(user["client-key-data"]),
    });
  }

  /** @throws ApiError if there is none, or it may not be read */
  get(path: string): Promise<KubeObject> {
    return this.#ask("GET", path);
  }

  /** Nothing where there is none. */
  async find(path: string): Promise<KubeObject | undefined> {
    try {
      return await this.get(path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Every object below the path, however many pages there are. */
  async list(path: string, labels?: string): Promise<KubeObject[]> {
    const found: KubeObject[] = [];
    for (let next: string | undefined = ""; next !== undefined;) {
      const query = new URLSearchParams({
        limit: "500",
        ...(labels && { labelSelector: labels }),
        ...(next && { continue: next }),
      });
      const page = listed.parse(await this.get(`${path}?${query.toString()}`));
      found.push(...page.items);
      next = page.metadata.continue || undefined;
    }
    return found;
  }

  create(path: string, object: KubeObject): Promise<KubeObject> {
    return this.#ask("POST", path, object);
  }

  /** Asks for the end of an object; one that is gone already is no error. */
  async remove(path: string): Promise<void> {
    try {
      await this.#ask("DELETE", path);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }

  /** One that the API server had no time for, or whose kind it had just been told of, is asked again. */
  async #ask(method: string, path: string, body?: KubeObject): Promise<KubeObject> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#askOnce(method, path, body);
      } catch (error) {
        if (!(error instanceof ApiError && error.isRefusal(method)) || attempt === attempts) throw error;
        await sleep(pauseMs);
      }
    }
  }

  #askOnce(method: string, path: string, body?: KubeObject): Promise<KubeObject> {
    const { server, token, ...certificates } = this.#connection;
    const sent = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = {
        accept: "application/json",
        ...(sent !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(sent) }),
        ...(token && { authorization: `Bearer ${token()}` }),
      };
      const options = { ...certificates, method, headers, timeout: timeoutMs };
      const asked = request(new URL(path, server), options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const status = response.statusCode ?? 0;
          if (status < 300) resolve(answered.parse(JSON.parse(text)));
          else reject(new ApiError(status, `${method} ${path}`, saidIn(text)));
        });
      });
      asked.on("timeout", () =>
        asked.destroy(new BackupError(`${method} ${path}: no answer in ${timeoutMs / 1000} s`)),
      );
      asked.on("error", reject);
      asked.end(sent);
    });
  }
}

const listed = z.object({
  metadata: z.object({ continue: z.string().optional() }),
  items: z.array(z.record(z.string(), z.unknown())),
});

/** The message of an error's body. */
function saidIn(text: string): string {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(text)).message;
  } catch {
    return text.slice(0, 200);
  }
}
