import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AclOperations, AclPermissionTypes, ResourcePatternTypes, ResourceTypes } from "@platformatic/kafka";
import { ProducerLoad, readAll, withKafkaAdmin } from "../../cli/lib/drill/kafka/load.ts";
import { withAdmin } from "../../operations/kinds/kafka/client.ts";
import { kafkaSettings } from "../../operations/kinds/kafka/settings.ts";
import { readSnapshot, type Snapshot } from "../../operations/kinds/kafka/snapshot.ts";
import { backup } from "../../operations/lib/backup.ts";
import { drill } from "../../operations/lib/drill.ts";
import { restore } from "../../operations/lib/restore.ts";
import { scratchFolder } from "./core-fixture.ts";
import { KafkaFixture } from "./kafka-fixture.ts";
import { describeRecords } from "./kafka-records.ts";

const commands = "onboarding-command";
const partitions = 6;
const group = "onboarding-engine";

describe("backups of Kafka", () => {
  const kafka = new KafkaFixture();
  before(async () => {
    await kafka.start();
    await withKafkaAdmin(kafka.brokers, async (admin) => {
      const configs = [
        { name: "min.insync.replicas", value: "2" },
        { name: "retention.ms", value: "604800000" },
      ];
      await admin.createTopics({ topics: [{ topic: commands, partitions, replicas: 3 }], configs });
      await admin.createTopics({ topics: [{ topic: "onboarding-dlq", partitions: 3, replicas: 3 }] });
      const target = { resourceType: ResourceTypes.TOPIC, resourcePatternType: ResourcePatternTypes.LITERAL };
      const rule = { host: "*", operation: AclOperations.READ, permissionType: AclPermissionTypes.ALLOW };
      await admin.createAcls({ creations: [{ ...target, ...rule, resourceName: commands, principal: "User:app" }] });
    });
  });
  after(() => kafka.stop());

  const now = (): Promise<Snapshot> => {
    const context = kafka.context();
    return withAdmin(kafkaSettings.parse(context.job.settings), context.run.signal, (admin) =>
      readSnapshot(admin, { accessLists: true }),
    );
  };

  it("no record that was acknowledged is lost when one of three brokers dies, and writing goes on within 30 s", async () => {
    const load = new ProducerLoad(kafka.brokers, commands, partitions);
    await load.further(200);
    await kafka.brokers.killBroker(2);
    await load.further(200);
    await load.stop();
    const found = await readAll(kafka.brokers, commands, partitions);
    const lost = [...load.acknowledged].filter((record) => !found.has(record));
    assert.deepEqual(lost, []);
    assert.equal(load.longestGap <= 30, true, `${load.longestGap} s without an acknowledgement`);
    await kafka.brokers.startBroker(2);
  });

  it("bring back partitions, configuration, positions of groups and access lists, with a receipt and nothing left over", async () => {
    await withKafkaAdmin(kafka.brokers, (admin) =>
      admin.alterConsumerGroupOffsets({
        groupId: group,
        topics: [
          {
            name: commands,
            partitionOffsets: [0, 1, 2].map((partition) => ({ partition, offset: BigInt(10 + partition) })),
          },
        ],
      }),
    );
    const before = await now();
    const context = kafka.context();
    const { facts } = await backup(context);
    assert.deepEqual(
      Object.entries(facts).map(([name, { count }]) => [name, count]),
      [
        [`topic ${commands}`, 6],
        ["topic onboarding-dlq", 3],
        [`group ${group}`, 3],
        ["access lists", 1],
      ],
    );
    const receipt = await drill(context);
    assert.deepEqual([receipt.reason, receipt.differences], [undefined, []]);
    assert.deepEqual(await now(), before);

    await withKafkaAdmin(kafka.brokers, async (admin) => {
      await admin.deleteGroups({ groups: [group] });
      await admin.deleteTopics({ topics: ["onboarding-dlq"] });
      const configs = [{ name: "retention.ms", value: "1000", configOperation: 0 }] as const;
      await admin.incrementalAlterConfigs({
        resources: [{ resourceType: 2, resourceName: commands, configs: [...configs] }],
      });
    });
    const said = await restore(context, { at: new Date(), dryRun: false, switchOver: true });
    assert.match(
      said,
      /equal to what was saved; 2 topics are configured and 3 positions of 1 groups set as they were$/,
    );
    assert.deepEqual(await now(), before);
  });

  it("let a group begin at the earliest record where its position is not there any more, so that none is left out", async () => {
    const context = kafka.context();
    await backup(context);
    await withKafkaAdmin(kafka.brokers, async (admin) => {
      await admin.deleteGroups({ groups: [group] });
      await admin.deleteRecords({ topics: [{ name: commands, partitions: [{ partition: 0, offset: 20n }] }] });
    });
    const said = await restore(context, { at: new Date(), dryRun: false, switchOver: true });
    assert.match(said, /; 1 of them begin at the earliest record, since theirs is not there$/);
    const positions = (await now()).groups.flatMap((each) => each.positions.map(({ offset }) => offset));
    assert.deepEqual(positions, ["20", "11", "12"]);
  });

  it("are refused with a wrong password, and nothing is left", async () => {
    const passwordFile = join(scratchFolder(), "wrong");
    writeFileSync(passwordFile, "not-the-password");
    const context = kafka.context({ passwordFile });
    await assert.rejects(backup(context), /^BackupError: Kafka: .*SASL authentication failed/);
    assert.deepEqual(await context.store.list("", context.run.signal), []);
  });

  describeRecords(kafka);

  describe("of brokers that are gone", () => {
    it("are refused, and nothing is left", async () => {
      const context = kafka.context();
      for (const node of [1, 2, 3]) await kafka.brokers.killBroker(node);
      await assert.rejects(backup(context), /^BackupError: Kafka: .*(ECONNREFUSED|failed)/);
      assert.deepEqual(await context.store.list("", context.run.signal), []);
    });
  });
});
