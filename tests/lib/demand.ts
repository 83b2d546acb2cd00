import { mebibytes, millicores } from "../../components/core/quantities.ts";
import { type KubernetesObject, objectsOf } from "./graph.ts";
import type { Rendered } from "../../cli/lib/render.ts";
import { at, list, record } from "./json.ts";

/** What pods ask for together, in millicores and MiB, or what a quota allows them. */
export interface Demand {
  readonly pods: number;
  readonly volumes: number;
  readonly requests: { readonly cpu: number; readonly memory: number };
  readonly limits: { readonly cpu: number; readonly memory: number };
}

/** Most pods of one kind at a time, and the containers and volumes of each. */
interface Pods {
  readonly count: number;
  readonly containers: readonly unknown[];
  readonly volumes?: number;
}

const nothing: Demand = { pods: 0, volumes: 0, requests: { cpu: 0, memory: 0 }, limits: { cpu: 0, memory: 0 } };

/** The most that a namespace's pods ask for at once: everything scaled out, in the middle of a rolling update, with every job running. */
export const demandOf = (graph: Rendered, namespace: string): Demand =>
  sized(graph, namespace).reduce((sum, { pods, defaults }) => add(sum, pods, defaults), nothing);

/** What each of those pods asks for, one entry a pod. */
export const podSizes = (graph: Rendered, namespace: string): Demand["requests"][] =>
  sized(graph, namespace).flatMap(({ pods, defaults }) => {
    const { requests } = add(nothing, { ...pods, count: 1 }, defaults);
    return Array.from({ length: pods.count }, () => requests);
  });

function sized(graph: Rendered, namespace: string): { readonly pods: Pods; readonly defaults: unknown }[] {
  const objects = objectsOf(graph).filter((each) => each.namespace === namespace);
  const defaults = at(objects.find(({ kind }) => kind === "LimitRange")?.body, "spec", "limits", 0);
  return objects.flatMap((object) => podsOf(object, objects)).map((pods) => ({ pods, defaults }));
}

/** What a namespace's quota allows. */
export function quotaOf(graph: Rendered, namespace: string): Demand | undefined {
  const quota = objectsOf(graph).find((each) => each.kind === "ResourceQuota" && each.namespace === namespace);
  const hard = record(at(quota?.body, "spec", "hard"));
  if (hard["requests.cpu"] === undefined) return undefined;
  const side = (name: string) => ({
    cpu: millicores(String(hard[`${name}.cpu`])),
    memory: mebibytes(String(hard[`${name}.memory`])),
  });
  return {
    pods: Number(hard["pods"]),
    volumes: Number(hard["persistentvolumeclaims"]),
    requests: side("requests"),
    limits: side("limits"),
  };
}

function add(sum: Demand, { count, containers, volumes = 0 }: Pods, defaults: unknown): Demand {
  const side = (name: "requests" | "limits") => {
    const total = (unit: "cpu" | "memory", measure: (quantity: string) => number) =>
      containers
        .map(
          (each) =>
            at(each, "resources", name, unit) ?? at(defaults, name === "limits" ? "default" : "defaultRequest", unit),
        )
        .reduce<number>((all, quantity) => all + measure(String(quantity)), 0);
    return {
      cpu: sum[name].cpu + count * total("cpu", millicores),
      memory: sum[name].memory + count * total("memory", mebibytes),
    };
  };
  return {
    pods: sum.pods + count,
    volumes: sum.volumes + count * volumes,
    requests: side("requests"),
    limits: side("limits"),
  };
}

function podsOf({ kind, name, body }: KubernetesObject, objects: readonly KubernetesObject[]): Pods[] {
  const spec = record(body["spec"]);
  const containers = list(at(spec, "template", "spec", "containers"));
  const of = (resources: unknown) => ({ resources });
  switch (kind) {
    case "Deployment":
      return [{ count: surged(scaled(kind, name, spec, objects), spec), containers }];
    case "Rollout":
      // Until it is promoted, a canary may be as large as what it is to replace.
      return [{ count: 2 * scaled(kind, name, spec, objects), containers }];
    case "StatefulSet":
      return [{ count: Number(spec["replicas"]), containers, volumes: list(spec["volumeClaimTemplates"]).length }];
    case "Job":
      return [{ count: 1, containers }];
    case "CronJob":
      return [{ count: 1, containers: list(at(spec, "jobTemplate", "spec", "template", "spec", "containers")) }];
    case "Cluster": {
      const archived = list(spec["plugins"]).map((plugin) => {
        const store = objects.find(
          (each) => each.kind === "ObjectStore" && each.name === at(plugin, "parameters", "barmanObjectName"),
        );
        return of(at(store?.body, "spec", "instanceSidecarConfiguration", "resources"));
      });
      const instance = [of(spec["resources"]), ...archived];
      // While an instance joins, a job of its size fetches the data.
      return [
        { count: Number(spec["instances"]), containers: instance, volumes: 1 },
        { count: 1, containers: instance },
      ];
    }
    case "Pooler": {
      const surge = Number(at(spec, "deploymentStrategy", "rollingUpdate", "maxSurge"));
      return [{ count: Number(spec["instances"]) + surge, containers }];
    }
    case "RabbitmqCluster":
      return [{ count: Number(spec["replicas"]), containers: [of(spec["resources"])], volumes: 1 }];
    case "KafkaNodePool": {
      const volumes = list(at(spec, "storage", "volumes")).length;
      return [{ count: Number(spec["replicas"]), containers: [of(spec["resources"])], volumes }];
    }
    case "Kafka": {
      const operators = ["topicOperator", "userOperator"].map((each) =>
        of(at(spec, "entityOperator", each, "resources")),
      );
      // Both are Deployments of one pod, and updated with another beside it.
      return [
        { count: 2, containers: operators },
        { count: 2, containers: [of(at(spec, "kafkaExporter", "resources"))] },
      ];
    }
    case "MongoDBCommunity": {
      const set = record(at(spec, "statefulSet", "spec"));
      const volumes = list(set["volumeClaimTemplates"]).length;
      return [{ count: Number(spec["members"]), containers: list(at(set, "template", "spec", "containers")), volumes }];
    }
    default:
      return [];
  }
}

/** Replicas with everything scaled out. */
function scaled(kind: string, name: string, spec: unknown, objects: readonly KubernetesObject[]): number {
  const autoscaler = objects.find(
    (each) =>
      each.kind === "HorizontalPodAutoscaler" &&
      at(each.body, "spec", "scaleTargetRef", "kind") === kind &&
      at(each.body, "spec", "scaleTargetRef", "name") === name,
  );
  return Number(at(autoscaler?.body, "spec", "maxReplicas") ?? at(spec, "replicas") ?? 1);
}

/** With those that a rolling update adds. */
function surged(replicas: number, spec: unknown): number {
  const surge = at(spec, "strategy", "rollingUpdate", "maxSurge") ?? "25%";
  const more = typeof surge === "string" ? Math.ceil((replicas * Number.parseInt(surge, 10)) / 100) : Number(surge);
  return replicas === 0 ? 0 : replicas + more;
}
