import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { changedGraph, graph, object, spec } from "./reconciliation-fixture.ts";

const random = ({ resources }: Rendered) =>
  Object.fromEntries(
    resources
      .filter(({ type }) => type === "random:index/randomBytes:RandomBytes")
      .map(({ name, inputs }) => [name, [inputs.length, at(inputs, "keepers", "version")]]),
  );
const template = (rendered: Rendered, kind: string, name: string) =>
  JSON.stringify(at(spec(rendered, kind, name), "template"));

describe("secrets of reconciliation", () => {
  for (const stack of stacks) {
    it(`are in ${stack} 32 random bytes each, in four Secrets and nowhere else`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(random(rendered), {
        "reconciliation-backup-keys-value": [32, "1"],
        "reconciliation-postgres-owner-value": [32, "1"],
        "reconciliation-postgres-owner-value-JWT_SECRET": [32, "1"],
        "reconciliation-postgres-restorer-value": [32, "1"],
        "reconciliation-redis-auth-value": [32, "1"],
      });
      const secrets = objectsOf(rendered).filter(({ kind }) => kind === "Secret");
      assert.deepEqual(secrets.map(({ name }) => name).sort(), [
        "backup-keys",
        "postgres-restorer",
        "reconciliation-secrets",
        "redis-auth",
      ]);
      const shown = "[secret]";
      assert.deepEqual(object(rendered, "Secret", "backup-keys").resource.inputs.data, { key1: shown, keys: shown });
      assert.deepEqual(object(rendered, "Secret", "postgres-restorer").resource.inputs.data, {
        username: shown,
        password: shown,
      });
      assert.deepEqual(object(rendered, "Secret", "reconciliation-secrets").resource.inputs.data, {
        username: shown,
        password: shown,
        DB_PASSWORD: shown,
        JWT_SECRET: shown,
      });
      assert.equal(at(object(rendered, "Secret", "reconciliation-secrets").body, "type"), "kubernetes.io/basic-auth");
      const elsewhere = rendered.resources.filter(
        (each) => !secrets.some(({ resource }) => resource === each) && JSON.stringify(each.inputs).includes(shown),
      );
      assert.deepEqual(elsewhere, []);
    });
  }

  it("leave authorities' keys where they are: pods mount certificates alone", async () => {
    const rendered = await graph("prod");
    const volumes = list(at(spec(rendered, "Deployment", "backend"), "template", "spec", "volumes"));
    const mounted = volumes.flatMap((volume) => {
      const secret = at(volume, "secret");
      return secret === undefined ? [] : [[at(secret, "secretName"), at(secret, "items")]];
    });
    const items = [{ key: "ca.crt", path: "ca.crt" }];
    assert.deepEqual(mounted, [
      ["postgres-ca", items],
      ["redis-tls", items],
    ]);
  });

  for (const [setting, values, restarted] of [
    ["jwtSecretVersion", ["postgres-owner-value-JWT_SECRET"], ["Deployment backend"]],
    // The login that jobs restore with is the database's, too; each of their pods starts with what the Secret then says.
    ["databasePasswordVersion", ["postgres-owner-value", "postgres-restorer-value"], ["Deployment backend"]],
    ["redisPasswordVersion", ["redis-auth-value"], ["Deployment backend", "StatefulSet redis"]],
  ] as const) {
    it(`rotate by a raised ${setting}, which restarts the pods that read it`, async () => {
      const [before, after] = [await graph("prod"), await changedGraph("prod", { [setting]: 2 })];
      const rotated = Object.fromEntries(values.map((value) => [`reconciliation-${value}`, [32, "2"]]));
      assert.deepEqual(random(after), { ...random(before), ...rotated });
      const pods = [
        ["Deployment", "backend"],
        ["Deployment", "frontend"],
        ["Deployment", "backup-exporter"],
        ["StatefulSet", "redis"],
      ] as const;
      assert.deepEqual(
        pods
          .filter(([kind, name]) => template(before, kind, name) !== template(after, kind, name))
          .map((p) => p.join(" ")),
        restarted,
      );
    });
  }
});
