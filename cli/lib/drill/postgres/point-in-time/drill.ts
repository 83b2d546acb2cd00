import { join } from "node:path";
import { rmSync } from "node:fs";
import { rounded, systemClock } from "../../../../../operations/lib/clock.ts";
import { missedObjective } from "../../../../../operations/lib/drill.ts";
import { type Receipt, receiptSchema } from "../../../../../operations/lib/receipt.ts";
import { Steps } from "../../../../../operations/lib/restore.ts";
import { ensurePostgres } from "../../../../../sandbox/lib/postgres-programs.ts";
import { DrillPlace, type LocalDrill, type LocalDrillOptions } from "../../place.ts";
import { databaseName, type PostgresServer } from "../server.ts";
import { fillShop } from "../shop.ts";
import { archiveSettings } from "./archive-settings.ts";
import { BarmanCloud } from "./barman.ts";
import { compareChosen, compareNewest } from "./compare.ts";
import { disaster } from "./disaster.ts";
import { type InstanceArgs, recover, startPrimary } from "./instances.ts";

/** Whose cluster is drilled: the strictest objective of all is firefly's. */
const stack = "dev";
const system = "firefly";

const objectives = { rtoSeconds: 15 * 60, rpoSeconds: 60 };

export interface PointInTimeOptions extends LocalDrillOptions {
  /** For tests in place of what the stack has, whose share of the loss is added for the verdict. Unit: seconds. @default - that of the stack */
  readonly archiveTimeout?: number;
}

export const pointInTimeDrill = {
  summary:
    "base backup and WAL as the cluster's operator makes them, kill -9 under load, to the newest point and before a mistake",
  run: (options: PointInTimeOptions) => DrillPlace.use(options.to, options.report, (place) => run(place, options)),
} satisfies LocalDrill;

async function run(place: DrillPlace, options: PointInTimeOptions): Promise<Receipt> {
  const { report, mebibytes = 8 } = options;
  const rendered = await archiveSettings(stack, system);
  const settings = { ...rendered, archiveTimeout: options.archiveTimeout ?? rendered.archiveTimeout };
  const programs = await ensurePostgres(report);
  const barman = await BarmanCloud.prepare(settings, place.target, programs, report);
  const args: InstanceArgs = { programs, settings, barman };
  const steps = new Steps({ clock: systemClock, log: report });
  const folder = join(place.folder, "primary");
  const primary = await startPrimary(folder, args);
  const recovered: PostgresServer[] = [];
  try {
    report(`Filling the database with about ${mebibytes} MiB; a segment stays open for ${settings.archiveTimeout} s`);
    const client = await primary.connect();
    await fillShop(client, mebibytes);
    await client.end();
    const lost = await disaster(
      primary,
      settings.archiveTimeout,
      () => steps.time("back up", () => barman.backUp(primary, folder)),
      report,
    );
    rmSync(folder, { recursive: true });
    const started = systemClock.now();
    const newest = await steps.time("restore", () => recover(join(place.folder, "newest"), lost.backup, args));
    recovered.push(newest);
    const rtoSeconds = steps.seconds["restore"] ?? 0;
    const atNewest = await steps.time("compare", () => compareNewest(newest, lost));
    await newest.stop();
    const chosen = await steps.time("restore to a time", () =>
      recover(join(place.folder, "chosen"), lost.backup, args, lost.before),
    );
    recovered.push(chosen);
    const atChosen = await steps.time("compare at the time", () => compareChosen(chosen, lost));
    const rpoSeconds = rounded((lost.last.at.getTime() - atNewest.last.at.getTime()) / 1000);
    const receipt: Receipt = {
      format: 1,
      system: "drill",
      kind: "postgres",
      instance: databaseName,
      store: barman.destination,
      backup: lost.backup,
      started: started.toISOString(),
      finished: systemClock.now().toISOString(),
      steps: steps.seconds,
      compared: { parts: atNewest.parts + atChosen.parts, items: atNewest.items + atChosen.items },
      differences: [...atNewest.differences, ...atChosen.differences],
      rtoSeconds,
      rpoSeconds,
      objectives,
      verdict: "passed",
      measurements: {
        archiveTimeoutSeconds: settings.archiveTimeout,
        archiveTimeoutSecondsOfTheStack: rendered.archiveTimeout,
        rpoSecondsOfTheStack: rounded(rpoSeconds + rendered.archiveTimeout - settings.archiveTimeout),
        writesAcknowledged: lost.last.id,
        writesLost: lost.last.id - atNewest.last.id,
      },
      tools: { ...(await barman.tools()), node: process.versions.node },
    };
    return receiptSchema.parse(judged(receipt));
  } finally {
    for (const server of [primary, ...recovered]) await server.stop();
  }
}

/** The loss is judged as it would be with the stack's own settings. */
function judged(receipt: Receipt): Receipt {
  const { rpoSecondsOfTheStack = Infinity } = receipt.measurements;
  const reason =
    receipt.differences[0] ?? missedObjective(receipt.rtoSeconds, rpoSecondsOfTheStack, receipt.objectives);
  return reason === undefined ? receipt : { ...receipt, verdict: "failed", reason };
}
