import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { systemClock } from "../lib/clock.ts";
import { BackupError, messageOf } from "../lib/errors.ts";
import type { Receipt } from "../lib/receipt.ts";
import type { KubernetesApi } from "./api.ts";
import { type Coverage, coveredObjects, differences, type Objects } from "./coverage.ts";
import { backupContents } from "./download.ts";
import { clusterReceipt, isSame, settled } from "./receipt.ts";
import { backUp, type ReadSchedule, readSchedule, restore } from "./velero.ts";

export interface DestroyOptions {
  /** Names of Velero's schedules. */
  readonly schedules: readonly string[];
  readonly log: (line: string) => void;
  /** Fails when there is nothing to wait for any more. */
  readonly assertRunning: () => Promise<void>;
}

const patience = { clock: systemClock, seconds: 120, wait: () => sleep(500) } as const;

/**
 * Makes a backup by each schedule's template, deletes all namespaces that they cover at once, restores them, and compares every covered object
 * with what it was. For clusters that are there for that alone.
 *
 * @returns a receipt for each schedule; the time to recover runs from the loss for all of them
 */
export async function destroyAndRestore(api: KubernetesApi, options: DestroyOptions): Promise<Receipt[]> {
  const drills: ScheduleDrill[] = [];
  for (const name of options.schedules) drills.push(new ScheduleDrill(api, await readSchedule(api, name), options));
  for (const each of drills) await each.step("settle", () => each.settle());
  // One after the other: Velero looks at what waits in its queue once a minute only.
  for (const each of drills) await each.step("backup", () => each.backUp());
  await Promise.all(drills.map((each) => each.step("destroy", () => each.destroy())));
  for (const each of drills) each.lost();
  await Promise.all(
    drills.map(async (each) => {
      await each.step("restore", () => each.restore());
      each.recovered();
    }),
  );
  for (const each of drills) await each.step("compare", () => each.compare());
  const tools = await versions(api);
  return drills.map((each) => each.receipt(tools));
}

/** One schedule's part; a step that fails is the last one. */
class ScheduleDrill {
  readonly #api: KubernetesApi;
  readonly #schedule: ReadSchedule;
  readonly #options: DestroyOptions;
  readonly #id: string;
  readonly #steps: Record<string, number> = {};
  #started = systemClock.now();
  #finished = this.#started;
  #lostAt = 0;
  #rtoSeconds = 0;
  #before: Objects | undefined;
  #after: Objects | undefined;
  #backup: Receipt["backup"];
  #failure: string | undefined;

  constructor(api: KubernetesApi, schedule: ReadSchedule, options: DestroyOptions) {
    this.#api = api;
    this.#schedule = schedule;
    this.#options = options;
    this.#id = `${schedule.name}-${this.#started.toISOString().replaceAll(/\D/g, "").slice(0, 14)}`;
  }

  async step(name: string, work: () => Promise<void>): Promise<void> {
    if (this.#failure !== undefined) return;
    const start = systemClock.seconds();
    try {
      await this.#options.assertRunning();
      await work();
    } catch (error) {
      this.#failure = messageOf(error);
    }
    this.#finished = systemClock.now();
    this.#steps[name] = systemClock.seconds() - start;
    this.#options.log(`${this.#schedule.name}: ${name} in ${this.#steps[name].toFixed(1)} s`);
  }

  async settle(): Promise<void> {
    this.#before = await steady(this.#api, this.#schedule.coverage);
  }

  async backUp(): Promise<void> {
    const { status } = await backUp(this.#api, this.#schedule, this.#id);
    const contents = await backupContents(this.#api, this.#id);
    const sha256 = createHash("sha256").update(contents).digest("hex");
    const taken = status.startTimestamp ?? this.#started;
    this.#backup = { id: this.#id, taken: taken.toISOString(), bytes: contents.length, sha256 };
  }

  destroy(): Promise<void> {
    return deleteNamespaces(this.#api, this.#schedule.coverage);
  }

  /** From here on the time to recover is measured. */
  lost(): void {
    this.#started = systemClock.now();
    this.#lostAt = systemClock.seconds();
  }

  async restore(): Promise<void> {
    await restore(this.#api, this.#schedule, this.#id, { name: this.#id });
    const { coverage } = this.#schedule;
    const left = await settled(
      () => unready(this.#api, coverage),
      (some) => some.length === 0,
      patience,
    );
    if (left.length > 0) throw new BackupError(`after the restore, ${left.join(", ")} did not become ready`);
  }

  /** The end of what is measured: no sooner than that of the step. */
  recovered(): void {
    this.#rtoSeconds = systemClock.seconds() - this.#lostAt;
  }

  async compare(): Promise<void> {
    const before = this.#before ?? new Map<string, never>();
    const isEqual = (now: Objects) => differences(before, now).length === 0;
    const look = () => coveredObjects(this.#api, this.#schedule.coverage);
    this.#after = await settled(look, isEqual, { ...patience, seconds: 30 });
  }

  receipt(tools: Readonly<Record<string, string>>): Receipt {
    const { name, labels, coverage, location } = this.#schedule;
    return clusterReceipt({
      system: labels["plumbline.dev/backs-up"] ?? coverage.includedNamespaces.join("+"),
      schedule: name,
      store: `velero location ${location}`,
      ...(this.#backup && { backup: this.#backup }),
      started: this.#started,
      finished: this.#finished,
      steps: this.#steps,
      ...(this.#before && { before: this.#before }),
      ...(this.#after && { after: this.#after }),
      rtoSeconds: this.#rtoSeconds,
      // Backup and loss follow each other: what changed in between is nothing.
      rpoSeconds: 0,
      ...(this.#failure !== undefined && { failure: this.#failure }),
      tools,
    });
  }
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
    throw new BackupError(`the namespaces ${includedNamespaces.join(", ")} are not gone after ${patience.seconds} s`);
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
