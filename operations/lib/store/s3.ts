import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  ListObjectsV2Command,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { Readable } from "node:stream";
import { z } from "zod";
import { BackupError } from "../errors.ts";
import { tiers } from "../tiers.ts";
import { mostSmallBytes, type Store, type StoredObject } from "./store.ts";
import { defineStore } from "./stores.ts";

const s3Settings = z.strictObject({
  type: z.literal("s3"),
  bucket: z.string().min(1),
  region: z.string().min(1),
  /** Folder in the bucket, without slashes at its ends. @default - the bucket's root */
  folder: z.string().optional(),
  /** URL of the service. @default - that of AWS in the region */
  endpoint: z.url().optional(),
  /** An upload goes in parts of this size, of which S3 takes 10,000; three of them are in memory. Unit: MiB. */
  partMebibytes: z.int().min(5).max(1024).default(32),
});

/** Tries of each request, with growing pauses in between. */
const attempts = 5;

/**
 * A bucket. Who asks is taken from the environment as every SDK of AWS does: the variables, or the identity of the pod. An authority
 * besides the public ones comes by NODE_EXTRA_CA_CERTS.
 */
function openS3(settings: z.infer<typeof s3Settings>): Store {
  const { bucket: Bucket, region, endpoint, partMebibytes } = settings;
  const folder = settings.folder ? `${settings.folder}/` : "";
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 120_000 },
  });
  let date: Date | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      date = dateOf(result.response) ?? date;
      return result;
    },
    { step: "deserialize", name: "storeClock" },
  );
  /** What of an upload is there already is nobody's: should this fail, too, the bucket's rules remove it. */
  const forget = async (key: string, UploadId: string | undefined) => {
    if (UploadId === undefined) return;
    const command = new AbortMultipartUploadCommand({ Bucket, Key: folder + key, UploadId });
    await client.send(command, { abortSignal: AbortSignal.timeout(10_000) }).catch(() => undefined);
  };
  return {
    name: `s3://${Bucket}/${folder}`,
    async upload(key, stream, signal) {
      const abort = new AbortController();
      const stop = () => abort.abort();
      signal.addEventListener("abort", stop, { once: true });
      const upload = new Upload({
        client,
        params: { Bucket, Key: folder + key, Body: stream, ContentType: "application/octet-stream" },
        partSize: partMebibytes * 1024 * 1024,
        queueSize: 3,
        // Removed below, where it is waited for.
        leavePartsOnError: true,
        abortController: abort,
      });
      try {
        signal.throwIfAborted();
        await upload.done();
        signal.throwIfAborted();
      } catch (error) {
        await forget(key, upload.uploadId);
        throw error;
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    async put(key, content, abortSignal) {
      const Body = Buffer.from(content, "utf8");
      const object = { Bucket, Key: folder + key, Body, ContentType: "application/json" };
      await client.send(new PutObjectCommand(object), { abortSignal });
    },
    async get(key, abortSignal) {
      try {
        const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket, Key: folder + key }), {
          abortSignal,
        });
        if (ContentLength > mostSmallBytes)
          throw new BackupError(`${key} has ${ContentLength} bytes: it is not one of ours`);
        return await Body?.transformToString("utf8");
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async open(key, abortSignal) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: folder + key }), { abortSignal });
      if (!(Body instanceof Readable)) throw new BackupError(`${key} has no content`);
      return Body;
    },
    async list(prefix, abortSignal) {
      const found: StoredObject[] = [];
      const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: folder + prefix }, { abortSignal });
      for await (const { Contents = [] } of pages) {
        for (const { Key = "", Size = 0, LastModified = new Date(0) } of Contents) {
          found.push({ key: Key.slice(folder.length), bytes: Size, modified: LastModified });
        }
      }
      return found;
    },
    async remove(keys, abortSignal) {
      for (let start = 0; start < keys.length; start += 1000) {
        const Objects = keys.slice(start, start + 1000).map((key) => ({ Key: folder + key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
          {
            abortSignal,
          },
        );
        const [first] = Errors;
        if (first) throw new BackupError(`${first.Key ?? ""} was not removed: ${first.Message ?? first.Code ?? "?"}`);
      }
    },
    async now(abortSignal) {
      // Of the folder that everybody may list who makes, reads or tells of backups.
      await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${folder}${tiers[0]}/`, MaxKeys: 1 }), {
        abortSignal,
      });
      return date;
    },
  };
}

function dateOf(response: unknown): Date | undefined {
  if (typeof response !== "object" || response === null || !("headers" in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== "object" || headers === null || !("date" in headers)) return undefined;
  const date = new Date(String(headers.date));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

export const s3Store = defineStore("s3", s3Settings, openS3);
