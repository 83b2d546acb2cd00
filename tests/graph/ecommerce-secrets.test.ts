import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { container, graph, services, spec, workloads } from "./ecommerce-fixture.ts";

const random = ({ resources }: Rendered) =>
  Object.fromEntries(
    resources
      .filter(({ type }) => type === "random:index/randomBytes:RandomBytes")
      .map(({ name, inputs }) => [name, [inputs.length, at(inputs, "keepers", "version")]]),
  );
const generated = {
  "ecommerce-backup-keys-value": [32, "1"],
  "ecommerce-mongodb-user-services-value": [32, "1"],
  "ecommerce-mongodb-user-backup-value": [32, "1"],
  "ecommerce-mongodb-user-restore-value": [32, "1"],
  "ecommerce-mongodb-user-indexes-value": [32, "1"],
  "ecommerce-mongodb-user-metrics-value": [32, "1"],
  "ecommerce-mongodb-encryption-key-value": [32, "1"],
  "ecommerce-redis-auth-value": [32, "1"],
};
const checksum = (rendered: Rendered, name: string) =>
  at(spec(rendered, "Deployment", name), "template", "metadata", "annotations", "plumbline.dev/config-checksum");

describe("secrets of ecommerce", () => {
  for (const stack of stacks) {
    it(`are in ${stack} 32 random bytes each, in Secrets and nowhere else`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(random(rendered), generated);
      const secrets = objectsOf(rendered).filter(({ kind }) => kind === "Secret");
      assert.deepEqual(secrets.map(({ name }) => name).sort(), [
        "backup-keys",
        "mongodb-backup",
        "mongodb-encryption-key",
        "mongodb-indexes",
        "mongodb-metrics",
        "mongodb-restore",
        "mongodb-secret",
        "redis-auth",
      ]);
      for (const { resource } of secrets) {
        const values = Object.values(record(resource.inputs.data));
        assert.deepEqual(
          values,
          values.map(() => "[secret]"),
        );
        assert.notEqual(values.length, 0);
      }
      const elsewhere = rendered.resources.filter(
        (each) =>
          !secrets.some(({ resource }) => resource === each) && JSON.stringify(each.inputs).includes("[secret]"),
      );
      assert.deepEqual(elsewhere, []);
    });
  }

  it("of other companies come from the stack's secret store, to the services that use them alone", async () => {
    for (const stack of ["staging", "prod", "prod-azure"]) {
      const rendered = await graph(stack);
      const external = (name: string, purpose: string, keys: string[]) => {
        assert.deepEqual(spec(rendered, "ExternalSecret", name), {
          refreshInterval: "1h0m0s",
          secretStoreRef: { kind: "ClusterSecretStore", name: "cloud-secrets" },
          target: { name, creationPolicy: "Owner", deletionPolicy: "Retain" },
          data: keys.map((key) => ({ secretKey: key, remoteRef: { key: `ecommerce/${purpose}`, property: key } })),
        });
      };
      const notification = ["sendgrid-api-key", "twilio-account-sid", "twilio-auth-token"];
      external("notification-credentials", "notification", notification);
      external("payment-credentials", "payment", ["api-key"]);
      const mounted = Object.fromEntries(
        workloads.map((name) => [
          name,
          list(container(rendered, `${name}-blue`).volumeMounts)
            .map((each) => String(at(each, "mountPath")))
            .filter((path) => path.startsWith("/etc/ecommerce/secrets/") && !path.endsWith("/redis")),
        ]),
      );
      assert.deepEqual(mounted, {
        "user-service": ["/etc/ecommerce/secrets/notification"],
        "product-service": [],
        "cart-service": [],
        "order-service": ["/etc/ecommerce/secrets/notification", "/etc/ecommerce/secrets/payment"],
        "api-gateway": [],
      });
    }
  });

  it("of other companies are asked for as the providers need them, and not at all without a store", async () => {
    const own = await graph("prod", {
      notification: { email: { primary: "ses", fallback: "sendgrid" }, sms: { primary: "sns", fallback: "twilio" } },
    });
    assert.equal(list(at(spec(own, "ExternalSecret", "notification-credentials"), "data")).length, 3);
    const clouds = await graph("prod", {
      notification: {
        email: { primary: "ses", fallback: "azure-communication-services" },
        sms: { primary: "sns", fallback: "azure-communication-services" },
      },
    });
    const external = (rendered: Rendered) =>
      objectsOf(rendered).flatMap(({ kind, name }) => (kind === "ExternalSecret" ? [name] : []));
    assert.deepEqual(external(clouds).sort(), ["backup-access", "payment-credentials"]);
    // The key to the backups is in the cluster, and no company's: the namespace's own store fetches it.
    const dev = await graph("dev");
    assert.deepEqual(external(dev), ["backup-access"]);
    for (const rendered of [dev, clouds]) {
      const source = at(spec(rendered, "ExternalSecret", "backup-access"), "secretStoreRef");
      assert.deepEqual(source, { kind: "SecretStore", name: "backup-access" });
    }
  });

  it("leave authorities' keys where they are: pods mount certificates alone", async () => {
    const rendered = await graph("prod");
    for (const name of workloads) {
      const volumes = list(at(spec(rendered, "Deployment", `${name}-blue`), "template", "spec", "volumes"));
      const tls = volumes.flatMap((volume) => {
        const secret = at(volume, "secret");
        return String(at(secret, "secretName")).endsWith("-tls")
          ? [[at(secret, "secretName"), at(secret, "items")]]
          : [];
      });
      const items = [{ key: "ca.crt", path: "ca.crt" }];
      const expected = [
        ["mongodb-tls", items],
        ["redis-tls", items],
      ];
      assert.deepEqual(tls, name === "api-gateway" ? expected.slice(1) : expected);
    }
  });

  for (const [setting, values, restarted] of [
    [
      "mongodbPasswordVersion",
      ["services", "backup", "restore", "indexes", "metrics"].map((u) => `mongodb-user-${u}`),
      services,
    ],
    ["mongodbEncryptionKeyVersion", ["mongodb-encryption-key"], []],
    ["redisPasswordVersion", ["redis-auth"], workloads],
  ] as const) {
    it(`rotate by a raised ${setting}, which restarts the pods that read them`, async () => {
      const [before, after] = [await graph("dev"), await graph("dev", { [setting]: 2 })];
      const renewed = Object.fromEntries(values.map((name) => [`ecommerce-${name}-value`, [32, "2"]]));
      assert.deepEqual(random(after), { ...generated, ...renewed });
      const changed = workloads.filter((name) => checksum(before, name) !== checksum(after, name));
      assert.deepEqual(changed, [...restarted]);
    });
  }
});
