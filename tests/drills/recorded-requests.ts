import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A request as its right is asked for. */
export interface RecordedRequest {
  /** Such as `s3:GetObject`. */
  readonly action: string;
  readonly resource: string;
  /** Values of conditions' keys. */
  readonly context: Readonly<Record<string, string>>;
}

/** Lets moto write down every request from now on. */
export async function recordRequests(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/moto-api/recorder/start-recording`, { method: "POST" });
  assert.equal(answer.status, 200);
}

const entry = z.looseObject({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) });

/**
 * What moto was asked for by somebody, as actions of S3 and KMS.
 *
 * @param folder that moto runs in
 * @param accessKey by which it knows who asked
 * @throws AssertionError on a request of any other sort
 */
export function recordedRequests(folder: string, accessKey: string, accountId: string): RecordedRequest[] {
  const lines = readFileSync(join(folder, "moto_recording"), "utf8").trim().split("\n");
  const found = lines
    .map((line) => entry.parse(JSON.parse(line)))
    .filter(({ headers }) => headers["Authorization"]?.includes(`Credential=${accessKey}/`))
    .map((each) => actionOf(each, accountId));
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

function actionOf({ method, url, headers }: z.infer<typeof entry>, accountId: string): RecordedRequest {
  const { pathname, searchParams } = new URL(url);
  const target = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-amz-target")?.[1];
  if (target !== undefined) {
    const [service, action = ""] = target.split(".");
    assert.equal(service, "TrentService", url);
    // Which key an alias is of is known to KMS alone.
    return { action: `kms:${action}`, resource: `arn:aws:kms:us-east-1:${accountId}:key/state-key`, context: {} };
  }
  const [bucket = "", ...key] = pathname
    .slice(1)
    .split("/")
    .filter((part) => part !== "");
  const context = Object.fromEntries(
    [...searchParams].flatMap(([name, value]) => (name === "prefix" ? [["s3:prefix", value]] : [])),
  );
  if (key.length === 0) {
    assert.ok(method === "GET" && searchParams.has("list-type"), `${method} ${url}`);
    return { action: "s3:ListBucket", resource: `arn:aws:s3:::${bucket}`, context };
  }
  const action = { GET: "GetObject", HEAD: "GetObject", PUT: "PutObject", DELETE: "DeleteObject" }[method];
  assert.ok(action, `${method} ${url}`);
  return { action: `s3:${action}`, resource: `arn:aws:s3:::${bucket}/${key.join("/")}`, context: {} };
}
