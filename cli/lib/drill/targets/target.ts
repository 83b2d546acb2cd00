import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { ensureNpmTool } from "../../../../sandbox/lib/npm-tools.ts";
import { pinnedNode } from "../../../../sandbox/lib/paths.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { ensurePythonTool } from "../../../../sandbox/lib/python-tools.ts";
import { ensureTestTool } from "../../../../sandbox/lib/test-tools.ts";
import { ChildServer } from "../child-server.ts";

export const targetNames = ["aws", "azure", "local"] as const;
export type TargetName = (typeof targetNames)[number];

/** A store of this machine, as the programs find it. */
export interface Target {
  /** The `store` of a job. */
  readonly store: Readonly<Record<string, unknown> & { type: string }>;
  /** Variables by which the programs show who they are. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const bucket = "drill-backups";
const region = "us-east-1";

/** A store that speaks as that of the cloud does: `local` is the service that the cluster has. */
export async function startTarget(name: TargetName, folder: string, report: Report): Promise<Target> {
  mkdirSync(folder, { recursive: true });
  return targets[name](folder, report);
}

const targets: Record<TargetName, (folder: string, report: Report) => Promise<Target>> = {
  aws: async (folder, report) => {
    const command = await ensurePythonTool("moto", report);
    const [port = 0] = await freePorts(1);
    const endpoint = `http://${loopback}:${port}`;
    const args = ["-m", "moto.server", "-H", loopback, "-p", String(port)];
    const answers = () => isAnswer(`${endpoint}/moto-api/data.json`);
    const server = await ChildServer.start({ name: "moto", command, args, folder, answers });
    return s3Target(server, endpoint, { AWS_ACCESS_KEY_ID: "drill", AWS_SECRET_ACCESS_KEY: "drill" });
  },
  local: async (folder, report) => {
    const command = await ensureTestTool("versitygw", report);
    const [port = 0] = await freePorts(1);
    const endpoint = `http://${loopback}:${port}`;
    const secret = randomBytes(16).toString("hex");
    for (const each of ["objects", "versions"]) mkdirSync(join(folder, each), { recursive: true });
    const where = ["posix", "--versioning-dir", join(folder, "versions"), join(folder, "objects")];
    const server = await ChildServer.start({
      name: "versitygw",
      command,
      args: ["--port", `${loopback}:${port}`, "--region", region, "--health", "/health", "--quiet", ...where],
      env: { ROOT_ACCESS_KEY: "drill", ROOT_SECRET_KEY: secret },
      folder,
      answers: () => isAnswer(`${endpoint}/health`),
    });
    return s3Target(server, endpoint, { AWS_ACCESS_KEY_ID: "drill", AWS_SECRET_ACCESS_KEY: secret });
  },
  azure: async (folder, report) => {
    const script = await ensureNpmTool("azurite", report);
    const [port = 0] = await freePorts(1);
    const account = `http://${loopback}:${port}/drill`;
    const key = randomBytes(64).toString("base64");
    const connection = `DefaultEndpointsProtocol=http;AccountName=drill;AccountKey=${key};BlobEndpoint=${account};`;
    const server = await ChildServer.start({
      name: "azurite",
      command: pinnedNode,
      args: [
        script,
        ...["--blobHost", loopback, "--blobPort", String(port), "--location", folder],
        ...["--silent", "--disableTelemetry", "--skipApiVersionCheck"],
      ],
      env: { AZURITE_ACCOUNTS: `drill:${key}` },
      folder,
      answers: () => isAnswer(account),
    });
    await BlobServiceClient.fromConnectionString(connection).createContainer(bucket);
    return {
      store: { type: "blob", account, container: bucket },
      env: { AZURE_STORAGE_CONNECTION_STRING: connection },
      stop: () => server.stop(),
    };
  },
};

interface Credentials {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
}

async function s3Target(server: ChildServer, endpoint: string, env: Credentials): Promise<Target> {
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY };
  const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  return { store: { type: "s3", bucket, region, endpoint }, env: { ...env }, stop: () => server.stop() };
}

/** Whether somebody answers at all, be it by a refusal. */
async function isAnswer(url: string): Promise<boolean> {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  return true;
}
