import type { Log } from "../lib/engine.ts";
import type { DiffResponse, Failure, Provider } from "../lib/provider.ts";
import type { JsonObject } from "../lib/values.ts";
import { check } from "./check.ts";
import { remove } from "./delete.ts";
import { diff } from "./diff.ts";
import { read } from "./read.ts";
import {
  checkRelease,
  createRelease,
  deleteRelease,
  diffRelease,
  readRelease,
  releaseType,
  updateRelease,
} from "./helm/release.ts";
import { Session } from "./session.ts";
import { loadKubeConfig, parseSettings, settingsFailures } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { create, update } from "./write.ts";

/**
 * Stands in for the official kubernetes provider, for objects of any kind, and for releases of the pinned charts. YAML files,
 * kustomizations and charts by other types are refused by name.
 */
export function kubernetesProvider(version: string, log: Log): Provider {
  const cancelled = new AbortController();
  let configured: Session | undefined;
  const session = (): Session => {
    if (!configured) {
      throw new Error("the kubernetes provider is used before it is configured");
    }
    return configured;
  };
  return {
    name: "kubernetes",
    version,
    checkConfig: (news): readonly Failure[] => settingsFailures(news),
    diffConfig,
    configure: (config): void => {
      configured = new Session(parseSettings(config), log, cancelled.signal);
    },
    check: (request) => (isRelease(request) ? checkRelease : check)(session(), request),
    diff: (request) => (isRelease(request) ? diffRelease : diff)(session(), request),
    create: (request) => (isRelease(request) ? createRelease : create)(session(), request),
    read: (request) => (isRelease(request) ? readRelease : read)(session(), request),
    update: (request) => (isRelease(request) ? updateRelease : update)(session(), request),
    delete: (request) => (isRelease(request) ? deleteRelease : remove)(session(), request),
    cancel: (): void => cancelled.abort(),
  };
}

const isRelease = ({ type }: { readonly type: string }): boolean => type === releaseType;

/** Another cluster means other objects; a new way to the same one does not. */
function diffConfig(olds: JsonObject, news: JsonObject): DiffResponse {
  const [before, after] = [parseSettings(olds), parseSettings(news)];
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  const changed = keys.filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]));
  const replace =
    after.clusterIdentifier !== undefined || before.clusterIdentifier !== undefined
      ? before.clusterIdentifier !== after.clusterIdentifier
      : isElsewhere(before, after);
  const kind = (key: string) => (olds[key] === undefined ? "add" : news[key] === undefined ? "delete" : "update");
  const locating = ["kubeconfig", "context", "cluster", "clusterIdentifier"];
  return {
    changes: Object.fromEntries(
      changed.map((key) => [key, { kind: kind(key), replace: replace && locating.includes(key) }]),
    ),
  };
}

function isElsewhere(before: Settings, after: Settings): boolean {
  try {
    return loadKubeConfig(before).getCurrentCluster()?.server !== loadKubeConfig(after).getCurrentCluster()?.server;
  } catch {
    return false; // the old kubeconfig may be gone; nothing says that the cluster is another
  }
}
