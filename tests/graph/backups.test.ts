import assert from "node:assert/strict";
import { clusterGraphOf, type KubernetesObject, objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

const one = (objects: readonly KubernetesObject[], what: string): KubernetesObject => {
  const [only] = objects;
  assert.ok(only && objects.length === 1, `one ${what}, found ${objects.length}`);
  return only;
};

for (const stack of stacks) {
  describe(`backups in ${stack}`, () => {
    let objects: readonly KubernetesObject[];
    before(async () => {
      objects = objectsOf(await clusterGraphOf(stack));
    });
    const of = (kind: string, namespace?: string, name?: string) =>
      objects.filter(
        (each) =>
          each.kind === kind &&
          (namespace === undefined || each.namespace === namespace) &&
          (name === undefined || each.name === name),
      );

    it("go to the store from every database: WAL at once, and a base backup every night", () => {
      const clusters = of("Cluster").filter(({ resource }) => resource.type.includes("postgresql.cnpg.io"));
      assert.ok(clusters.length > 1);
      for (const { name, namespace, body } of clusters) {
        assert.deepEqual(at(body, "spec", "plugins"), [
          {
            name: "barman-cloud.cloudnative-pg.io",
            enabled: true,
            isWALArchiver: true,
            parameters: { barmanObjectName: `${name}-backup` },
          },
        ]);
        const store = one(of("ObjectStore", namespace, `${name}-backup`), `object store of ${name}`);
        assert.equal(at(store.body, "spec", "retentionPolicy"), "30d");
        assert.equal(
          at(store.body, "spec", "configuration", "endpointURL"),
          "https://s3.backup-store.svc.cluster.local:9000",
        );
        const nightly = one(of("ScheduledBackup", namespace, `${name}-backup`), `schedule of ${name}`);
        assert.deepEqual(
          [
            at(nightly.body, "spec", "schedule"),
            at(nightly.body, "spec", "method"),
            at(nightly.body, "spec", "cluster"),
          ],
          ["0 0 2 * * *", "plugin", { name }],
        );
      }
    });

    it("have a bucket, an account that reads its own alone, and a way through the network", () => {
      const stores = of("ObjectStore");
      const [script] = Object.values(
        record(one(of("ConfigMap", "backup-store", "bucket-script"), "script").body["data"]),
      );
      const buckets = [...String(script).matchAll(/^bucket (\S+) (\S+)$/gm)].map(([, bucket, owner]) => [
        bucket,
        owner,
      ]);
      const allowed = at(
        one(of("NetworkPolicy", "backup-store", "allow-systems"), "policy").body,
        ...["spec", "ingress", 0, "from", 0, "namespaceSelector", "matchExpressions", 0, "values"],
      );
      for (const { namespace = "", labels, body } of stores) {
        const system = String(labels["app.kubernetes.io/part-of"]);
        assert.equal(at(body, "spec", "configuration", "destinationPath"), `s3://${system}-backups/postgres`);
        assert.ok(buckets.some(([bucket, owner]) => bucket === `${system}-backups` && owner === system));
        assert.ok(list(allowed).includes(namespace));
        const role = one(of("Role", "backup-store", `reader-${system}`), `role of ${system}`);
        assert.deepEqual(at(role.body, "rules", 0, "resourceNames"), [`account-${system}`, "s3-authority"]);
        const binding = one(of("RoleBinding", "backup-store", `reader-${system}`), `binding of ${system}`);
        const account = one(of("ServiceAccount", namespace, "backup-reader"), `reader of ${system}`);
        assert.deepEqual(at(binding.body, "subjects"), [{ kind: "ServiceAccount", name: account.name, namespace }]);
        const fetched = one(of("ExternalSecret", namespace, "backup-access"), `access of ${system}`);
        const keys = list(at(fetched.body, "spec", "data")).map((entry) => at(entry, "secretKey"));
        const wanted = [
          at(body, "spec", "configuration", "s3Credentials", "accessKeyId"),
          at(body, "spec", "configuration", "s3Credentials", "secretAccessKey"),
          at(body, "spec", "configuration", "endpointCA"),
        ];
        assert.deepEqual(
          wanted,
          keys.map((key) => ({ name: "backup-access", key })),
        );
      }
    });

    it("of the cluster's objects have their place in it, too (REC-061)", () => {
      const location = one(of("BackupStorageLocation", "velero"), "location");
      assert.deepEqual(location.body["spec"], {
        provider: "aws",
        default: true,
        accessMode: "ReadWrite",
        validationFrequency: "5m",
        objectStorage: {
          bucket: "velero-backups",
          prefix: "objects",
          caCertRef: { name: "backup-access", key: "ca.crt" },
        },
        config: {
          region: "us-east-1",
          s3Url: "https://s3.backup-store.svc.cluster.local:9000",
          s3ForcePathStyle: "true",
        },
        credential: { name: "backup-access", key: "cloud" },
      });
      const fetched = one(of("ExternalSecret", "velero", "backup-access"), "access").body;
      assert.deepEqual(Object.keys(record(at(fetched, "spec", "target", "template", "data"))), ["cloud"]);
    });

    it("and every other volume are of the encrypted class fast-ssd (FTE-003, ECO-036)", () => {
      const found = objects.flatMap(({ kind, name, body }) =>
        claims(body["spec"]).map((storageClass) => `${kind} ${name}: ${String(storageClass)}`),
      );
      assert.ok(found.length > 10);
      assert.deepEqual(
        found.filter((line) => !line.endsWith(": fast-ssd")),
        [],
      );
      one(of("StorageClass", undefined, "fast-ssd"), "class");
    });

    it("leave the certificates of servers that operators connect to with the authority that these trust", () => {
      const brokers = of("RabbitmqCluster");
      assert.ok(brokers.length > 0);
      for (const { namespace, body } of brokers) {
        const certificate = one(
          of("Certificate", namespace, String(at(body, "spec", "tls", "secretName"))),
          "certificate",
        );
        assert.deepEqual(at(certificate.body, "spec", "issuerRef"), { kind: "ClusterIssuer", name: "internal" });
      }
    });

    it(`do not change who signs for public hosts: ${stack === "dev" ? "each system itself" : "Let's Encrypt"} (REC-022)`, () => {
      const issuers = of("Certificate")
        .filter(({ name }) => /public-tls$|-tls-cert$/.test(name))
        .map(({ body }) => at(body, "spec", "issuerRef"));
      assert.ok(issuers.length > 0);
      const expected =
        stack === "dev" ? { kind: "Issuer", name: "internal-ca" } : { kind: "ClusterIssuer", name: "letsencrypt-prod" };
      for (const issuer of issuers) assert.deepEqual(issuer, expected);
    });
  });
}

/** The classes of every claim that an object makes or has an operator make, wherever the kind has it; undefined for one without. */
function claims(value: unknown, key = ""): unknown[] {
  if (Array.isArray(value)) return list(value).flatMap((item) => claims(item, key));
  const fields = record(value);
  const own =
    at(fields, "resources", "requests", "storage") !== undefined
      ? [fields["storageClassName"]]
      : key === "persistence" || (key === "storage" && "size" in fields)
        ? [fields["storageClassName"] ?? fields["storageClass"] ?? fields["class"]]
        : [];
  return [...own, ...Object.entries(fields).flatMap(([name, inner]) => claims(inner, name))];
}
