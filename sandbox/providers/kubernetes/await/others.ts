import { at } from "../../lib/values.ts";
import { list, map, nameOf, namespaceOf, text } from "../objects.ts";
import type { KubeObject } from "../objects.ts";
import type { Session } from "../session.ts";
import { condition, done, failed, waiting } from "./progress.ts";
import type { Progress } from "./progress.ts";

export function namespace(live: KubeObject): Progress {
  return text(live, "status", "phase") === "Active" ? done : waiting("waiting for the namespace to be active");
}

export function customResourceDefinition(live: KubeObject): Progress {
  const names = condition(live, "NamesAccepted");
  if (names.status === "False") {
    return failed(`the API server does not accept its names: ${names.message}`);
  }
  return condition(live, "Established").status === "True"
    ? done
    : waiting("waiting for the API server to serve the new kind");
}

export function persistentVolume(live: KubeObject): Progress {
  const phase = text(live, "status", "phase");
  return phase === "Available" || phase === "Bound"
    ? done
    : waiting(`waiting for the volume, which is ${phase || "new"}`);
}

export async function persistentVolumeClaim(live: KubeObject, session: Session): Promise<Progress> {
  const phase = text(live, "status", "phase");
  if (phase === "Bound") {
    return done;
  }
  if (phase === "Lost") {
    return failed("the claim lost its volume");
  }
  const className = text(live, "spec", "storageClassName");
  const storageClass =
    className &&
    (await session.objects.get({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: className },
    }));
  return text(storageClass, "volumeBindingMode") === "WaitForFirstConsumer"
    ? done // bound when a pod wants it
    : waiting("waiting for a volume");
}

export async function service(live: KubeObject, session: Session): Promise<Progress> {
  const type = text(live, "spec", "type");
  if (type === "LoadBalancer" && list(live, "status", "loadBalancer", "ingress").length === 0) {
    return waiting("[1/2] waiting for the load balancer's address");
  }
  const selects = Object.keys(map(live, "spec", "selector")).length > 0;
  if (type === "ExternalName" || !selects || text(live, "spec", "clusterIP") === "None") {
    return done; // whoever makes the endpoints, or the pods that need the name, may come after it
  }
  const slices = await session.objects.list(
    { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice" },
    namespaceOf(live),
    {
      labelSelector: `kubernetes.io/service-name=${nameOf(live)}`,
    },
  );
  const ready = slices.some((slice) =>
    list(slice, "endpoints").some((endpoint) => at(endpoint, ["conditions", "ready"]) !== false),
  );
  return ready ? done : waiting("[2/2] waiting for a ready pod behind the service");
}

export function ingress(live: KubeObject): Progress {
  return list(live, "status", "loadBalancer", "ingress").length > 0
    ? done
    : waiting("waiting for the ingress's address");
}
