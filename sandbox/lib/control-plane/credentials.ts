import { createPublicKey, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Authority, signingKey } from "../certificates.ts";
import type { Pair, Subject } from "../certificates.ts";
import { loopback } from "../ports.ts";

/** Who may talk to the API server, each with a certificate of its own. */
const clients = {
  admin: { user: "plumbline-admin", groups: ["system:masters"] },
  "kube-controller-manager": { user: "system:kube-controller-manager" },
  "kube-scheduler": { user: "system:kube-scheduler" },
  kwok: { user: "kwok-controller" },
} as const satisfies Record<string, Subject>;

export type Client = keyof typeof clients;
const clientNames: readonly Client[] = ["admin", "kube-controller-manager", "kube-scheduler", "kwok"];

const serverNames = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"];

/** First address of the services' range, under which pods know the API server. */
const serviceAddress = "10.96.0.1";

const renewDaysBeforeEnd = 30;

/**
 * Makes the keys and certificates of one control plane, unless they exist and are good for another month.
 *
 * @returns whether they are new
 */
export async function ensureCredentials(folder: string): Promise<boolean> {
  if (isGood(folder)) return false;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const put = (name: string, text: string) => writeFileSync(join(unfinished, name), text, { mode: 0o600 });
  const putPair = (name: string, pair: Pair) => {
    put(`${name}.crt`, pair.cert);
    put(`${name}.key`, pair.key);
  };

  // Two authorities: a client of the API server is no client of etcd. Their keys are not kept: nothing else is issued.
  const [cluster, etcd] = await Promise.all([Authority.create("plumbline"), Authority.create("plumbline-etcd")]);
  put("ca.crt", cluster.cert);
  put("etcd-ca.crt", etcd.cert);
  putPair("etcd", await etcd.server("etcd", ["localhost"], [loopback]));
  putPair("etcd-client", await etcd.client({ user: "kube-apiserver" }));
  putPair("apiserver", await cluster.server("kube-apiserver", serverNames, [loopback, serviceAddress]));
  for (const name of clientNames) putPair(name, await cluster.client(clients[name]));
  // Tokens of service accounts stay good when the certificates are renewed.
  const tokenKey = join(folder, "service-accounts.key");
  const key = existsSync(tokenKey) ? readFileSync(tokenKey, "utf8") : await signingKey();
  put("service-accounts.key", key);
  put("service-accounts.pub", createPublicKey(key).export({ type: "spki", format: "pem" }).toString());

  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return true;
}

/** A kubeconfig for one client, with its only context named after the cluster. */
export function kubeconfig(folder: string, client: Client, cluster: string, port: number): string {
  const data = (file: string) => readFileSync(join(folder, file)).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": cluster,
    clusters: [
      {
        name: cluster,
        cluster: { server: `https://${loopback}:${port}`, "certificate-authority-data": data("ca.crt") },
      },
    ],
    users: [
      {
        name: `${cluster}-${client}`,
        user: { "client-certificate-data": data(`${client}.crt`), "client-key-data": data(`${client}.key`) },
      },
    ],
    contexts: [{ name: cluster, context: { cluster, user: `${cluster}-${client}` } }],
  });
}

function isGood(folder: string): boolean {
  try {
    const end = new X509Certificate(readFileSync(join(folder, "apiserver.crt"))).validToDate;
    return end.getTime() - Date.now() > renewDaysBeforeEnd * 24 * 60 * 60 * 1000;
  } catch {
    return false;
  }
}
