import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import type { Failure } from "../lib/provider.ts";
import { isUnknown } from "../lib/values.ts";
import { informPlugin } from "./exec-info.ts";
import type { Json, JsonObject } from "../lib/values.ts";

/** The provider's configuration, as far as the sandbox honours it. */
export interface Settings {
  /** The content of a kubeconfig, or a path; undefined: $KUBECONFIG, then ~/.kube/config. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly cluster: string | undefined;
  readonly namespace: string | undefined;
  readonly clusterIdentifier: string | undefined;
  readonly suppressDeprecationWarnings: boolean;
  readonly enablePatchForce: boolean;
  /** Otherwise a ConfigMap or Secret whose data changes is replaced. */
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
  readonly upsertExistingObjects: boolean;
  readonly deleteUnreachable: boolean;
}

export function parseSettings(config: JsonObject, env: NodeJS.ProcessEnv = process.env): Settings {
  const string = (key: string) => (typeof config[key] === "string" && config[key] !== "" ? config[key] : undefined);
  const flag = (key: string, variable: string) => asBoolean(config[key] ?? env[variable]) ?? false;
  return {
    kubeconfig: string("kubeconfig"),
    context: string("context"),
    cluster: string("cluster"),
    namespace: string("namespace"),
    clusterIdentifier: string("clusterIdentifier"),
    suppressDeprecationWarnings: flag("suppressDeprecationWarnings", "PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS"),
    enablePatchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
    enableConfigMapMutable: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
    enableSecretMutable: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
    upsertExistingObjects: flag("upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
    deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
  };
}

/** What is wrong with a configuration, before anything is done with it. */
export function settingsFailures(config: JsonObject): Failure[] {
  const failures: Failure[] = [];
  if (asBoolean(config["enableServerSideApply"]) === false) {
    failures.push({
      property: "enableServerSideApply",
      reason: "client-side apply is not supported by the sandbox; leave server-side apply on",
    });
  }
  if (typeof config["renderYamlToDirectory"] === "string" && config["renderYamlToDirectory"] !== "") {
    failures.push({ property: "renderYamlToDirectory", reason: "rendering is not supported by the sandbox" });
  }
  if (!isUnknown(config["kubeconfig"]) && failures.length === 0) {
    const settings = parseSettings(config);
    if (settings.kubeconfig !== undefined || settings.context !== undefined) {
      try {
        loadKubeConfig(settings);
      } catch (error) {
        failures.push({ property: "kubeconfig", reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  return failures;
}

/**
 * The kubeconfig with the chosen context and cluster.
 * @throws when there is none, when it is not one, or when it lacks that context or cluster
 */
export function loadKubeConfig(settings: Settings, env: NodeJS.ProcessEnv = process.env): KubeConfig {
  const config = new KubeConfig();
  const { text, origin } = locate(settings.kubeconfig, env);
  try {
    if (text === undefined) {
      config.loadFromFile(origin);
    } else {
      config.loadFromString(text);
    }
  } catch (error) {
    throw new Error(`${origin} cannot be read: ${firstLine(error)}`, { cause: error });
  }
  const contexts = config.getContexts().map(({ name }) => name);
  if (settings.context !== undefined) {
    if (!contexts.includes(settings.context)) {
      throw new Error(`${origin} has no context ${settings.context}; it has ${contexts.join(", ") || "none"}`);
    }
    config.setCurrentContext(settings.context);
  }
  if (settings.cluster !== undefined) {
    const cluster = config.getCluster(settings.cluster);
    const user = config.getCurrentUser();
    if (!cluster) {
      throw new Error(`${origin} has no cluster ${settings.cluster}`);
    }
    config.loadFromClusterAndUser(cluster, user ?? { name: "none" });
  }
  if (!config.getCurrentCluster()?.server) {
    throw new Error(`${origin} names no cluster: set its current-context, or the provider's context`);
  }
  informPlugin(config);
  return config;
}

/** The namespace of objects that name none: the provider's, the context's, `default`. */
export function defaultNamespace(settings: Settings, config: KubeConfig | undefined): string {
  return settings.namespace ?? (config?.getContextObject(config.getCurrentContext())?.namespace || "default");
}

function locate(kubeconfig: string | undefined, env: NodeJS.ProcessEnv): { text?: string; origin: string } {
  if (kubeconfig !== undefined && /[\n{]|:\s/.test(kubeconfig)) {
    return { text: kubeconfig, origin: "the provider's kubeconfig" };
  }
  const ambient = env["KUBECONFIG"]?.split(":").find((path) => path !== "" && existsSync(path));
  const path = kubeconfig ?? ambient ?? "~/.kube/config";
  const file = resolve(path.replace(/^~(?=\/)/, env["HOME"] ?? homedir()));
  if (!existsSync(file)) {
    throw new Error(`no kubeconfig: ${file} does not exist; set the provider's kubeconfig, or $KUBECONFIG`);
  }
  return { origin: file };
}

function asBoolean(value: Json | undefined): boolean | undefined {
  return typeof value === "string"
    ? { true: true, false: false }[value.toLowerCase()]
    : typeof value === "boolean"
      ? value
      : undefined;
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
