import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../../../../../components/core/images.ts";
import { bundledProgram } from "../../../../../components/operations/backup/program.ts";
import {
  backupNode,
  StoreBackups,
  type StoreBackupsArgs,
} from "../../../../../components/operations/backup/store-backups.ts";
import { jobSchema } from "../../../../../operations/lib/job.ts";
import type { Rendered } from "../../../../../cli/lib/render.ts";
import { renderComponents } from "../../../../lib/component.ts";
import { resource } from "../../../../lib/graph.ts";
import { at } from "../../../../lib/json.ts";

const reference = (name: string, ...keys: string[]) => ({
  namespace: pulumi.output("cap"),
  name: pulumi.output(name),
  keys,
});

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
    authority: reference("backup-access", "ca.crt"),
  },
  encryptionKeys: reference("backup-keys", "keys"),
  settings: { host: pulumi.output("db-g1.cap.svc.cluster.local"), passwordFile: "/secrets/password/password" },
  secretMounts: [{ name: "password", secret: "db-g1-auth", mountPath: "/secrets/password", keys: ["password"] }],
  schedule: "0 2 * * *",
  objectives: { rtoSeconds: 900, rpoSeconds: 93_600 },
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } },
  scratchSize: "1Gi",
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
    assert.deepEqual(found, [
      ["0 2 * * *", false, "Forbid", [...program, "backup"]],
      ["30 4 * * 0", false, "Forbid", [...program, "drill"]],
      ["30 4 * * 0", true, "Forbid", [...program, "restore", "--switch"]],
    ]);
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
    const all = ["backup-authority", "job", "keys", "password", "runtime", "scratch", "tmp"];
    assert.deepEqual(mounted, all);
    assert.deepEqual(names(at(pod, "volumes")), [...all, "program"].sort());
    assert.deepEqual(at(pod, "containers", 0, "env", 2), {
      name: "NODE_EXTRA_CA_CERTS",
      value: "/secrets/backup-authority/ca.crt",
    });
  });

  it("have a job that the program takes, with no secret in it", () => {
    const { inputs } = resource(rendered, "ConfigMap", "cap-db-g1-backup-job");
    const job = jobSchema.parse(JSON.parse(String(at(inputs, "data", "job.json"))));
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

  it("have the program of their kind and store alone, which fits into a ConfigMap", () => {
    const { inputs } = resource(rendered, "ConfigMap", "cap-db-g1-backup-program");
    const program = String(at(inputs, "binaryData", "program.mjs.gz"));
    assert.equal(program, bundledProgram("redis", "s3"));
    assert.ok(Buffer.from(program, "base64").length < 512 * 1024);
  });

  it("reach their store, the backup store, and nothing else", () => {
    assert.deepEqual(backupNode("db-g1"), { ports: {}, calls: ["db-g1"], reaches: ["backup-store"] });
    const pod = at(cronJob(rendered, ""), "spec", "jobTemplate", "spec", "template", "metadata", "labels");
    assert.equal(at(pod, "plumbline.dev/role"), "backup");
  });

  it("refuse a schedule and a name that a cluster would not take", async () => {
    await assert.rejects(rendering({ schedule: "0 0 2 * * *" }), {
      message: /backups cap-db-g1-backup: schedule: expected five fields, minutes first.*0 0 2 \* \* \*/s,
    });
    await assert.rejects(rendering({ component: "a".repeat(41) }), {
      message: /component: expected at most 40 characters/s,
    });
  });
});
