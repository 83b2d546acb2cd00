import { secret } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

/** Token of a release. */
export const releaseType = "helm.sh/v3:Release";
/** Repository of the chart. */
export const repo = "https://cloudnative-pg.github.io/charts";

/** A release of a small chart, with a secret among its values. */
export const release = (changes: JsonObject = {}): JsonObject => ({
  name: "barman",
  namespace: "charts",
  chart: "plugin-barman-cloud",
  version: "0.8.0",
  repositoryOpts: { repo },
  values: { replicaCount: 1, token: secret("a-long-secret-token") },
  compat: "true",
  ...changes,
});
