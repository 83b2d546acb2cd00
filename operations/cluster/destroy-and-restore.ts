import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { systemClock } from "../lib/clock.ts";
import { messageOf } from "../lib/errors.ts";
import type { Receipt } from "../lib/receipt.ts";
import type { KubernetesApi } from "./api.ts";
import { type Coverage, coveredObjects, differences, type Objects } from "./coverage.ts";
import { backupContents } from "./download.ts";
import { clusterReceipt, isSame, settled } from "./receipt.ts";
import { backUp, readSchedule, restore } from "./velero.ts";

export interface DestroyOptions {
  /** Name of Velero's schedule. */
  readonly schedule: string;
  readonly log: (line: string) => void;
  /** Throws when there is nothing to wait for any more. */
  readonly assertRunning: () => void;
}

const patience = { clock: systemClock, seconds: 120, wait: () => sleep(500) } as const;

/**
 * Makes a backup by a schedule's template, deletes the namespaces that it covers, restores them, and compares every covered object with what it
 * was. For clusters that are there for that alone.
 */
export async function destroyAndRestore(
  api: KubernetesApi,
  { schedule: name, log, assertRunning }: DestroyOptions,
): Promise<Receipt> {
  const clock = systemClock;
  const steps: Record<string, number> = {};
  const timed = async <Result>(step: string, work: () => Promise<Result>): Promise<Result> => {
    assertRunning();
    const start = clock.seconds();
    try {
      return await work();
    } finally {
      steps[step] = clock.seconds() - start;
      log(`${name}: ${step} in ${steps[step].toFixed(1)} s`);
    }
  };
  const schedule = await readSchedule(api, name);
  const { coverage } = schedule;
  const id = `${name}-${clock.now().toISOString().replaceAll(/\D/g, "").slice(0, 14)}`;
  const found: { before?: Objects; after?: Objects; backup?: Receipt["backup"]; failure?: string } = {};
  let started = clock.now();
  let rtoSeconds = 0;
  try {
    found.before = await timed("settle", () => steady(api, coverage));
    const { status } = await timed("backup", () => backUp(api, schedule, id));
    const contents = await timed("download", () => backupContents(api, id));
    const sha256 = createHash("sha256").update(contents).digest("hex");
    const taken = status.startTimestamp ?? started;
    found.backup = { id, taken: taken.toISOString(), bytes: contents.length, sha256 };
    await timed("destroy", () => deleteNamespaces(api, coverage));
    started = clock.now();
    const start = clock.seconds();
    await timed("restore", () => restore(api, schedule, id, { name: id }));
    await timed("ready", () =>
      settled(
        () => unready(api, coverage),
        (left) => left.length === 0,
        patience,
      ),
    );
    rtoSeconds = clock.seconds() - start;
    const { before } = found;
    found.after = await timed("compare", () =>
      settled(
        () => coveredObjects(api, coverage),
        (now) => differences(before, now).length === 0,
        { ...patience, seconds: 30 },
      ),
    );
    const left = await unready(api, coverage);
    if (left.length > 0) found.failure = `after the restore, ${left.join(", ")} did not become ready`;
  } catch (error) {
    found.failure = messageOf(error);
  }
  const system = schedule.labels["plumbline.dev/backs-up"] ?? coverage.includedNamespaces.join(",");
  const { template } = schedule;
  const store = `velero location ${typeof template["storageLocation"] === "string" ? template["storageLocation"] : "default"}`;
  return clusterReceipt({
    ...found,
    system,
    schedule: name,
    store,
    started,
    finished: clock.now(),
    steps,
    rtoSeconds,
    rpoSeconds: 0,
    tools: await versions(api),
  });
}

/** What is covered, when it has stopped changing and every workload is ready: the writers that it waits for are controllers. */
async function steady(api: KubernetesApi, coverage: Coverage): Promise<Objects> {
  await settled(
    () => unready(api, coverage),
    (left) => left.length === 0,
    patience,
  );
  let last = await coveredObjects(api, coverage);
  return settled(
    () => coveredObjects(api, coverage),
    (now) => {
      const same = isSame(last, now);
      last = now;
      return same;
    },
    { ...patience, wait: () => sleep(1000) },
  );
}

async function deleteNamespaces(api: KubernetesApi, { includedNamespaces }: Coverage): Promise<void> {
  const paths = includedNamespaces.map((each) => `/api/v1/namespaces/${each}`);
  await Promise.all(paths.map((path) => api.remove(path)));
  const left = async () =>
    (await Promise.all(paths.map((path) => api.find(path)))).filter((each) => each !== undefined);
  const rest = await settled(left, (some) => some.length === 0, patience);
  if (rest.length > 0)
    throw new Error(`the namespaces ${includedNamespaces.join(", ")} are not gone after ${patience.seconds} s`);
}

const workload = z.object({
  metadata: z.object({ name: z.string(), generation: z.int() }),
  spec: z.object({ replicas: z.int().default(1) }),
  status: z.object({ readyReplicas: z.int().default(0), observedGeneration: z.int().default(0) }),
});

/** Workloads whose pods are not all ready. */
async function unready(api: KubernetesApi, coverage: Coverage): Promise<string[]> {
  const labels = Object.entries(coverage.labelSelector.matchLabels).map((pair) => pair.join("="));
  const found: string[] = [];
  for (const namespace of coverage.includedNamespaces) {
    for (const kind of ["deployments", "statefulsets"]) {
      for (const each of await api.list(`/apis/apps/v1/namespaces/${namespace}/${kind}`, labels.join(","))) {
        const { metadata, spec, status } = workload.parse(each);
        const isReady = status.observedGeneration >= metadata.generation && status.readyReplicas >= spec.replicas;
        if (!isReady) found.push(`${namespace}/${metadata.name}`);
      }
    }
  }
  return found.sort();
}

async function versions(api: KubernetesApi): Promise<Record<string, string>> {
  const { gitVersion } = z.object({ gitVersion: z.string() }).parse(await api.get("/version"));
  return { kubernetes: gitVersion };
}
