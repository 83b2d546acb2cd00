import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { GeneratedSecret } from "../../components/secret-store/generated-secret.ts";
import type { Rendered } from "../../cli/lib/render.ts";
import { capObject, find, renderCap, stacks } from "./cap-fixture.ts";

const keys = ["cap-backup-keys-value", "cap-session-key-value", "cap-db-g1-auth-value", "cap-db-g2-auth-value"];

function randomBytes({ resources }: Rendered): { name: string; length: unknown; version: unknown }[] {
  return resources
    .filter(({ type }) => type === "random:index/randomBytes:RandomBytes")
    .map((resource) => ({
      name: resource.name,
      length: find(resource, "$.length")[0],
      version: find(resource, "$.keepers.version")[0],
    }));
}

describe("secrets of cap", () => {
  for (const stack of stacks) {
    it(`are random and of 32 bytes each in ${stack}`, async () => {
      const expected = keys
        .map((name) => ({ name, length: 32, version: "1" }))
        .sort((a, b) => a.name.localeCompare(b.name));
      const found = randomBytes(await renderCap(stack)).sort((a, b) => a.name.localeCompare(b.name));
      assert.deepEqual(found, expected);
    });
  }

  it("have their values in Secret objects alone, marked as secret", async () => {
    const { resources } = await renderCap("prod");
    const secrets = resources.filter(({ type }) => type === "kubernetes:core/v1:Secret");
    assert.deepEqual(
      secrets.map((secret) => [secret.inputs.type, find(secret, "$.metadata.name")[0], find(secret, "$.data")[0]]),
      [
        ["Opaque", "db-g1-auth", { password: "[secret]", "auth.conf": "[secret]", "source.conf": "[secret]" }],
        ["Opaque", "db-g2-auth", { password: "[secret]", "auth.conf": "[secret]", "source.conf": "[secret]" }],
        ["Opaque", "app-secret-key", { SECRET_KEY: "[secret]" }],
        ["Opaque", "backup-keys", { key1: "[secret]", keys: "[secret]" }],
      ],
    );
    const elsewhere = resources.filter(
      (resource) => !secrets.includes(resource) && JSON.stringify(resource.inputs).includes("[secret]"),
    );
    assert.deepEqual(elsewhere, []);
  });

  it("reach the apps as files, and no container has one in its environment", async () => {
    const rendered = await renderCap("prod");
    for (const app of ["app-cp", "app-ap"]) {
      const deployment = capObject(rendered, "Deployment", app);
      assert.deepEqual(find(deployment, "$..env"), []);
      assert.deepEqual(find(deployment, "$..secretRef"), []);
      assert.deepEqual(mountedSecretFiles(rendered, app), {
        "/etc/cap/session/SECRET_KEY": "app-secret-key",
        "/etc/cap/db-g1/password": "db-g1-auth",
        "/etc/cap/db-g2/password": "db-g2-auth",
        "/etc/cap/ca/ca.crt": "db-g1-tls",
      });
      const [data] = find(capObject(rendered, "ConfigMap", app), "$.data");
      assert.ok(typeof data === "object" && data !== null);
      const variables = [...new Map<string, unknown>(Object.entries(data))];
      const files = variables.filter(([name]) => name.endsWith("_FILE")).map(([, file]) => String(file));
      assert.deepEqual(files.sort(), Object.keys(mountedSecretFiles(rendered, app)).sort());
    }
  });

  it("rotate by a raised version, which restarts the pods that read them", async () => {
    const before = await renderCap("prod");
    const session = await renderCap("prod", { secretKeyVersion: 2 });
    assert.deepEqual(
      randomBytes(session).map(({ name, version }) => `${name} ${String(version)}`),
      ["cap-db-g1-auth-value 1", "cap-db-g2-auth-value 1", "cap-session-key-value 2", "cap-backup-keys-value 1"],
    );
    assert.deepEqual(restarted(before, session), ["app-cp", "app-ap"]);
    const redis = await renderCap("prod", { redisPasswordVersion: 2 });
    assert.deepEqual(
      randomBytes(redis).map(({ name, version }) => `${name} ${String(version)}`),
      ["cap-db-g1-auth-value 2", "cap-db-g2-auth-value 2", "cap-session-key-value 1", "cap-backup-keys-value 1"],
    );
    assert.deepEqual(restarted(before, redis), ["db-g1", "db-g2", "app-cp", "app-ap"]);
  });

  it("are 64 hexadecimal characters and nothing else, not even a newline", async () => {
    const random = "0123456789abcdef".repeat(4);
    assert.equal(await storedValue(random), Buffer.from(random).toString("base64"));
  });
});

/** The pods whose template differs between two renderings. */
function restarted(before: Rendered, after: Rendered): string[] {
  return [
    ["StatefulSet", "db-g1"],
    ["StatefulSet", "db-g2"],
    ["Deployment", "app-cp"],
    ["Deployment", "app-ap"],
  ].flatMap(([kind, name]) => {
    const template = (rendered: Rendered) =>
      JSON.stringify(find(capObject(rendered, kind ?? "", name ?? ""), "$.spec.template"));
    return template(before) === template(after) ? [] : (name ?? "");
  });
}

/** Files that an app's pod mounts from Secrets, with the Secret's name. */
function mountedSecretFiles(rendered: Rendered, app: string): Record<string, unknown> {
  const deployment = capObject(rendered, "Deployment", app);
  const volumes = find(deployment, "$.spec.template.spec.volumes[?(@.secret)].name");
  const files = volumes.flatMap((volume) => {
    const [folder] = find(deployment, `$..volumeMounts[?(@.name=='${String(volume)}')].mountPath`);
    const of = `$.spec.template.spec.volumes[?(@.name=='${String(volume)}')].secret`;
    const [secret] = find(deployment, `${of}.secretName`);
    return find(deployment, `${of}.items[*].path`).map(
      (file) => [`${String(folder)}/${String(file)}`, secret] as const,
    );
  });
  return Object.fromEntries(files);
}

/** What GeneratedSecret writes into its Secret object when the random provider makes `hex`. */
async function storedValue(hex: string): Promise<unknown> {
  const written: unknown[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        if (type === "kubernetes:core/v1:Secret") written.push(...secretKeys(inputs));
        const computed = type === "random:index/randomBytes:RandomBytes" ? { hex } : {};
        const given: unknown = inputs;
        const state = new Map<string, unknown>(Object.entries(given ?? {}));
        return { id: `${name}-id`, state: { ...Object.fromEntries(state), ...computed } };
      },
      call: ({ token }) => {
        throw new Error(`unexpected call of ${token}`);
      },
    },
    "plumbline",
    "dev",
    false,
  );
  await pulumi.runtime.runInPulumiStack(() => {
    const identity = { system: "cap", component: "session-key" };
    new GeneratedSecret(
      "key",
      { identity, namespace: "cap", secretName: "app-secret-key", key: "SECRET_KEY", version: 1 },
      () => ({}),
    );
    return Promise.resolve(undefined);
  });
  await pulumi.runtime.disconnect();
  assert.equal(written.length, 1);
  return written[0];
}

function secretKeys(inputs: unknown): unknown[] {
  const entries = new Map<string, unknown>(Object.entries(inputs ?? {}));
  return find({ inputs: Object.fromEntries(entries) }, "$..SECRET_KEY");
}
