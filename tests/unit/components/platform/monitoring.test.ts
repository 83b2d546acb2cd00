import assert from "node:assert/strict";
import type { AlertReceivers } from "../../../../components/platform/alert-routing.ts";
import { at } from "../../../lib/json.ts";
import { rendered, value } from "./fixture.ts";

describe("the platform's metrics", () => {
  it("go from Prometheus to a store that keeps them for a year (FTE-081)", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.find("StatefulSet/long-term-metrics", "$..args"), [
      [
        "-storageDataPath=/storage",
        "-retentionPeriod=1y",
        "-dedup.minScrapeInterval=15s",
        "-httpListenAddr=:8428",
        "-loggerFormat=json",
      ],
    ]);
    const prometheus = (path: string) => value(objects, "kube-prometheus-stack", `prometheus/prometheusSpec/${path}`);
    assert.deepEqual(prometheus("remoteWrite"), [
      {
        name: "long-term-metrics",
        url: "http://long-term-metrics.monitoring.svc.cluster.local:8428/api/v1/write",
      },
    ]);
    // Of the two servers' samples within one interval, the store keeps one; it must not see them as two series.
    assert.equal(prometheus("scrapeInterval"), "15s");
    assert.equal(prometheus("replicaExternalLabelNameClear"), true);
    assert.deepEqual(value(objects, "kube-prometheus-stack", "grafana/additionalDataSources"), [
      {
        name: "Long-term metrics",
        uid: "long-term-metrics",
        type: "prometheus",
        access: "proxy",
        url: "http://long-term-metrics.monitoring.svc.cluster.local:8428",
        jsonData: { timeInterval: "15s" },
      },
    ]);
  });

  it("are on a volume of the stage's size in that store, which runs restricted", async () => {
    const sizes = { dev: "20Gi", staging: "100Gi", prod: "300Gi" } as const;
    for (const stage of ["dev", "staging", "prod"] as const) {
      const objects = await rendered({ stage });
      assert.deepEqual(objects.find("StatefulSet/long-term-metrics", "$.volumeClaimTemplates[*].spec"), [
        {
          accessModes: ["ReadWriteOnce"],
          storageClassName: "fast-ssd",
          resources: { requests: { storage: sizes[stage] } },
        },
      ]);
    }
    const objects = await rendered();
    assert.deepEqual(objects.find("StatefulSet/long-term-metrics", "$..containers[0].securityContext"), [
      {
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        capabilities: { drop: ["ALL"] },
      },
    ]);
    assert.match(
      String(objects.find("StatefulSet/long-term-metrics", "$..containers[0].image")[0]),
      /^docker\.io\/victoriametrics\/victoria-metrics:v1\.152\.0@sha256:[0-9a-f]{64}$/,
    );
  });

  it("are open there to Prometheus and Grafana alone", async () => {
    const objects = await rendered();
    const client = (labels: object) => ({ podSelector: { matchLabels: labels } });
    const prometheus = { "app.kubernetes.io/name": "prometheus" };
    assert.deepEqual(objects.spec("NetworkPolicy/allow-long-term-metrics"), {
      podSelector: {
        matchLabels: { "app.kubernetes.io/name": "long-term-metrics", "app.kubernetes.io/part-of": "platform" },
      },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            client({ "app.kubernetes.io/name": "grafana" }),
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
              ...client(prometheus),
            },
          ],
          ports: [{ protocol: "TCP", port: 8428 }],
        },
      ],
      egress: [],
    });
    assert.equal(at(objects.body("NetworkPolicy/allow-long-term-metrics").metadata, "namespace"), "monitoring");
    assert.deepEqual(objects.find("ServiceMonitor/long-term-metrics", "$.endpoints"), [
      [{ port: "http", path: "/metrics" }],
    ]);
  });
});

const receivers: AlertReceivers = {
  slack: { channel: "#alerts", webhook: { name: "alert-receivers", key: "slack-webhook" } },
  email: {
    to: "on-call@example.org",
    from: "alerts@example.org",
    smarthost: "smtp.example.org:587",
    username: "alerts",
    password: { name: "alert-receivers", key: "smtp-password" },
  },
};

describe("the platform's alerts (REC-083)", () => {
  it("go to Slack, and critical ones to e-mail as well, with credentials from a Secret", async () => {
    const objects = await rendered({ alerting: receivers });
    const path = (name: string) => `$.receivers[?(@.name=='${name}')]`;
    const find = (query: string) => objects.find("AlertmanagerConfig/platform", query);
    assert.deepEqual(find("$.receivers[*].name"), ["team", "on-call"]);
    for (const name of ["team", "on-call"]) {
      assert.deepEqual(find(`${path(name)}.slackConfigs[*].channel`), ["#alerts"]);
      assert.deepEqual(find(`${path(name)}.slackConfigs[*].apiURL`), [
        { name: "alert-receivers", key: "slack-webhook" },
      ]);
    }
    assert.deepEqual(find(`${path("team")}.emailConfigs`), []);
    assert.deepEqual(find(`${path("on-call")}.emailConfigs`), [
      [
        {
          to: "on-call@example.org",
          from: "alerts@example.org",
          smarthost: "smtp.example.org:587",
          authUsername: "alerts",
          authPassword: { name: "alert-receivers", key: "smtp-password" },
          requireTLS: true,
          sendResolved: true,
        },
      ],
    ]);
  });

  it("of every namespace take that way: critical ones at once and again each hour", async () => {
    const objects = await rendered({ alerting: receivers });
    assert.deepEqual(objects.find("AlertmanagerConfig/platform", "$.route"), [
      {
        receiver: "team",
        matchers: [{ name: "alertname", matchType: "!~", value: "Watchdog|InfoInhibitor" }],
        groupBy: ["alertname", "namespace", "system"],
        groupWait: "30s",
        groupInterval: "5m",
        repeatInterval: "12h",
        routes: [
          {
            receiver: "on-call",
            matchers: [{ name: "severity", matchType: "=", value: "critical" }],
            groupWait: "10s",
            groupInterval: "1m",
            repeatInterval: "1h",
          },
        ],
      },
    ]);
    const alertmanager = (path: string) =>
      value(objects, "kube-prometheus-stack", `alertmanager/alertmanagerSpec/${path}`);
    // Otherwise the operator confines the route to alerts of its own namespace.
    assert.deepEqual(alertmanager("alertmanagerConfigMatcherStrategy"), { type: "None" });
    assert.deepEqual(alertmanager("alertmanagerConfigSelector"), {});
    assert.deepEqual(alertmanager("storage/volumeClaimTemplate/spec/resources"), { requests: { storage: "10Gi" } });
  });

  it("are sent to nobody where nobody is named", async () => {
    const { names } = await rendered();
    assert.equal(
      names.some((name) => name.startsWith("AlertmanagerConfig/")),
      false,
    );
  });
});
