import { maskFunction, maskScript } from "./log-mask.ts";
import type { BucketArchive, LogArchiveTarget } from "./log-archive.ts";
import {
  auditStream,
  logArchiver,
  logStore,
  type LogStream,
  logStreams,
  type SentStream,
  sentStreams,
} from "./log-streams.ts";

/** Where the collector's files are, in its container. */
const folder = "/fluent-bit/etc/conf";

/** Folder of the node in which it keeps what it has read, and what it could not send yet. */
export const collectorFolder = "/var/lib/fluent-bit";

/** The collector's ConfigMap and the main one of its files, by the names of the guide (FTE-043). */
export const collectorConfig = { name: "fluentd-config", main: "fluent.conf" } as const;

/** Its arguments. */
export const collectorArguments = ["--workdir=/fluent-bit/etc", `--config=${folder}/${collectorConfig.main}`];

/** Name of the parser of lines that are JSON (ECO-023). */
const jsonParser = "json-parser";

/**
 * The files of the collector, Fluent Bit: the lines of the container runtime (CRI), the JSON in them where they are JSON, the pod's names and
 * labels, personal data masked before anything leaves the node (CAP-066), and a data stream for each kind of line, in which the store keeps
 * days apart (FTE-043).
 *
 * @param authorityFile File with the certificate of the authority that the store's is checked against.
 * @param archive Where everything goes besides. @default - nowhere
 */
export function collectorFiles(
  maskedFields: readonly string[],
  authorityFile: string,
  archive?: LogArchiveTarget,
): Record<string, string> {
  const archived = (stream: SentStream, to: LogArchiveTarget): string =>
    to.service === "s3" ? uploaded(stream, to) : handedOn(stream, authorityFile);
  return {
    [collectorConfig.main]: [
      service(),
      ...logStreams.map(input),
      ...logStreams.flatMap(filters),
      ...sentStreams.map((stream) => output(stream, authorityFile)),
      ...(archive ? sentStreams.map((stream) => archived(stream, archive)) : []),
    ].join("\n"),
    "parsers.conf": section("PARSER", { Name: jsonParser, Format: "json" }),
    "mask.lua": maskScript(maskedFields),
  };
}

function service(): string {
  return section("SERVICE", {
    Daemon: "Off",
    Flush: 5,
    Log_Level: "info",
    Parsers_File: `${folder}/parsers.conf`,
    HTTP_Server: "On",
    HTTP_Listen: "0.0.0.0",
    HTTP_Port: 2020,
    Health_Check: "On",
    // What cannot be sent waits on the node's disk, up to a bound.
    "storage.path": `${collectorFolder}/buffer`,
    "storage.backlog.mem_limit": "16M",
  });
}

function input({ tag, files }: LogStream, index: number): string {
  // The collector's own lines would feed themselves.
  const elsewhere = [...logStreams.slice(0, index).map((other) => other.files), "/var/log/containers/fluent-bit-*.log"];
  return section("INPUT", {
    Name: "tail",
    Alias: tag,
    Tag: `${tag}.*`,
    Path: files,
    Exclude_Path: elsewhere.join(","),
    "multiline.parser": "cri",
    DB: `${collectorFolder}/${tag}-containers.log.pos`,
    // A file of 10 MB that the node turns over is read to its end, and its successor found, before the third one goes (CAP-064).
    Rotate_Wait: 30,
    Refresh_Interval: 10,
    Mem_Buf_Limit: "32M",
    Skip_Long_Lines: "On",
    "storage.type": "filesystem",
  });
}

function filters({ tag }: LogStream): string[] {
  const match = { Match: `${tag}.*` };
  return [
    section("FILTER", {
      Name: "kubernetes",
      ...match,
      Kube_Tag_Prefix: `${tag}.var.log.containers.`,
      Merge_Log: "Off",
      Keep_Log: "On",
      "K8S-Logging.Parser": "Off",
      "K8S-Logging.Exclude": "Off",
      Annotations: "Off",
    }),
    // A line that is no JSON stays as it is.
    section("FILTER", {
      Name: "parser",
      ...match,
      Key_Name: "log",
      Parser: jsonParser,
      Reserve_Data: "On",
      Preserve_Key: "Off",
    }),
    section("FILTER", { Name: "lua", ...match, script: `${folder}/mask.lua`, call: maskFunction }),
    // Without a copy in the stream that it comes from.
    section("FILTER", { Name: "rewrite_tag", ...match, Rule: `$log_type ^audit$ ${auditStream.tag}.$TAG false` }),
  ];
}

function output({ tag, stream, host }: SentStream, authorityFile: string): string {
  return section("OUTPUT", {
    Name: "es",
    Alias: tag,
    Match: `${tag}.*`,
    Host: host,
    Port: logStore.port,
    HTTP_User: "${LOG_USER}",
    HTTP_Passwd: "${LOG_PASSWORD}",
    ...trusting(authorityFile),
    // A data stream takes new documents alone, and names no type.
    Write_Operation: "create",
    Suppress_Type_Name: "On",
    Logstash_Format: "Off",
    Index: stream,
    Replace_Dots: "On",
    Retry_Limit: 10,
    "storage.total_limit_size": "1G",
  });
}

/**
 * A copy of the lines in the archive, by the pod's identity, which may add objects and read none. An object is a whole upload, so that no
 * part of one is ever left, and has a checksum, without which S3 takes nothing that it must not delete.
 */
function uploaded({ tag, archive: folder }: SentStream, to: BucketArchive): string {
  const audit = folder === auditStream.archive;
  return section("OUTPUT", {
    Name: "s3",
    Alias: `archive-${tag}`,
    Match: `${tag}.*`,
    region: to.region,
    bucket: audit ? to.audit : to.archive,
    // Audit events carry the tag of the stream that they come from after their own.
    s3_key_format: `/${folder}/$TAG[${audit ? 1 : 0}]/%Y/%m/%d/%H%M%S-$UUID.gz`,
    s3_key_format_tag_delimiters: ".",
    use_put_object: "On",
    send_content_md5: "On",
    compression: "gzip",
    total_file_size: "32M",
    upload_timeout: "5m",
    // What waits for an upload outlives the collector.
    store_dir: `${collectorFolder}/archive/${tag}`,
    store_dir_limit_size: "1G",
    retry_limit: 10,
  });
}

/** A copy of the lines for the log archiver, which answers when it has them on its disk: until then they wait on the node's. */
function handedOn({ tag, archiverPort }: SentStream, authorityFile: string): string {
  return section("OUTPUT", {
    Name: "opentelemetry",
    Alias: `archive-${tag}`,
    Match: `${tag}.*`,
    Host: logArchiver.host,
    Port: archiverPort,
    Logs_URI: "/v1/logs",
    // All of a record, and not what it has as its text alone.
    Logs_Body_Key_Attributes: "On",
    Log_Response_Payload: "Off",
    Compress: "gzip",
    ...trusting(authorityFile),
    Retry_Limit: "no_limits",
    "storage.total_limit_size": "1G",
  });
}

/** By TLS alone, to a server with a certificate of the cluster's own authority. */
const trusting = (authorityFile: string) => ({ tls: "On", "tls.verify": "On", "tls.ca_file": authorityFile });

function section(name: string, settings: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `    ${key} ${value}`);
  return `[${name}]\n${lines.join("\n")}\n`;
}
