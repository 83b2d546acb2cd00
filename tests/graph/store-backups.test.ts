import assert from "node:assert/strict";
import type { z } from "zod";
import { thirdPartyImages } from "../../components/core/images.ts";
import { kafkaSettings } from "../../operations/kinds/kafka/settings.ts";
import { mongoSettings } from "../../operations/kinds/mongo/settings.ts";
import { postgresSettings } from "../../operations/kinds/postgres/settings.ts";
import { redisSettings } from "../../operations/kinds/redis/settings.ts";
import { type Job, jobSchema } from "../../operations/lib/job.ts";
import { clusterGraphOf, graphOf, type KubernetesObject, objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

const forms: Readonly<Record<string, z.ZodType>> = {
  kafka: kafkaSettings,
  mongo: mongoSettings,
  postgres: postgresSettings,
  redis: redisSettings,
};

/** What each system saves in the cluster: the jobs' name, the store and the schedule. */
const inCluster = [
  ["cap", "db-g1-backup", "db-g1", "0 2 * * *"],
  ["cap", "db-g2-backup", "db-g2", "0 2 * * *"],
  ["ecommerce", "mongodb-backup", "mongodb", "0 2 * * *"],
  ["ecommerce", "mongodb-backup-increment", "mongodb", "*/10 * * * *"],
  ["firefly", "postgres-transactional-engine-backup", "postgres-transactional-engine", "0 2 * * *"],
  ["onboarding", "kafka-backup", "kafka", "20 * * * *"],
  ["onboarding", "postgres-backup", "postgres", "0 2 * * *"],
  ["reconciliation", "postgres-backup", "postgres", "0 2 * * *"],
];
/** In the primary region of AWS: its services keep the way back to each moment themselves. */
const onAws = inCluster.filter(([, name]) => !["mongodb-backup-increment", "kafka-backup"].includes(String(name)));
/** On Azure, whose streams have their records in one region: within five minutes, those are saved, too. */
const onAzure = [
  ...onAws,
  ["onboarding", "kafka-backup", "kafka", "0 2 * * *"],
  ["onboarding", "kafka-backup-increment", "kafka", "*/3 * * * *"],
].sort();
/** In a region that has copies: the nodes that it has of its own. */
const besides = inCluster.filter(([system]) => system === "cap");

const systemOf = ({ labels }: KubernetesObject) => labels["app.kubernetes.io/part-of"];
const labelled = (jobs: readonly KubernetesObject[], label: string) =>
  jobs
    .filter(({ labels }) => label in labels)
    .map((job) => [systemOf(job), job.name, job.labels[label], at(job.body, "spec", "schedule")])
    .sort();
const podOf = ({ body }: KubernetesObject) => at(body, "spec", "jobTemplate", "spec", "template", "spec");

describe("jobs that save stores", () => {
  for (const stack of stacks) {
    it(`in ${stack} are there for every store of every cluster, and a drill for each (CAP-018, CAP-048, FTE-045, ONB-062, REC-058, ECO-037, ECO-038)`, async () => {
      const graph = await graphOf(stack);
      const has = (provider: string) => graph.resources.some(({ type }) => type.startsWith(`${provider}:`));
      const primary = has("aws") ? onAws : has("azure-native") ? onAzure : undefined;
      const objects = objectsOf(graph).filter(({ kind }) => kind === "CronJob");
      const clusters = [...new Set(objects.map(({ resource }) => resource.provider))];
      for (const [index, cluster] of clusters.entries()) {
        const jobs = objects.filter(({ resource }) => resource.provider === cluster);
        const expected = primary ? (index === 0 ? primary : besides) : inCluster;
        assert.deepEqual(labelled(jobs, "plumbline.dev/backs-up"), expected);
        const stores = new Set(expected.map(([system, , store]) => `${system} ${store}`));
        const drilled = labelled(jobs, "plumbline.dev/drills");
        assert.deepEqual(new Set(drilled.map(([system, , store]) => `${String(system)} ${String(store)}`)), stores);
        // All of them on Sundays, and no two of a system at once.
        const times = drilled.map(([system, , , schedule]) => `${String(system)} ${String(schedule)}`);
        assert.ok(times.every((time) => / \* \* 0$/.test(time)));
        assert.equal(new Set(times).size, times.length);
      }
    });

    it(`in ${stack} are told what the programs of their kind take, and no pod has the job of another`, async () => {
      const objects = objectsOf(await graphOf(stack));
      const files = objects.filter(({ kind, name }) => kind === "ConfigMap" && name.endsWith("-backup-job"));
      assert.ok(files.length > 0);
      for (const { body, name } of files) {
        for (const [file, text] of Object.entries(record(body["data"]))) {
          const job: Job = jobSchema.parse(JSON.parse(String(text)));
          const form = forms[job.kind];
          assert.ok(form, `${name}: kind ${job.kind}`);
          const { error } = form.safeParse(job.settings);
          assert.equal(error, undefined, `${name} ${file}: ${error?.message ?? ""}`);
        }
      }
    });

    it(`in ${stack} have an account, a policy and secrets of their own: a drill knows no password of the store`, async () => {
      const jobs = objectsOf(await clusterGraphOf(stack)).filter(({ kind }) => kind === "CronJob");
      const drills = jobs.filter(({ labels }) => "plumbline.dev/drills" in labels);
      assert.ok(drills.length > 3);
      for (const drill of drills) {
        const secrets = list(at(podOf(drill), "volumes")).flatMap((volume) => at(volume, "secret", "secretName") ?? []);
        const inPlace = drill.name === "kafka-backup-drill" ? ["kafka-kafka-drill-auth", "kafka-cluster-ca-cert"] : [];
        assert.deepEqual(secrets, ["backup-keys", "backup-access", ...inPlace], drill.name);
        assert.equal(at(podOf(drill), "serviceAccountName"), drill.name);
      }
    });
  }

  it("have the programs of the server's own version", async () => {
    const objects = objectsOf(await clusterGraphOf("dev"));
    const imageOf = (name: string, namespace: string) => {
      const job = objects.find((each) => each.kind === "CronJob" && each.name === name && each.namespace === namespace);
      assert.ok(job, name);
      return at(podOf(job), "containers", 0, "image");
    };
    for (const cluster of objects.filter(({ resource }) => resource.type.includes("postgresql.cnpg.io/v1:Cluster"))) {
      const { namespace = "", name } = cluster;
      assert.equal(imageOf(`${name}-backup`, namespace), at(cluster.body, "spec", "imageName"));
    }
    const documents = objects.find(({ kind }) => kind === "MongoDBCommunity");
    const version = String(at(documents?.body, "spec", "version"));
    assert.match(String(imageOf("mongodb-backup", "ecommerce")), new RegExp(`mongo:${RegExp.escape(version)}-`));
    // The same release, built on other libraries.
    assert.equal(thirdPartyImages.redis.tag, `${thirdPartyImages.redisDebian.tag}-alpine`);
  });
});
