import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import type * as pulumi from "@pulumi/pulumi";
import { type ChartEntry, type ChartName, charts } from "./catalogue.ts";
import type { PlatformSettings } from "./settings.ts";
import { chartValues } from "./values/index.ts";

/**
 * Installs a chart under its own name in its namespace. A failed installation leaves nothing behind, and a failed upgrade goes back.
 *
 * @param dependsOn Its namespace, the charts that it needs, and the Secrets that it reads.
 */
export function install(
  parent: pulumi.Resource,
  name: string,
  chart: ChartName,
  settings: PlatformSettings,
  dependsOn: pulumi.Resource[],
): Release {
  const entry: ChartEntry = charts[chart];
  return new Release(
    name,
    {
      name: chart,
      chart: entry.chart,
      version: entry.version,
      ...(entry.repository !== undefined && { repositoryOpts: { repo: entry.repository } }),
      namespace: entry.namespace,
      // The namespace has its labels and its quota before the first pod.
      createNamespace: false,
      atomic: true,
      cleanupOnFail: true,
      skipCrds: false,
      timeout: entry.timeoutSeconds ?? 600,
      maxHistory: 5,
      values: chartValues[chart](settings),
    },
    { parent, dependsOn },
  );
}
