import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { kafkaSettings } from "../../operations/kinds/kafka/settings.ts";
import { jobSchema } from "../../operations/lib/job.ts";
import { foundOnAzure } from "../lib/azure.ts";
import { graphOf, type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

const topics = ["onboarding-command", "ekyc-callback", "aml-callback", "onboarding-event", "onboarding-dlq"];

describe("records of Event Hubs", () => {
  let graph: Rendered;
  let objects: readonly KubernetesObject[];

  before(async () => {
    graph = await graphOf("prod-azure");
    objects = objectsOf(graph).filter(({ namespace }) => namespace === "onboarding");
  });

  const object = (kind: string, name: string) => {
    const found = objects.filter((each) => each.kind === kind && each.name === name);
    assert.equal(found.length, 1, `${kind} ${name}`);
    return found[0]?.body;
  };
  const job = (name: string) => {
    const files = record(at(object("ConfigMap", "kafka-backup-job"), "data"));
    const { settings, ...others } = jobSchema.parse(JSON.parse(String(files[`${name}.json`])));
    return { ...others, settings: kafkaSettings.parse(settings) };
  };

  it("are saved every day and every three minutes in between, and drilled, in the region that takes writes alone", () => {
    const scheduled = (name: string) => at(object("CronJob", name), "spec", "schedule");
    assert.equal(scheduled("kafka-backup"), "0 2 * * *");
    assert.equal(scheduled("kafka-backup-increment"), "*/3 * * * *");
    assert.match(String(scheduled("kafka-backup-drill")), / \* \* 0$/);
    assert.equal(at(object("CronJob", "kafka-backup-restore"), "spec", "suspend"), true);
  });

  it("are those of all topics, with the positions of the engine's group, by what its clients sign in with", () => {
    const whole = job("kafka-backup");
    const { bootstrap, user, mechanism, records } = whole.settings;
    assert.deepEqual([user, mechanism], ["$ConnectionString", "PLAIN"]);
    assert.match(bootstrap[0] ?? "", /\.servicebus\.windows\.net:9093$/);
    assert.deepEqual(records, { topics, groups: ["onboarding-engine"], mode: "full" });
    assert.equal(job("kafka-backup-increment").settings.records?.mode, "increment");
    assert.equal(job("kafka-backup-restore").settings.records?.folder, "/scratch");
    assert.deepEqual(whole.objectives, { rtoSeconds: 3600, rpoSeconds: 300 });
    assert.equal(whole.store.type, "blob");
  });

  it("are read and appended by a rule of each job; a drill has none, and no way to the namespace", () => {
    const rights = (task: string) =>
      foundOnAzure(graph, "eventhub:NamespaceAuthorizationRule", `onboarding-kafka-user-kafka-${task}-rule`).inputs
        .rights;
    assert.deepEqual([rights("backup"), rights("restore")], [["Listen"], ["Listen", "Send"]]);
    const secrets = (name: string) =>
      list(at(object("CronJob", name), "spec", "jobTemplate", "spec", "template", "spec", "volumes")).flatMap(
        (volume) => at(volume, "secret", "secretName") ?? [],
      );
    const store = (task: string) => ["backup-keys", `kafka-kafka-${task}-auth`, "kafka-ca"];
    assert.deepEqual(secrets("kafka-backup"), store("backup"));
    assert.deepEqual(secrets("kafka-backup-increment"), store("backup"));
    assert.deepEqual(secrets("kafka-backup-restore"), store("restore"));
    assert.deepEqual(secrets("kafka-backup-drill"), ["backup-keys"]);
    const ways = (name: string) => {
      const rules = list(at(object("NetworkPolicy", `allow-${name}`), "spec", "egress"));
      return rules.flatMap((rule) => list(at(rule, "ports")).map((port) => at(port, "port")));
    };
    assert.ok(ways("kafka-backup").includes(9093));
    assert.ok(!ways("kafka-backup-drill").includes(9093));
  });
});
