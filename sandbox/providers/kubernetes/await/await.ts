import { setTimeout as sleep } from "node:timers/promises";
import { annotation, annotations, describe, groupOf, isTrue, kindOf } from "../objects.ts";
import type { KubeObject } from "../objects.ts";
import type { Session } from "../session.ts";
import { diagnose } from "./diagnose.ts";
import * as others from "./others.ts";
import { done, waiting } from "./progress.ts";
import type { Progress } from "./progress.ts";
import { waitFor } from "./wait-for.ts";
import * as workloads from "./workloads.ts";

type Check = (live: KubeObject, session: Session) => Progress | Promise<Progress>;

/** Kinds that are not usable at once, by group and kind. */
const checks: Readonly<Record<string, Check>> = {
  "/Namespace": others.namespace,
  "/PersistentVolume": others.persistentVolume,
  "/PersistentVolumeClaim": others.persistentVolumeClaim,
  "/Pod": workloads.pod,
  "/Service": others.service,
  "apiextensions.k8s.io/CustomResourceDefinition": others.customResourceDefinition,
  "apps/DaemonSet": workloads.daemonSet,
  "apps/Deployment": workloads.deployment,
  "apps/StatefulSet": workloads.statefulSet,
  "batch/Job": workloads.job,
  "networking.k8s.io/Ingress": others.ingress,
};

/** Seconds, as with the official provider. */
const defaultTimeout = 600;
const timeouts: Readonly<Record<string, number>> = {
  "/Namespace": 60,
  "/PersistentVolumeClaim": 300,
  "/PersistentVolume": 60,
};

/** The last that was seen of an object, and why it is not ready, if it is not. */
export interface Awaited {
  readonly live: KubeObject;
  readonly reasons: readonly string[];
}

/**
 * Waits until an object is usable, telling how far it is.
 * @param timeout seconds that the program allows; 0 for the default
 */
export async function awaitReady(
  session: Session,
  urn: string,
  applied: KubeObject,
  inputs: KubeObject,
  timeout: number,
): Promise<Awaited> {
  if (!isAwaited(applied, inputs)) {
    return { live: applied, reasons: [] };
  }
  const seconds = limit(applied, inputs, timeout);
  const deadline = Date.now() + seconds * 1000;
  let live: KubeObject | undefined = applied;
  let last = applied;
  for (let pause = 100; ; pause = Math.min(pause * 1.4, 1000)) {
    if (live === undefined) {
      return { live: last, reasons: [`${describe(last)} was deleted while it was waited for`] };
    }
    last = live;
    const progress: Progress = await look(session, last, inputs);
    if (progress.done) {
      session.log.status(urn, "");
      return { live: last, reasons: [] };
    }
    const late = Date.now() + pause > deadline;
    if (session.signal.aborted || progress.hopeless || late) {
      const end = session.signal.aborted ? "cancelled" : late ? `not ready after ${String(seconds)} s` : "";
      const reason = [describe(last), end, progress.text].filter(Boolean).join(": ");
      return { live: last, reasons: [reason, ...(session.signal.aborted ? [] : await diagnose(session, last))] };
    }
    session.log.status(urn, progress.text);
    await sleep(pause, undefined, { signal: session.signal }).catch(() => undefined);
    live = await session.objects.get(last).catch(() => last); // the object exists: no error may make us forget it
  }
}

async function look(session: Session, live: KubeObject, inputs: KubeObject): Promise<Progress> {
  try {
    return await isReady(session, live, inputs);
  } catch (error) {
    return waiting(error instanceof Error ? error.message : String(error));
  }
}

/** One look at an object. */
export async function isReady(session: Session, live: KubeObject, inputs: KubeObject): Promise<Progress> {
  if (!isAwaited(live, inputs)) {
    return done;
  }
  const custom = annotation(inputs, annotations.waitFor);
  return custom === undefined ? ((await checks[keyOf(live)]?.(live, session)) ?? done) : waitFor(custom)(live);
}

/** The seconds that an operation on an object may take. */
export function limit(object: KubeObject, inputs: KubeObject, timeout: number): number {
  const own = Number(annotation(inputs, annotations.timeoutSeconds));
  return timeout > 0 ? timeout : own > 0 ? own : (timeouts[keyOf(object)] ?? defaultTimeout);
}

/**
 * Groups whose operator comes with a chart, which is not rendered here: nobody would ever say that an object of theirs is ready. What waits for
 * them in the field writes to clouds, which are not there either.
 */
const unattended: readonly string[] = ["external-secrets.io"];

/** Whether an object is waited for at all. */
export function isAwaited(live: KubeObject, inputs: KubeObject): boolean {
  const asked = annotation(inputs, annotations.waitFor) !== undefined && !unattended.includes(groupOf(kindOf(live)));
  return (keyOf(live) in checks || asked) && !isTrue(inputs, annotations.skipAwait);
}

function keyOf(object: KubeObject): string {
  const kind = kindOf(object);
  return `${groupOf(kind)}/${kind.kind}`;
}
