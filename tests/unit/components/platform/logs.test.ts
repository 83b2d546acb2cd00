import assert from "node:assert/strict";
import { collectorFiles } from "../../../../components/platform/fluent-bit.ts";
import { settingsScript } from "../../../../components/platform/log-settings.ts";
import { maskedFields } from "../../../../components/platform/log-streams.ts";
import { savedObjects } from "../../../../components/platform/saved-objects.ts";
import { at, record } from "../../../lib/json.ts";
import { dependenciesOf } from "../objects.ts";
import { rendered, value } from "./fixture.ts";

describe("the platform's logs", () => {
  it("stores logs where the guides look for them (FTE-044, ECO-023), by TLS, for a writer that can only add", async () => {
    const objects = await rendered();
    const services = objects.resources
      .filter(({ type, name }) => type === "kubernetes:core/v1:Service" && name.startsWith("platform-logs"))
      .map(({ inputs: { metadata, spec } }) => ({ metadata, spec }));
    assert.deepEqual(
      services.map(({ spec }) => spec),
      [
        {
          selector: { "elasticsearch.k8s.elastic.co/cluster-name": "elasticsearch" },
          ports: [{ name: "https", port: 9200, targetPort: 9200, protocol: "TCP" }],
        },
        { type: "ExternalName", externalName: "elasticsearch.logging.svc.cluster.local" },
      ],
    );
    assert.deepEqual(objects.find("Certificate/elasticsearch-tls", "$.dnsNames")[0], [
      "elasticsearch.logging.svc.cluster.local",
      "elasticsearch.logging.svc",
      "elasticsearch-es-http.logging.svc",
      "elasticsearch.monitoring.svc.cluster.local",
    ]);
    assert.deepEqual(objects.find("Elasticsearch/elasticsearch", "$.auth"), [
      { fileRealm: [{ secretName: "log-writer" }, { secretName: "log-keeper" }], roles: [{ secretName: "log-roles" }] },
    ]);
    assert.deepEqual(objects.find("Elasticsearch/elasticsearch", "$.nodeSets[0].count"), [3]);
    for (const store of ["Elasticsearch/elasticsearch", "Kibana/kibana"]) {
      assert.deepEqual(objects.find(store, "$..podTemplate.spec.securityContext"), [
        {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          fsGroupChangePolicy: "OnRootMismatch",
          seccompProfile: { type: "RuntimeDefault" },
        },
      ]);
      assert.deepEqual(objects.find(store, "$..whenUnsatisfiable"), ["DoNotSchedule"]);
    }
    assert.deepEqual(objects.find("Kibana/kibana", "$.elasticsearchRef"), [{ name: "elasticsearch" }]);
    assert.deepEqual(objects.find("Kibana/kibana", "$.http.tls.certificate"), [{ secretName: "kibana-tls" }]);
    assert.deepEqual(objects.find("Certificate/kibana-tls", "$.dnsNames")[0], ["kibana-kb-http.logging.svc"]);
  });

  it("are collected on every node, by the configuration that the guide names (FTE-043, FTE-044)", async () => {
    const objects = await rendered();
    const { metadata, data } = objects.body("ConfigMap/fluentd-config");
    assert.equal(at(metadata, "namespace"), "node-agents");
    assert.deepEqual(data, collectorFiles(maskedFields, "/authority/ca.crt"));
    const collector = (path: string) => value(objects, "fluent-bit", path);
    assert.equal(collector("kind"), "DaemonSet");
    assert.equal(collector("existingConfigMap"), "fluentd-config");
    assert.deepEqual(collector("args"), ["--workdir=/fluent-bit/etc", "--config=/fluent-bit/etc/conf/fluent.conf"]);
    assert.deepEqual(collector("tolerations"), [{ operator: "Exists" }]);
    assert.deepEqual(collector("daemonSetVolumeMounts"), [
      { name: "logs", mountPath: "/var/log", readOnly: true },
      { name: "position", mountPath: "/var/lib/fluent-bit" },
      { name: "authority", mountPath: "/authority", readOnly: true },
    ]);
  });

  it("are collected anew when the configuration changes, by the fields that the stack adds (CAP-066)", async () => {
    const checksum = async (fields: readonly string[]) =>
      at(
        value(await rendered({ maskedFields: fields }), "fluent-bit", "podAnnotations"),
        "plumbline.dev/config-checksum",
      );
    const [first, same, other] = [await checksum([]), await checksum([]), await checksum(["iban"])];
    assert.match(String(first), /^[0-9a-f]{64}$/);
    assert.equal(first, same);
    assert.notEqual(first, other);
    const { data } = (await rendered({ maskedFields: ["iban"] })).body("ConfigMap/fluentd-config");
    assert.match(String(at(data, "mask.lua")), /^ {2}\["iban"\] = true,$/m);
  });

  it("come after the settings of the store, which come after the store", async () => {
    const objects = await rendered();
    const before = dependenciesOf(objects, "Release/platform-fluent-bit");
    for (const name of ["platform-log-settings", "platform-log-collector-config", "platform-node-agents-authority"]) {
      assert.ok(before.includes(name), name);
    }
  });

  it("are gone after 30 days, and audit events after 7 years (FTE-081)", async () => {
    const objects = await rendered();
    const files = record(objects.body("ConfigMap/log-settings").data);
    const retention = Object.entries(files)
      .filter(([name]) => name.endsWith(".json"))
      .map(([name, text]) => {
        const template: unknown = JSON.parse(String(text));
        const stream = name.replace(/\.json$/, "");
        assert.deepEqual(at(template, "index_patterns"), [stream]);
        assert.deepEqual(at(template, "data_stream"), {});
        return [stream, at(template, "template", "lifecycle")];
      });
    const kept = (days: number) => ({ enabled: true, data_retention: `${days}d` });
    assert.deepEqual(Object.fromEntries(retention), {
      "transactional-engine": kept(30),
      "applications-ecommerce": kept(30),
      "applications-cluster": kept(30),
      audit: kept(2557),
    });
    // Every stream that the collector writes to, so that none is without an end.
    const written = [
      ...String(at(objects.body("ConfigMap/fluentd-config").data, "fluent.conf")).matchAll(/^ {4}Index (.+)$/gm),
    ];
    assert.deepEqual(written.map(([, stream]) => stream).sort(), retention.map(([stream]) => stream).sort());
  });

  it("are set up by a user that can read none of them", async () => {
    const objects = await rendered();
    const [job] = objects.names.filter((name) => name.startsWith("Job/log-settings-"));
    assert.ok(job !== undefined);
    assert.deepEqual(objects.find(job, "$.template.spec.containers[0].command"), [["/bin/sh", "/settings/apply.sh"]]);
    assert.deepEqual(objects.find(job, "$.template.spec.volumes[?(@.secret)].secret.secretName"), [
      "log-keeper",
      "elasticsearch-tls",
    ]);
    assert.deepEqual(objects.find(job, "$.template.spec.containers[0].env[*].value"), [
      "https://elasticsearch.logging.svc.cluster.local:9200",
      "https://kibana-kb-http.logging.svc:5601",
      "transactional-engine applications-ecommerce applications-cluster audit",
    ]);
    const { data } = objects.body("ConfigMap/log-settings");
    assert.equal(at(data, "apply.sh"), settingsScript);
    assert.equal(at(data, "saved-objects.ndjson"), savedObjects());
  });

  it("have views in Kibana, and searches for the backend and the frontend (REC-084)", () => {
    const objects = savedObjects()
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    const named = (type: string) => objects.filter((object) => at(object, "type") === type);
    assert.deepEqual(
      named("index-pattern").map((object) => [at(object, "id"), at(object, "attributes", "title")]),
      [
        ["applications", "transactional-engine,applications-ecommerce,applications-cluster"],
        ["audit", "audit"],
      ],
    );
    const searches = named("search").map((object) => {
      const source: unknown = JSON.parse(String(at(object, "attributes", "kibanaSavedObjectMeta", "searchSourceJSON")));
      // The reference is found by its name, and points to a view that comes with it.
      assert.equal(at(source, "indexRefName"), at(object, "references", 0, "name"));
      assert.ok(named("index-pattern").some((view) => at(view, "id") === at(object, "references", 0, "id")));
      return [at(object, "id"), at(source, "query", "query")];
    });
    const service = (name: string) =>
      `kubernetes.namespace_name : "reconciliation" and kubernetes.container_name : "${name}"`;
    assert.deepEqual(searches.slice(0, 2), [
      ["reconciliation-backend", service("backend")],
      ["reconciliation-frontend", service("frontend")],
    ]);
  });
});
