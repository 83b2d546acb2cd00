import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Receipt, receiptSchema } from "../../../../operations/lib/receipt.ts";
import { type DrillJob, DrillPlace, type LocalDrill, type LocalDrillOptions } from "../place.ts";
import { KafkaBrokers } from "./brokers.ts";
import { ProducerLoad, readAll, withKafkaAdmin } from "./load.ts";

const topic = "onboarding-command";
const partitions = 6;

/** Longest time without an acknowledgement, and records that may be lost. */
const mostUnavailableSeconds = 30;

export const kafkaDrill: LocalDrill = {
  summary:
    "three brokers under load, one killed, every acknowledged record read again; topics and positions saved and restored",
  run: (options) => DrillPlace.use(options.to, options.report, (place) => run(place, options)),
};

async function run(place: DrillPlace, { report }: LocalDrillOptions): Promise<Receipt> {
  const folder = join(place.folder, "kafka");
  mkdirSync(folder);
  const brokers = await KafkaBrokers.start(folder, report);
  try {
    await withKafkaAdmin(brokers, (admin) =>
      admin.createTopics({
        topics: [{ topic, partitions, replicas: 3 }],
        configs: [{ name: "min.insync.replicas", value: "2" }],
      }),
    );
    const load = new ProducerLoad(brokers, topic, partitions);
    await load.further(500);
    await brokers.killBroker(2);
    report("Killed one of three brokers under load");
    await load.further(500);
    await load.stop();
    const found = await readAll(brokers, topic, partitions);
    const lost = [...load.acknowledged].filter((record) => !found.has(record)).length;
    await withKafkaAdmin(brokers, (admin) =>
      admin.alterConsumerGroupOffsets({
        groupId: "onboarding-engine",
        topics: [
          {
            name: topic,
            partitionOffsets: Array.from({ length: partitions }, (_, partition) => ({ partition, offset: 50n })),
          },
        ],
      }),
    );
    await brokers.startBroker(2);
    const job = jobOf(place, brokers);
    await place.program("backup", job);
    const receipt = receiptSchema.parse(JSON.parse(await place.program("drill", job)));
    const measurements = {
      ...receipt.measurements,
      recordsAcknowledged: load.acknowledged.size,
      recordsLost: lost,
      unavailableSeconds: load.longestGap,
    };
    return judged({ ...receipt, measurements }, lost, load.longestGap);
  } finally {
    await brokers.stop();
  }
}

/** A drill whose restore went well has failed all the same when records were lost. */
function judged(receipt: Receipt, lost: number, unavailableSeconds: number): Receipt {
  const reason =
    receipt.reason ??
    (lost > 0 ? `${lost} acknowledged records were lost with one of three brokers` : undefined) ??
    (unavailableSeconds > mostUnavailableSeconds
      ? `nothing could be written for ${unavailableSeconds.toFixed(0)} s of ${mostUnavailableSeconds}`
      : undefined);
  return reason === undefined ? receipt : { ...receipt, verdict: "failed", reason };
}

function jobOf(place: DrillPlace, brokers: KafkaBrokers): DrillJob {
  const passwordFile = join(place.folder, "kafka-password");
  writeFileSync(passwordFile, brokers.password, { mode: 0o600 });
  const { bootstrap, user } = brokers;
  return {
    kind: "kafka",
    instance: "kafka",
    objectives: { rtoSeconds: 15 * 60, rpoSeconds: 26 * 3600 },
    settings: { bootstrap, user, passwordFile, accessLists: true },
  };
}
