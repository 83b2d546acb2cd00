import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../../../../../components/core/images.ts";
import { StoreBackups, type StoreBackupsArgs } from "../../../../../components/operations/backup/store-backups.ts";
import { jobSchema } from "../../../../../operations/lib/job.ts";
import type { Rendered } from "../../../../../cli/lib/render.ts";
import { renderComponents } from "../../../../lib/component.ts";
import { resource } from "../../../../lib/graph.ts";
import { at, list, record } from "../../../../lib/json.ts";

const reference = (name: string, ...keys: string[]) => ({
  namespace: pulumi.output("cap"),
  name: pulumi.output(name),
  keys,
});

const password = { name: "password", secret: "db-g1-auth", mountPath: "/secrets/password", keys: ["password"] };

const args: StoreBackupsArgs = {
  system: "cap",
  component: "db-g1-backup",
  namespace: "cap",
  kind: "redis",
  instance: "db-g1",
  image: thirdPartyImages.redisDebian,
  userId: 999,
  target: {
    endpoint: pulumi.output("https://s3.backup-store.svc:9000"),
    region: "us-east-1",
    bucket: pulumi.output("cap-backups"),
    prefix: "daily",
    credentials: reference("backup-access", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    credentialsFile: reference("backup-access", "cloud"),
    authority: reference("backup-access", "ca.crt"),
  },
  encryptionKeys: reference("backup-keys", "keys"),
  program: "backup-program-redis",
  backup: {
    settings: { host: pulumi.output("db-g1.cap.svc.cluster.local"), passwordFile: "/secrets/password/password" },
    secretMounts: [password],
  },
  drill: { settings: { host: "db-g1", scratch: { folder: "/scratch", port: 6380 } }, secretMounts: [] },
  restore: { settings: { host: "db-g1" }, secretMounts: [password] },
  schedule: "0 2 * * *",
  objectives: { rtoSeconds: 900, rpoSeconds: 93_600 },
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } },
  scratch: { size: "1Gi", storageClass: "fast-ssd" },
};

const rendering = (changes: Partial<StoreBackupsArgs> = {}) =>
  renderComponents((opts) => new StoreBackups("cap-db-g1-backup", { ...args, ...changes }, opts));
const cronJob = (rendered: Rendered, suffix: string) =>
  resource(rendered, "CronJob", `cap-db-g1-backup${suffix}`).inputs;
const podOf = (job: Record<string, unknown>) => at(job, "spec", "jobTemplate", "spec", "template", "spec");

describe("backups of a store (CAP-048)", () => {
  let rendered: Rendered;
  before(async () => {
    rendered = await rendering();
  });

  it("are made every day at 02:00, drilled every Sunday, and restored by nobody's clock", () => {
    const found = ["", "-drill", "-restore"].map((suffix) => {
      const job = cronJob(rendered, suffix);
      const container = at(podOf(job), "containers", 0, "command");
      return [at(job, "spec", "schedule"), at(job, "spec", "suspend"), at(job, "spec", "concurrencyPolicy"), container];
    });
    const program = ["/runtime/node", "/runtime/program.mjs"];
    const job = (name: string) => ["--job", `/etc/plumbline/db-g1-backup${name}.json`];
    assert.deepEqual(found, [
      ["0 2 * * *", false, "Forbid", [...program, "backup", ...job("")]],
      ["30 4 * * 0", false, "Forbid", [...program, "drill", ...job("-drill")]],
      ["30 4 * * 0", true, "Forbid", [...program, "restore", "--switch", ...job("-restore")]],
    ]);
  });

  it("say which store they are for, so that a store without them is found", () => {
    const own = ["", "-drill", "-restore"].map((suffix) => {
      const labels = record(at(cronJob(rendered, suffix), "metadata", "labels"));
      return [labels["plumbline.dev/backs-up"], labels["plumbline.dev/drills"]];
    });
    assert.deepEqual(own, [
      ["db-g1", undefined],
      [undefined, "db-g1"],
      [undefined, undefined],
    ]);
  });

  it("are each in the name of an account of its own, and hold no secret that their work does not take", () => {
    const told = ["", "-drill", "-restore"].map((suffix) => {
      const pod = podOf(cronJob(rendered, suffix));
      const secrets = list(at(pod, "volumes")).flatMap((each) => at(each, "secret", "secretName") ?? []);
      return [at(pod, "serviceAccountName"), secrets];
    });
    assert.deepEqual(told, [
      ["db-g1-backup", ["backup-keys", "backup-access", "db-g1-auth"]],
      ["db-g1-backup-drill", ["backup-keys", "backup-access"]],
      ["db-g1-backup-restore", ["backup-keys", "backup-access", "db-g1-auth"]],
    ]);
  });

  it("restore to a volume of the encrypted class that goes with the pod, or to the claim that a guide names", async () => {
    const scratchOf = (from: Rendered) =>
      ["", "-drill", "-restore"].map((suffix) =>
        list(at(podOf(cronJob(from, suffix)), "volumes")).filter((each) => at(each, "name") === "scratch"),
      );
    const spec = {
      accessModes: ["ReadWriteOnce"],
      storageClassName: "fast-ssd",
      resources: { requests: { storage: "1Gi" } },
    };
    const own = [{ name: "scratch", ephemeral: { volumeClaimTemplate: { spec } } }];
    assert.deepEqual(scratchOf(rendered), [[], own, own]);
    const claimed = [{ name: "scratch", persistentVolumeClaim: { claimName: "backup-pvc" } }];
    const named = await rendering({ scratch: { size: "1Gi", claim: "backup-pvc" } });
    assert.deepEqual(scratchOf(named), [[], claimed, claimed]);
  });

  it("of a place that knows pods by their identity have no key and no authority of its own", async () => {
    const { endpoint, region, bucket, prefix } = args.target;
    const known = await rendering({
      target: { endpoint, region, bucket, prefix, writers: ["db-g1-backup"], readers: [] },
      folder: "guide",
    });
    const pod = podOf(cronJob(known, ""));
    assert.deepEqual(at(pod, "containers", 0, "env"), [{ name: "HOME", value: "/tmp" }]);
    const { inputs } = resource(known, "ConfigMap", "cap-db-g1-backup-job");
    const { store } = jobSchema.parse(JSON.parse(String(at(inputs, "data", "db-g1-backup.json"))));
    assert.deepEqual(store, { type: "s3", region: "us-east-1", bucket: "cap-backups", folder: "guide" });
  });

  it("of Blob storage say which identity of Azure each of their accounts is, and mark its pods", async () => {
    const account = "https://shop.blob.core.windows.net";
    const clientIds = {
      "db-g1-backup": pulumi.output("writer"),
      "db-g1-backup-drill": pulumi.output("driller"),
      "db-g1-backup-restore": pulumi.output("reader"),
    };
    const blob = await rendering({
      target: {
        service: "blob",
        endpoint: pulumi.output(account),
        region: "eastus",
        bucket: pulumi.output("cap-backups"),
        prefix: "daily",
        clientIds,
      },
      folder: "nodes",
    });
    const files = resource(blob, "ConfigMap", "cap-db-g1-backup-job").inputs;
    const { store } = jobSchema.parse(JSON.parse(String(at(files, "data", "db-g1-backup.json"))));
    assert.deepEqual(store, { type: "blob", account, container: "cap-backups", folder: "nodes" });
    for (const [suffix, client] of [
      ["", "writer"],
      ["-drill", "driller"],
      ["-restore", "reader"],
    ] as const) {
      const serviceAccount = resource(blob, "ServiceAccount", `cap-db-g1-backup${suffix}-account`).inputs;
      assert.deepEqual(at(serviceAccount, "metadata", "annotations"), { "azure.workload.identity/client-id": client });
      const template = at(cronJob(blob, suffix), "spec", "jobTemplate", "spec", "template");
      assert.equal(at(template, "metadata", "labels", "azure.workload.identity/use"), "true");
      const { env, volumeMounts } = record(at(template, "spec", "containers", 0));
      assert.ok(!list(volumeMounts).some((mount) => at(mount, "name") === "backup-access"));
      assert.ok(!JSON.stringify(env).includes("AWS_"));
    }
  });

  it("of additions are jobs of the same account, with settings and a schedule of their own", async () => {
    const added = await rendering({ increment: { schedule: "*/10 * * * *", settings: { mode: "increment" } } });
    const job = cronJob(added, "-increment");
    assert.equal(at(job, "spec", "schedule"), "*/10 * * * *");
    assert.equal(at(podOf(job), "serviceAccountName"), "db-g1-backup");
    const { inputs } = resource(added, "ConfigMap", "cap-db-g1-backup-job");
    const { settings } = jobSchema.parse(JSON.parse(String(at(inputs, "data", "db-g1-backup-increment.json"))));
    assert.deepEqual(settings, { mode: "increment" });
  });

  it("run in the image of the store, with Node.js from its own, both by digest, and as nobody special", () => {
    const pod = podOf(cronJob(rendered, ""));
    assert.equal(at(pod, "initContainers", 0, "image"), imageReference(thirdPartyImages.node));
    assert.equal(at(pod, "containers", 0, "image"), imageReference(thirdPartyImages.redisDebian));
    assert.equal(at(pod, "automountServiceAccountToken"), false);
    assert.deepEqual(at(pod, "securityContext"), {
      runAsNonRoot: true,
      runAsUser: 999,
      runAsGroup: 999,
      fsGroup: 999,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    });
    for (const container of ["initContainers", "containers"]) {
      assert.equal(at(pod, container, 0, "securityContext", "readOnlyRootFilesystem"), true);
      assert.deepEqual(at(pod, container, 0, "securityContext", "capabilities"), { drop: ["ALL"] });
    }
  });

  it("mount everything that they read, and nothing twice", () => {
    const pod = podOf(cronJob(rendered, ""));
    const names = (list: unknown) =>
      Array.isArray(list) ? list.map((each: { name: string }) => each.name).sort() : [];
    const mounted = names(at(pod, "containers", 0, "volumeMounts"));
    const all = ["backup-access", "job", "keys", "password", "runtime", "tmp"];
    assert.deepEqual(mounted, all);
    assert.deepEqual(names(at(pod, "volumes")), [...all, "program"].sort());
    assert.deepEqual(at(pod, "containers", 0, "env"), [
      { name: "AWS_SHARED_CREDENTIALS_FILE", value: "/secrets/backup-access/cloud" },
      { name: "NODE_EXTRA_CA_CERTS", value: "/secrets/backup-access/ca.crt" },
      { name: "HOME", value: "/tmp" },
    ]);
  });

  it("have a job that the program takes, with no secret in it", () => {
    const { inputs } = resource(rendered, "ConfigMap", "cap-db-g1-backup-job");
    const job = jobSchema.parse(JSON.parse(String(at(inputs, "data", "db-g1-backup.json"))));
    assert.deepEqual(job, {
      system: "cap",
      kind: "redis",
      instance: "db-g1",
      store: { type: "s3", endpoint: "https://s3.backup-store.svc:9000", region: "us-east-1", bucket: "cap-backups" },
      keyFile: "/secrets/keys/keys",
      objectives: { rtoSeconds: 900, rpoSeconds: 93_600 },
      stallSeconds: 300,
      compression: "zstd",
      settings: { host: "db-g1.cap.svc.cluster.local", passwordFile: "/secrets/password/password" },
    });
  });

  it("refuse a schedule and a name that a cluster would not take", async () => {
    await assert.rejects(rendering({ schedule: "0 0 2 * * *" }), {
      message:
        /backups cap-db-g1-backup: schedule of db-g1-backup: expected five fields, minutes first.*0 0 2 \* \* \*/s,
    });
    await assert.rejects(rendering({ component: "a".repeat(41) }), {
      message: /component: expected at most 40 characters/s,
    });
  });
});
