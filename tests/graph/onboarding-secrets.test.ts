import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { changedGraph, container, enginePod, graph, namesOf, object, spec } from "./onboarding-fixture.ts";

const isOwn = ({ name }: { readonly name: string }) => name.startsWith("onboarding-");
const random = ({ resources }: Rendered) =>
  Object.fromEntries(
    resources
      .filter((each) => each.type === "random:index/randomBytes:RandomBytes" && isOwn(each))
      .map(({ name, inputs }) => [name, [inputs.length, at(inputs, "keepers", "version")]]),
  );
const shown = "[secret]";
/** The engine's, and those of the jobs of backups. */
const kafkaUsers = ["kafka-user", "kafka-backup", "kafka-drill", "kafka-restore"];

describe("secrets of onboarding", () => {
  for (const stack of stacks) {
    it(`are in ${stack} 32 random bytes each, under the names and keys of the guide, and nowhere else`, async () => {
      const rendered = await graph(stack);
      const redis = stack !== "dev";
      const values = random(rendered);
      const made = [
        "onboarding-backup-keys",
        ...kafkaUsers.map((user) => `onboarding-kafka-user-${user}-auth`),
        "onboarding-postgres-owner",
        "onboarding-postgres-restorer",
        ...(redis ? ["onboarding-redis-auth"] : []),
        "onboarding-store-password",
      ];
      assert.deepEqual(values, Object.fromEntries(made.map((name) => [`${name}-value`, [32, "1"]])));
      assert.deepEqual(namesOf(rendered, "Secret").sort(), [
        "backup-keys",
        "kafka-kafka-backup-auth",
        "kafka-kafka-drill-auth",
        "kafka-kafka-restore-auth",
        "onboarding-db-secret",
        "onboarding-kafka-secret",
        "onboarding-keystore-secret",
        "postgres-restorer",
        ...(redis ? ["redis-auth"] : []),
      ]);
      const keys = (name: string) => object(rendered, "Secret", name).resource.inputs.data;
      assert.deepEqual(keys("onboarding-db-secret"), { username: shown, password: shown });
      assert.deepEqual(keys("onboarding-kafka-secret"), {
        username: shown,
        password: shown,
        "sasl.jaas.config": shown,
      });
      assert.deepEqual(keys("onboarding-keystore-secret"), { password: shown });
      const elsewhere = rendered.resources
        .filter(isOwn)
        .filter(({ type, inputs }) => type !== "kubernetes:core/v1:Secret" && JSON.stringify(inputs).includes(shown));
      assert.deepEqual(elsewhere, []);
    });
  }

  it("hold the users that the guide names", async () => {
    const rendered = await graph("prod");
    assert.equal(at(spec(rendered, "Database", "postgres-database"), "owner"), "onboarding");
    assert.equal(at(spec(rendered, "Cluster", "postgres"), "bootstrap", "initdb", "owner"), "onboarding");
    assert.equal(object(rendered, "KafkaUser", "kafka-user").name, "kafka-user");
  });

  for (const [setting, values] of [
    ["databasePasswordVersion", ["onboarding-postgres-owner-value", "onboarding-postgres-restorer-value"]],
    ["kafkaPasswordVersion", kafkaUsers.map((user) => `onboarding-kafka-user-${user}-auth-value`)],
    ["cachePasswordVersion", ["onboarding-redis-auth-value"]],
    ["storePasswordVersion", ["onboarding-store-password-value"]],
  ] as const) {
    it(`rotate by a raised ${setting}`, async () => {
      const [before, after] = [await graph("prod"), await changedGraph("prod", { [setting]: 2 })];
      const rotated = Object.fromEntries(values.map((value) => [value, [32, "2"]]));
      assert.deepEqual(random(after), { ...random(before), ...rotated });
    });
  }
});

describe("certificates of onboarding", () => {
  it("of the engine come as PKCS#12 stores, locked by the password that the engine gets", async () => {
    const rendered = await graph("prod");
    const { secretName, dnsNames, keystores, duration, renewBefore, issuerRef } = record(
      spec(rendered, "Certificate", "onboarding-workflow-tls"),
    );
    assert.deepEqual([secretName, duration, renewBefore], ["onboarding-workflow-tls", "2160h", "720h"]);
    assert.deepEqual(issuerRef, { kind: "Issuer", name: "internal-ca" });
    assert.deepEqual(dnsNames, [
      "onboarding-workflow",
      "onboarding-workflow.onboarding",
      "onboarding-workflow.onboarding.svc",
      "onboarding-workflow.onboarding.svc.cluster.local",
    ]);
    const password = { name: "onboarding-keystore-secret", key: "password" };
    assert.deepEqual(keystores, {
      pkcs12: { create: true, profile: "Modern2023", passwordSecretRef: password },
    });
    for (const name of ["KEYSTORE_PASSWORD", "TRUSTSTORE_PASSWORD"]) {
      const variable = list(container(rendered).env).find((each) => at(each, "name") === name);
      assert.deepEqual(at(variable, "valueFrom", "secretKeyRef"), password);
    }
  });

  it("reach the engine as files: its stores, and the authorities of the stores that it calls", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const places = new Map(
        list(container(rendered).volumeMounts).map((mount) => [at(mount, "name"), at(mount, "mountPath")]),
      );
      const mounted = list(at(enginePod(rendered), "volumes")).flatMap((volume) => {
        const secret = at(volume, "secret");
        const keys = list(at(secret, "items")).map((item) => at(item, "key"));
        return secret === undefined ? [] : [[places.get(at(volume, "name")), at(secret, "secretName"), keys]];
      });
      const folder = "/etc/onboarding";
      assert.deepEqual(mounted, [
        [`${folder}/authorities/postgres`, "postgres-ca", ["ca.crt"]],
        [`${folder}/authorities/kafka`, "kafka-cluster-ca-cert", ["ca.crt"]],
        ...(stack === "dev" ? [] : [[`${folder}/authorities/redis`, "redis-tls", ["ca.crt"]]]),
        [`${folder}/identity`, "onboarding-workflow-tls", ["keystore.p12", "truststore.p12"]],
      ]);
    }
  });

  it("of the public host are in the guide's Secret, and the issuer's that the cluster names", async () => {
    const certificate = (rendered: Rendered) => record(spec(rendered, "Certificate", "onboarding-tls"));
    const named = certificate(await changedGraph("prod", {}, { publicIssuer: "letsencrypt-prod" }));
    assert.deepEqual(named.issuerRef, { kind: "ClusterIssuer", name: "letsencrypt-prod" });
    assert.deepEqual([named.secretName, named.dnsNames], ["onboarding-tls", ["api.onboarding.prod.example.com"]]);
  });
});
