import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { BucketReference } from "../core/place.ts";
import { awsLogArchive } from "./aws.ts";
import { type LogArchiveArgs, type LogArchiveOutputs, type LogArchiveSpec, resolveLogArchive } from "./spec.ts";

type LogArchiveBackend = Backend<LogArchiveSpec, LogArchiveOutputs>;

const backends = {
  aws: awsLogArchive,
  azure: unsupported("azure"),
  kubernetes: unsupported("kubernetes"),
} satisfies Record<Cloud, LogArchiveBackend>;

/**
 * Where logs are kept beyond the search window of the log store, each class as long as it has to be.
 *
 * @example
 * const logs = new LogArchive("log-archive", { cloud: "aws", region: "us-east-1", stage: "prod", accountId, keyArn, protect: true });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class LogArchive extends pulumi.ComponentResource implements LogArchiveOutputs {
  static readonly token = "plumbline:log-archive:LogArchive";
  readonly archive: BucketReference;
  readonly audit: BucketReference;
  readonly access: BucketReference;

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveLogArchive(name, args);
    super(LogArchive.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
    this.archive = built.archive;
    this.audit = built.audit;
    this.access = built.access;
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): LogArchiveBackend {
  return () => {
    throw new Unsupported(cloud, "an archive of logs", "name a region of aws");
  };
}
