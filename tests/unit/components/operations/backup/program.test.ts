import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { brotliDecompressSync } from "node:zlib";
import { backupProgram, bundledProgram, programKinds } from "../../../../../components/operations/backup/program.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { pinnedNode } from "../../../../../sandbox/lib/paths.ts";
import { renderComponents } from "../../../../lib/component.ts";
import { resource } from "../../../../lib/graph.ts";
import { at } from "../../../../lib/json.ts";

/** Places that a program may write to, with what its job says of them. */
const stores = [
  ["s3", { bucket: "b", region: "r" }],
  ["blob", { account: "https://shop.blob.core.windows.net", container: "c" }],
] as const;

/** What AKS gives to the pods of an identity. */
const identity = { AZURE_CLIENT_ID: "id", AZURE_TENANT_ID: "tenant", AZURE_FEDERATED_TOKEN_FILE: "/no-token" };

describe("programs of pods", () => {
  it("are one for each kind and sort of store, and fit into a ConfigMap", async () => {
    const rendered = await renderComponents((opts) =>
      backupProgram(new pulumi.ComponentResource("test:test:System", "cap", {}, opts), "cap", {
        system: "cap",
        namespace: "cap",
        kind: "redis",
        service: "s3",
      }),
    );
    const { inputs } = resource(rendered, "ConfigMap", "cap-backup-program-redis");
    assert.equal(at(inputs, "binaryData", "program.mjs.br"), bundledProgram("redis", "s3"));
    for (const kind of programKinds) {
      for (const [service] of stores) {
        assert.ok(Buffer.from(bundledProgram(kind, service), "base64").length < 640 * 1024, `${kind} ${service}`);
      }
    }
  });

  for (const [service, settings] of stores) {
    for (const kind of programKinds) {
      it(`of ${kind} to ${service} run without anything beside them, and have no other kind`, async () => {
        const folder = mkdtempSync(join(tmpdir(), "plumbline-program-"));
        try {
          const file = join(folder, "program.mjs");
          writeFileSync(file, brotliDecompressSync(Buffer.from(bundledProgram(kind, service), "base64")));
          const store = { type: service, ...settings };
          const run = (of: string) => {
            const job = join(folder, `${of}.json`);
            writeFileSync(job, JSON.stringify({ system: "s", kind: of, instance: "i", store, keyFile: "/no-key" }));
            return execa(pinnedNode, [file, "list", "--job", job], { reject: false, cwd: folder, env: identity });
          };
          assert.equal((await run(kind)).stderr, "the key file /no-key cannot be read");
          assert.equal((await run("other")).stderr, `the program has no kind other: it has ${kind}`);
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    }
  }
});
