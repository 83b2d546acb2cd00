import { WorkloadIdentityCredential } from "@azure/identity";
import { BlobServiceClient, type ContainerClient, RestError } from "@azure/storage-blob";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { BackupError } from "../errors.ts";
import { mostSmallBytes, type Store, type StoredObject } from "./store.ts";
import { defineStore } from "./stores.ts";

const blobSettings = z.strictObject({
  type: z.literal("blob"),
  /** URL of the storage account, such as `https://account.blob.core.windows.net`. */
  account: z.url(),
  container: z.string().min(1),
  /** Folder in the container, without slashes at its ends. @default - the container's root */
  folder: z.string().optional(),
  /** An upload goes in blocks of this size, of which a blob takes 50,000; three of them are in memory. Unit: MiB. */
  blockMebibytes: z.int().min(1).max(1024).default(16),
});

const attempts = 5;

/** A container of Blob storage. Who asks is the workload identity of the pod, or what AZURE_STORAGE_CONNECTION_STRING says. */
function openBlob({ account, container, folder, blockMebibytes }: z.infer<typeof blobSettings>): Store {
  const root = folder ? `${folder}/` : "";
  const client = containerClient(account, container);
  const blob = (key: string) => client.getBlockBlobClient(root + key);
  return {
    name: `${account}/${container}/${root}`,
    async upload(key, stream, abortSignal) {
      // The blocks become a blob by the last request.
      await blob(key).uploadStream(stream, blockMebibytes * 1024 * 1024, 3, { abortSignal });
      abortSignal.throwIfAborted();
    },
    async put(key, content, abortSignal) {
      const headers = { blobContentType: "application/json" };
      await blob(key).upload(content, Buffer.byteLength(content), { blobHTTPHeaders: headers, abortSignal });
    },
    async get(key, abortSignal) {
      try {
        const { readableStreamBody, contentLength = 0 } = await blob(key).download(0, undefined, { abortSignal });
        if (contentLength > mostSmallBytes) {
          throw new BackupError(`${key} has ${contentLength} bytes: it is not one of ours`);
        }
        return readableStreamBody && (await text(readableStreamBody));
      } catch (error) {
        if (error instanceof RestError && error.statusCode === 404) return undefined;
        throw error;
      }
    },
    async open(key, abortSignal) {
      const { readableStreamBody } = await blob(key).download(0, undefined, {
        maxRetryRequests: attempts,
        abortSignal,
      });
      if (!readableStreamBody) throw new BackupError(`${key} has no content`);
      return new Readable().wrap(readableStreamBody);
    },
    async list(prefix, abortSignal) {
      const found: StoredObject[] = [];
      for await (const { name, properties } of client.listBlobsFlat({ prefix: root + prefix, abortSignal })) {
        found.push({
          key: name.slice(root.length),
          bytes: properties.contentLength ?? 0,
          modified: properties.lastModified,
        });
      }
      return found;
    },
    async remove(keys, abortSignal) {
      for (const key of keys) await blob(key).deleteIfExists({ abortSignal });
    },
    async now(abortSignal) {
      const [page] = await Array.fromAsync(limit(client.listBlobsFlat({ abortSignal }).byPage({ maxPageSize: 1 })));
      const date = page?._response.headers.get("date");
      return date === undefined ? undefined : new Date(date);
    },
  };
}

async function* limit<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const page of pages) {
    yield page;
    return;
  }
}

function containerClient(account: string, container: string): ContainerClient {
  const options = { retryOptions: { maxTries: attempts } };
  const connection = process.env.AZURE_STORAGE_CONNECTION_STRING;
  const service =
    connection === undefined
      ? new BlobServiceClient(account, new WorkloadIdentityCredential(), options)
      : BlobServiceClient.fromConnectionString(connection, options);
  return service.getContainerClient(container);
}

export const blobStore = defineStore("blob", blobSettings, openBlob);
