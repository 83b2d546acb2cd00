import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../lib/paths.ts";

/** `BucketVersioning` becomes `bucket_versioning`. */
export const snakeCase = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** Types whose names in Pulumi do not tell those in Terraform. */
const others: Readonly<Record<string, string>> = {
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:rds/parameterGroup:ParameterGroup": "aws_db_parameter_group",
  "aws:rds/proxy:Proxy": "aws_db_proxy",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": "aws_db_proxy_default_target_group",
  "aws:rds/proxyEndpoint:ProxyEndpoint": "aws_db_proxy_endpoint",
  "aws:rds/proxyTarget:ProxyTarget": "aws_db_proxy_target",
  "aws:rds/subnetGroup:SubnetGroup": "aws_db_subnet_group",
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": "aws_sqs_queue_redrive_allow_policy",
  "aws:sqs/redrivePolicy:RedrivePolicy": "aws_sqs_queue_redrive_policy",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
};

/**
 * Names that a type may have in Terraform, the likeliest first: the module is part of it, unless the service is as old as EC2, or the
 * name is another.
 */
export function terraformTypes(token: string): string[] {
  const [, module = "", name = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
  const other = others[token];
  return other === undefined ? [`aws_${module}_${snakeCase(name)}`, `aws_${snakeCase(name)}`] : [other];
}

/** Tokens of every class of @pulumi/aws that the sources of some folders import. */
export function importedTypes(folders: readonly string[]): string[] {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(projectRoot, folder, file), "utf8")),
  );
  const found = sources.flatMap((source) =>
    [...source.matchAll(/^import \{([^}]*)\} from "@pulumi\/aws\/(\w+)\/(\w+)\.js";$/gm)].map(
      ([, names = "", module = "", file = ""]) => {
        const name = names.split(",")[0]?.trim().split(" ")[0] ?? "";
        return `aws:${module}/${file}:${name}`;
      },
    ),
  );
  return [...new Set(found)].sort();
}
