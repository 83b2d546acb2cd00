import { list, map, nameOf, namespaceOf, text } from "../objects.ts";
import type { KubeObject } from "../objects.ts";
import type { Session } from "../session.ts";
import { podProblem, pod as podProgress } from "./workloads.ts";

/** As many pods and events as somebody reads. */
const most = 5;

/** Why an object does not get ready: its conditions, its pods, and the warnings that were raised about them. */
export async function diagnose(session: Session, live: KubeObject): Promise<string[]> {
  try {
    const pods = await podsOf(session, live);
    const stuck = pods.filter((pod) => !podProgress(pod).done).slice(0, most);
    const warnings = await warningsAbout(session, [live, ...stuck]);
    return [
      ...conditions(live),
      ...stuck.map((pod) => `pod ${nameOf(pod)}: ${podProblem(pod)}`),
      ...[...new Set(warnings)].slice(0, most),
    ];
  } catch (error) {
    return [`no details: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function conditions(live: KubeObject): string[] {
  return list(live, "status", "conditions").flatMap((each) => {
    const [type, status, message] = [text(each, "type"), text(each, "status"), text(each, "message")];
    const bad = type.endsWith("Failure") || type === "Failed" ? status === "True" : status === "False";
    return bad && message !== "" && live["kind"] !== "Pod" ? [`${type}: ${message}`] : [];
  });
}

async function podsOf(session: Session, live: KubeObject): Promise<readonly KubeObject[]> {
  const labels = Object.entries(map(live, "spec", "selector", "matchLabels"));
  if (labels.length === 0) {
    return live["kind"] === "Pod" ? [live] : [];
  }
  const labelSelector = labels.map(([key, value]) => `${key}=${typeof value === "string" ? value : ""}`).join(",");
  return session.objects.list({ apiVersion: "v1", kind: "Pod" }, namespaceOf(live), { labelSelector });
}

async function warningsAbout(session: Session, objects: readonly KubeObject[]): Promise<string[]> {
  const found = await Promise.all(
    objects.map((object) =>
      session.objects.list({ apiVersion: "v1", kind: "Event" }, namespaceOf(object) || session.namespace, {
        fieldSelector: `type=Warning,involvedObject.uid=${text(object, "metadata", "uid")}`,
        limit: String(most),
      }),
    ),
  );
  return found.flat().map((event) => `event ${text(event, "reason")}: ${text(event, "message")}`);
}
