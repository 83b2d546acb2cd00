import assert from "node:assert/strict";
import { parse } from "yaml";
import { azurePodIdentity } from "../../../../components/identity/pod-identity.ts";
import { archiverConfig } from "../../../../components/platform/log-archiver-config.ts";
import { auditStream, logStreams } from "../../../../components/platform/log-streams.ts";
import { at, list } from "../../../lib/json.ts";
import { dependenciesOf } from "../objects.ts";
import { rendered } from "./fixture.ts";

const logArchive = {
  service: "blob",
  archive: "https://prodlogs.blob.core.windows.net",
  audit: "https://prodaudit.blob.core.windows.net",
  networks: ["10.0.192.0/20"],
} as const;
const platform = await rendered({
  cloud: "azure",
  protect: true,
  logArchive,
  identities: { "log-archiver": azurePodIdentity("44444444-4444-4444-8444-444444444444") },
});
const spec = platform.spec("StatefulSet/log-archiver");
const pod = at(spec, "template", "spec");
const container = list(at(pod, "containers"))[0];

describe("the log archiver", () => {
  it("is there where the archive is Blob storage alone", async () => {
    const bucket = { service: "s3", region: "us-east-1", archive: "logs", audit: "audit" } as const;
    for (const without of [await rendered(), await rendered({ logArchive: bucket })]) {
      assert.deepEqual(
        without.names.filter((name) => name.includes("log-archiver")),
        [],
      );
    }
    assert.deepEqual(
      platform.names.filter((name) => name.includes("log-archiver")),
      [
        "Certificate/log-archiver-tls",
        "ConfigMap/log-archiver",
        "NetworkPolicy/allow-log-archiver",
        "PodDisruptionBudget/log-archiver",
        "PrometheusRule/log-archiver",
        "Service/log-archiver",
        "ServiceAccount/log-archiver",
        "ServiceMonitor/log-archiver",
        "StatefulSet/log-archiver",
      ],
    );
  });

  it("writes audit events to their account, and all else to the other, by an identity and no key (FTE-079, CAP-065)", () => {
    const { exporters } = archiverConfig(logArchive);
    const places = Object.entries(exporters).map(([name, { url, container: into, auth }]) => [
      name,
      url,
      into.logs,
      auth.type,
    ]);
    const [archive, audit] = [`${logArchive.archive}/`, `${logArchive.audit}/`];
    assert.deepEqual(places, [
      ["azure_blob/transactional-engine", archive, "application", "workload_identity"],
      ["azure_blob/ecommerce-logs", archive, "history", "workload_identity"],
      ["azure_blob/cluster", archive, "history", "workload_identity"],
      ["azure_blob/audit", audit, "audit", "workload_identity"],
    ]);
    const { data } = platform.body("ConfigMap/log-archiver");
    assert.deepEqual(parse(String(at(data, "config.yaml"))), archiverConfig(logArchive));
    assert.deepEqual(platform.body("ServiceAccount/log-archiver").automountServiceAccountToken, false);
    assert.deepEqual(at(platform.body("ServiceAccount/log-archiver").metadata, "annotations"), {
      "azure.workload.identity/client-id": "44444444-4444-4444-8444-444444444444",
    });
    assert.equal(at(spec, "template", "metadata", "labels", "azure.workload.identity/use"), "true");
  });

  it("takes each kind of line at a port and has a queue on disk for it, as long as the volume has room for all of them", () => {
    const { receivers, exporters, extensions, service } = archiverConfig(logArchive);
    for (const { tag, archiverPort } of [...logStreams, auditStream]) {
      assert.equal(receivers[`otlp/${tag}`]?.protocols.http.endpoint, `0.0.0.0:${archiverPort}`);
      assert.equal(exporters[`azure_blob/${tag}`]?.sending_queue.storage, "file_storage/queue");
      assert.equal(exporters[`azure_blob/${tag}`]?.retry_on_failure.max_elapsed_time, "0s");
      assert.deepEqual(service.pipelines[`logs/${tag}`], {
        receivers: [`otlp/${tag}`],
        processors: ["memory_limiter"],
        exporters: [`azure_blob/${tag}`],
      });
    }
    const queues = Object.values(exporters).reduce((sum, { sending_queue }) => sum + sending_queue.queue_size, 0);
    const claims = list(at(spec, "volumeClaimTemplates"));
    assert.deepEqual(at(claims[0], "spec"), {
      accessModes: ["ReadWriteOnce"],
      storageClassName: "fast-ssd",
      resources: { requests: { storage: "16Gi" } },
    });
    assert.equal(queues, 8 * 1024 ** 3);
    const mount = list(at(container, "volumeMounts")).find((one) => at(one, "name") === "queue");
    assert.equal(at(mount, "mountPath"), extensions["file_storage/queue"].directory);
  });

  it("is two in prod, in zones apart, of which one may be away, and is kept", () => {
    assert.equal(at(spec, "replicas"), 2);
    assert.deepEqual(
      list(at(pod, "topologySpreadConstraints")).map((one) => [at(one, "topologyKey"), at(one, "whenUnsatisfiable")]),
      [["topology.kubernetes.io/zone", "DoNotSchedule"]],
    );
    assert.deepEqual(platform.spec("PodDisruptionBudget/log-archiver"), {
      maxUnavailable: 1,
      selector: { matchLabels: at(spec, "selector", "matchLabels") },
    });
    assert.equal(platform.resource("StatefulSet/log-archiver").opts.protect, true);
  });

  it("runs as nobody, on a root that it cannot write to, and starts anew with another configuration", async () => {
    assert.equal(at(pod, "securityContext", "runAsUser"), 10001);
    assert.equal(at(container, "securityContext", "readOnlyRootFilesystem"), true);
    const checksum = (of: unknown) => at(of, "template", "metadata", "annotations", "plumbline.dev/config-checksum");
    const other = await rendered({ cloud: "azure", logArchive: { ...logArchive, audit: "https://other" } });
    assert.notEqual(checksum(other.spec("StatefulSet/log-archiver")), checksum(spec));
    const again = await rendered({ cloud: "azure", logArchive });
    assert.equal(checksum(again.spec("StatefulSet/log-archiver")), checksum(spec));
  });

  it("is there before the collectors, and after the kinds that it is watched by", () => {
    assert.ok(dependenciesOf(platform, "Release/platform-fluent-bit").includes("platform-log-archiver"));
    for (const kind of ["PrometheusRule", "ServiceMonitor"]) {
      assert.ok(dependenciesOf(platform, `${kind}/log-archiver`).includes("platform-kube-prometheus-stack"));
    }
  });
});
