import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readExport, stateFacts } from "../../operations/kinds/state/deployment.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { at, list, record } from "../lib/json.ts";
import { BackedUpStack } from "./state-fixture.ts";

const id = { project: "tiny", stack: "test" };

describe("backups of Pulumi's state", () => {
  let made: BackedUpStack;

  before(async () => {
    made = await BackedUpStack.create();
  });

  after(() => made.remove());

  it("restore the whole state after its loss, secrets among it", async () => {
    const before = await made.export();
    const { value } = await made.stack.state();
    const saved = await made.program("state", ["backup"]);
    assert.equal(saved.exitCode, 0, saved.stderr);
    await made.lose();
    const restored = await made.program("state", ["restore", "--switch"]);
    assert.equal(restored.exitCode, 0, restored.stderr);
    assert.deepEqual(stateFacts(readExport(await made.export(), id)), stateFacts(readExport(before, id)));
    assert.deepEqual((await made.stack.state())["value"], value);
    assert.deepEqual(await made.stack.preview(), []);
  });

  it("hold no value and no name in clear", () => {
    const texts = made.stored.map((file) => readFileSync(file, "latin1"));
    assert.equal(texts.length, 2);
    assert.deepEqual(
      texts.filter((text) => text.includes("urn:pulumi:") || text.includes("ciphertext")),
      [],
    );
  });

  it("leave a receipt of a drill that touches nothing in use", async () => {
    const before = await made.export();
    const drilled = await made.program("state", ["drill"]);
    assert.equal(drilled.exitCode, 0, drilled.stderr);
    const receipt = receiptSchema.parse(JSON.parse(drilled.stdout));
    assert.deepEqual([receipt.verdict, receipt.differences, receipt.kind], ["passed", [], "state"]);
    assert.deepEqual(Object.keys(receipt.tools).sort(), ["node", "pulumi"]);
    // The stack, its provider and the value, a type each; both together; and the secrets.
    assert.deepEqual(receipt.compared, { parts: 5, items: 9 });
    assert.equal(await made.export(), before);
  });

  it("fail a drill where the secrets cannot be decrypted, and say so", async () => {
    const env = { PULUMI_CONFIG_PASSPHRASE: "another" };
    const drilled = await made.program("state", ["drill"], { env });
    assert.equal(drilled.exitCode, 1);
    assert.match(drilled.stderr, /pulumi stack import: .*incorrect passphrase/s);
    assert.equal(receiptSchema.parse(JSON.parse(drilled.stdout)).verdict, "failed");
  });

  it("do not replace a newer state, unless that is wanted; what they replace is kept", async () => {
    made.declare("value", "later");
    await made.stack.up();
    const newer = await made.export();
    const refused = await made.program("state", ["restore", "--switch"]);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /what was made in between would be forgotten; say replaceNewer/);
    assert.equal(await made.export(), newer);

    const wanted = await made.program("state", ["restore", "--switch"], { settings: { replaceNewer: true } });
    assert.equal(wanted.exitCode, 0, wanted.stderr);
    assert.deepEqual(Object.keys(await made.stack.state()).includes("later"), false);
    const kept = join(made.dir, "kept");
    // The first one is of the stack that was empty.
    const last = readdirSync(kept).sort().at(-1) ?? "";
    assert.equal(readFileSync(join(kept, last), "utf8").trim(), newer.trim());
  });

  it("are not restored into another stack or project", async () => {
    const stored = made.stored;
    for (const settings of [{ project: "other" }, { stack: "prod" }]) {
      const refused = await made.program("state", ["restore"], { settings });
      assert.equal(refused.exitCode, 1);
      assert.match(refused.stderr, /the state is of tiny\/test and not of (other\/test|tiny\/prod): it is not used/);
    }
    assert.deepEqual(made.stored, stored);
  });

  it("are none where the export fails: nothing is left in the store", async () => {
    const stored = made.stored;
    const lost = await made.program("state", ["backup"], { env: { PULUMI_BACKEND_URL: "file:///nowhere/at/all" } });
    assert.equal(lost.exitCode, 1);
    assert.match(lost.stderr, /pulumi (version|stack export)/);
    const unknown = await made.program("state", ["backup"], { settings: { stack: "unknown" } });
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.stderr, /no stack named 'unknown' found/);
    assert.deepEqual(made.stored, stored);
  });

  it("list secrets with their entries and versions and without a value, and tell which the stack lacks", async () => {
    const state = record(JSON.parse(await made.export()));
    const secret = {
      urn: "urn:pulumi:test::tiny::kubernetes:core/v1:Secret::credentials",
      custom: true,
      id: "shop/credentials",
      type: "kubernetes:core/v1:Secret",
      inputs: { metadata: { name: "credentials", namespace: "shop" }, data: { user: "dG9wLXNlY3JldA==", key: "a2V5" } },
    };
    const resources = list(at(state, "deployment", "resources"));
    const deployment = { ...record(state["deployment"]), resources: [...resources, secret] };
    await made.import(JSON.stringify({ ...state, deployment }));
    const saved = await made.program("secrets", ["backup"]);
    assert.equal(saved.exitCode, 0, saved.stderr);
    assert.doesNotMatch(saved.stdout, /dG9wLXNlY3JldA/);
    assert.deepEqual(Object.keys(record(at(record(JSON.parse(saved.stdout)), "facts"))), ["Secret shop/credentials"]);
    const whole = await made.program("secrets", ["restore", "--switch"]);
    assert.match(whole.stdout, /the stack test has all of its 1 secrets/);

    await made.import(JSON.stringify(state));
    const lacking = await made.program("secrets", ["restore", "--switch"]);
    assert.equal(lacking.exitCode, 1);
    assert.match(lacking.stderr, /the stack test lacks Secret shop\/credentials: pulumi up makes them anew/);
  });
});
