import assert from "node:assert/strict";
import { type ChartEntry, charts, chartNames } from "../../../../components/platform/catalogue.ts";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { at } from "../../../lib/json.ts";
import { dependenciesOf } from "../objects.ts";
import { rendered, value } from "./fixture.ts";

describe("the platform", () => {
  it("installs every chart as pinned, whole or not at all", async () => {
    const nodeScaling = { clusterName: "prod-platform", region: "us-east-1" };
    const objects = await rendered({ mesh: "istio", rotation: true, nodeScaling });
    assert.deepEqual(
      objects.names.filter((name) => name.startsWith("Release/")),
      chartNames.map((chart) => `Release/platform-${chart}`).sort(),
    );
    for (const chart of chartNames) {
      const inputs = Object.entries(objects.body(`Release/platform-${chart}`));
      const release = Object.fromEntries(inputs.filter(([key]) => key !== "values"));
      const entry: ChartEntry = charts[chart];
      assert.deepEqual(release, {
        name: chart,
        chart: entry.chart,
        version: entry.version,
        ...(entry.repository !== undefined && { repositoryOpts: { repo: entry.repository } }),
        namespace: entry.namespace,
        createNamespace: false,
        atomic: true,
        cleanupOnFail: true,
        skipCrds: false,
        timeout: chart === "kube-prometheus-stack" ? 900 : 600,
        maxHistory: 5,
        compat: "true",
      });
    }
  });

  it("installs charts after the namespaces, and after the charts and Secrets that they need", async () => {
    const objects = await rendered();
    const before = (chart: string) => dependenciesOf(objects, `Release/platform-${chart}`);
    assert.ok(before("eck").includes("platform-operators"));
    assert.ok(before("kube-prometheus-stack").includes("platform-grafana-admin"));
    assert.deepEqual(
      before("plugin-barman-cloud").filter((name) => /cert-manager$|cloudnative-pg$/.test(name)),
      ["platform-cert-manager", "platform-cert-manager", "platform-cloudnative-pg"],
    );
    for (const chart of ["rabbitmq", "fluent-bit"]) {
      assert.ok(before(chart).includes("platform-operators-authority"));
      assert.ok(before(chart).includes("platform-node-agents-authority"));
    }
  });

  it("enforces a Pod Security level in every namespace, with a quota and sizes", async () => {
    const objects = await rendered();
    const levels = objects.names
      .filter((name) => name.startsWith("Namespace/"))
      .map((name) => {
        const { metadata } = objects.body(name);
        assert.ok(typeof metadata === "object" && metadata !== null && "labels" in metadata);
        const labels = new Map<string, unknown>(Object.entries(metadata.labels ?? {}));
        const modes = ["enforce", "audit", "warn"].map((mode) => labels.get(`pod-security.kubernetes.io/${mode}`));
        assert.equal(new Set(modes).size, 1);
        return [name.slice("Namespace/".length), modes[0]];
      });
    assert.deepEqual(Object.fromEntries(levels), {
      "argo-rollouts": "restricted",
      "cert-manager": "restricted",
      "envoy-gateway-system": "restricted",
      "external-secrets": "restricted",
      logging: "restricted",
      "metrics-server": "restricted",
      monitoring: "restricted",
      "node-agents": "privileged",
      operators: "restricted",
      velero: "restricted",
    });
    for (const kind of ["ResourceQuota", "LimitRange"]) {
      const owners = objects.resources
        .filter(({ type }) => type.endsWith(`:${kind}`))
        .map(({ inputs }) => inputs.metadata);
      assert.equal(owners.length, levels.length, kind);
    }
  });

  it("has a class of fast, encrypted volumes for each cloud (FTE-003)", async () => {
    const common = {
      metadata: {
        name: "fast-ssd",
        labels: {
          "app.kubernetes.io/managed-by": "plumbline",
          "app.kubernetes.io/name": "storage",
          "app.kubernetes.io/part-of": "platform",
          "plumbline.dev/owner": "platform",
        },
      },
      allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Retain",
    };
    const name = "StorageClass/fast-ssd";
    assert.deepEqual((await rendered()).body(name), {
      ...common,
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
    });
    assert.deepEqual((await rendered({ cloud: "azure" })).body(name), {
      ...common,
      provisioner: "disk.csi.azure.com",
      parameters: { skuName: "PremiumV2_LRS", cachingMode: "None" },
    });
    const volumeDriver = { provisioner: "csi.example.org", parameters: { encryption: "on" } };
    assert.deepEqual((await rendered({ cloud: "kubernetes", volumeDriver })).body(name), {
      ...common,
      ...volumeDriver,
    });
  });

  it("refuses a cluster without a driver, and no address for the authority", async () => {
    await assert.rejects(rendered({ cloud: "kubernetes" }), {
      message: "platform platform: volumeDriver: expected a driver of the cluster, as kubernetes has none, got nothing",
    });
    await assert.rejects(rendered({ acmeEmail: "ops@example" }), {
      message: 'platform platform: acmeEmail: expected an e-mail address, got "ops@example"',
    });
  });

  it("keeps 30 days of metrics on 100Gi of it, and runs them twice in prod (ECO-016, REC-083)", async () => {
    const objects = await rendered();
    const prometheus = (path: string) => value(objects, "kube-prometheus-stack", `prometheus/prometheusSpec/${path}`);
    assert.equal(prometheus("retention"), "30d");
    assert.equal(prometheus("scrapeInterval"), "15s");
    assert.deepEqual(prometheus("storageSpec/volumeClaimTemplate/spec"), {
      storageClassName: "fast-ssd",
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "100Gi" } },
    });
    const replicas = async (stage: "dev" | "staging" | "prod") => {
      const of = await rendered({ stage });
      return [
        value(of, "kube-prometheus-stack", "prometheus/prometheusSpec/replicas"),
        value(of, "kube-prometheus-stack", "alertmanager/alertmanagerSpec/replicas"),
      ];
    };
    assert.deepEqual(
      [await replicas("dev"), await replicas("staging"), await replicas("prod")],
      [
        [1, 1],
        [1, 2],
        [2, 3],
      ],
    );
    assert.deepEqual(value(objects, "kube-prometheus-stack", "grafana/admin"), {
      existingSecret: "grafana-admin",
      userKey: "admin-user",
      passwordKey: "admin-password",
    });
    assert.deepEqual(objects.body("Secret/grafana-admin").data, {
      "admin-password": secretMarker,
      "admin-user": secretMarker,
    });
  });

  it("scrapes nodes from where their pods are allowed", async () => {
    const path = "prometheus-node-exporter/namespaceOverride";
    assert.equal(value(await rendered(), "kube-prometheus-stack", path), "node-agents");
  });

  it("issues public certificates by ACME through the Gateway beside them (REC-021), and others by its own authority", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.spec("ClusterIssuer/letsencrypt-prod"), {
      acme: {
        server: "https://acme-v02.api.letsencrypt.org/directory",
        email: "ops@example.org",
        privateKeySecretRef: { name: "letsencrypt-prod" },
        solvers: [{ http01: { gatewayHTTPRoute: { parentRefs: [{ kind: "Gateway", name: "public" }] } } }],
      },
    });
    assert.deepEqual(objects.spec("ClusterIssuer/internal"), { ca: { secretName: "internal-authority" } });
    assert.equal(value(objects, "cert-manager", "config/enableGatewayAPI"), true);
    // Name servers of the internet are not asked: no network lets that out.
    assert.equal(value(objects, "cert-manager", "dns01RecursiveNameserversOnly"), true);
  });

  it("has the topology operator trust that authority", async () => {
    const objects = await rendered();
    assert.deepEqual(value(objects, "rabbitmq", "msgTopologyOperator/extraVolumes"), [
      { name: "authority", secret: { secretName: "internal-authority" } },
    ]);
    const copies = objects.resources.filter(({ inputs }) =>
      JSON.stringify(inputs.spec ?? {}).includes('"internal-authority"'),
    );
    assert.deepEqual(
      copies.map(({ name }) => name),
      [
        "platform-issuers-authority",
        "platform-issuers-internal",
        "platform-operators-authority",
        "platform-node-agents-authority",
      ],
    );
  });

  it("has the gateway show servers a certificate of the cluster's authority (FTE-015)", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.find("EnvoyProxy/envoy", "$.backendTLS"), [
      { clientCertificateRef: { kind: "Secret", name: "gateway-client" }, minVersion: "1.2" },
    ]);
    assert.equal(at(objects.body("Certificate/gateway-client").metadata, "namespace"), "envoy-gateway-system");
    assert.deepEqual(objects.find("Certificate/gateway-client", "$.usages"), [["digital signature", "client auth"]]);
    assert.deepEqual(objects.find("Certificate/gateway-client", "$.issuerRef.name"), ["internal"]);
  });

  it("serves all Gateways by one data plane, in every zone", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.spec("GatewayClass/envoy"), {
      controllerName: "gateway.envoyproxy.io/gatewayclass-controller",
      parametersRef: {
        group: "gateway.envoyproxy.io",
        kind: "EnvoyProxy",
        name: "envoy",
        namespace: "envoy-gateway-system",
      },
    });
    assert.deepEqual(objects.find("EnvoyProxy/envoy", "$.mergeGateways"), [true]);
    assert.deepEqual(objects.find("EnvoyProxy/envoy", "$..envoyDeployment.replicas"), [3]);
    assert.deepEqual(objects.find("EnvoyProxy/envoy", "$..whenUnsatisfiable"), ["DoNotSchedule"]);
  });

  it("moves canaries by the Gateway API, with a plugin held to its checksum", async () => {
    const objects = await rendered();
    assert.deepEqual(value(objects, "argo-rollouts", "controller/trafficRouterPlugins"), [
      {
        name: "argoproj-labs/gatewayAPI",
        location:
          "https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download/v0.17.0/gatewayapi-plugin-linux-amd64",
        sha256: "1904ca787d33107c140521899d61fff030ee75d99908bd175fca5a4647759061",
      },
    ]);
    assert.equal(value(objects, "argo-rollouts", "providerRBAC/providers/gatewayAPI"), true);
  });

  it("backs up objects where the stack says, and installs the plugin for it (REC-061)", async () => {
    const without = await rendered();
    assert.equal(without.names.includes("BackupStorageLocation/default"), false);
    assert.equal(value(without, "velero", "initContainers"), undefined);
    const objects = await rendered({
      backups: {
        provider: "aws",
        bucket: "backups",
        prefix: "velero",
        config: { region: "us-east-1" },
        credential: { name: "velero", key: "cloud" },
      },
    });
    assert.deepEqual(objects.spec("BackupStorageLocation/default"), {
      provider: "aws",
      default: true,
      accessMode: "ReadWrite",
      validationFrequency: "5m",
      objectStorage: { bucket: "backups", prefix: "velero" },
      config: { region: "us-east-1" },
      credential: { name: "velero", key: "cloud" },
    });
    assert.match(
      JSON.stringify(value(objects, "velero", "initContainers")),
      /"image":"velero\/velero-plugin-for-aws:v1\.14\.3"/,
    );
  });
});
