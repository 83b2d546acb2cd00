import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { BackupError } from "../lib/errors.ts";
import type { KubernetesApi } from "./api.ts";

const requests = "/apis/velero.io/v1/namespaces/velero/downloadrequests";

const request = z.object({
  status: z.object({ phase: z.string().optional(), downloadURL: z.url().optional() }).default({}),
});

const patienceMs = 60_000;

/**
 * The archive of a backup's objects, through an address that Velero signs: the store's own credentials are not needed.
 *
 * @throws BackupError if Velero signs none, or the store does not give it
 */
export async function backupContents(api: KubernetesApi, backup: string): Promise<Buffer> {
  const name = `${backup}-contents`;
  await api.create(requests, {
    apiVersion: "velero.io/v1",
    kind: "DownloadRequest",
    metadata: { name, namespace: "velero" },
    spec: { target: { kind: "BackupContents", name: backup } },
  });
  try {
    const response = await fetch(await signedUrl(api, name), { signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) throw new BackupError(`the store does not give the backup ${backup}: status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } finally {
    await api.remove(`${requests}/${name}`);
  }
}

async function signedUrl(api: KubernetesApi, name: string): Promise<string> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { status } = request.parse(await api.get(`${requests}/${name}`));
    if (status.downloadURL !== undefined) return status.downloadURL;
    if (performance.now() > deadline)
      throw new BackupError(`Velero signed no address of ${name} in ${patienceMs / 1000} s`);
    await sleep(250);
  }
}
