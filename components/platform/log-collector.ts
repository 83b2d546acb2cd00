import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { objectLabels } from "../core/labels.ts";
import { collectorConfig, collectorFiles } from "./fluent-bit.ts";
import { platformSecrets } from "./secrets.ts";
import type { PlatformSettings } from "./settings.ts";

/** Where the collector finds the certificate of the authority that it trusts. */
export const authorityFolder = "/authority";

function files({ maskedFields, logArchive }: PlatformSettings): Record<string, string> {
  return collectorFiles(maskedFields, `${authorityFolder}/${platformSecrets.authority.key}`, logArchive);
}

/** Checksum of the collector's files: a change restarts it. */
export function collectorChecksum(settings: PlatformSettings): string {
  return createHash("sha256")
    .update(JSON.stringify(files(settings)))
    .digest("hex");
}

/** The collector's configuration, under the name of the guide; its DaemonSet reads it on every node (FTE-043, FTE-044). */
export function collectorConfiguration(
  parent: pulumi.Resource,
  name: string,
  settings: PlatformSettings,
  dependsOn: pulumi.Resource[],
): ConfigMap {
  return new ConfigMap(
    name,
    {
      metadata: {
        name: collectorConfig.name,
        namespace: "node-agents",
        labels: objectLabels({ system: "platform", component: "log-collector" }),
      },
      data: files(settings),
    },
    { parent, dependsOn },
  );
}
