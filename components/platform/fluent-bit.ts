import { maskFunction, maskScript } from "./log-mask.ts";
import { auditStream, logStore, type LogStream, logStreams } from "./log-streams.ts";

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
 */
export function collectorFiles(maskedFields: readonly string[], authorityFile: string): Record<string, string> {
  return {
    [collectorConfig.main]: [
      service(),
      ...logStreams.map(input),
      ...logStreams.flatMap(filters),
      ...[...logStreams, auditStream].map((stream) => output(stream, authorityFile)),
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

function output({ tag, stream, host }: Omit<LogStream, "files">, authorityFile: string): string {
  return section("OUTPUT", {
    Name: "es",
    Alias: tag,
    Match: `${tag}.*`,
    Host: host,
    Port: logStore.port,
    HTTP_User: "${LOG_USER}",
    HTTP_Passwd: "${LOG_PASSWORD}",
    tls: "On",
    "tls.verify": "On",
    "tls.ca_file": authorityFile,
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

function section(name: string, settings: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `    ${key} ${value}`);
  return `[${name}]\n${lines.join("\n")}\n`;
}
