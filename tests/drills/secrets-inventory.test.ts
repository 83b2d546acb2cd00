import assert from "node:assert/strict";
import { inventory, inventoryFacts, type SecretMetadata } from "../../operations/kinds/secrets/inventory.ts";
import { readExport, stateFacts } from "../../operations/kinds/state/deployment.ts";

const id = { project: "shop", stack: "prod" };
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const parent = urn("plumbline:secret-store:GeneratedSecret", "auth");

const exported = (resources: readonly object[], rest: object = {}) =>
  readExport(
    JSON.stringify({
      version: 3,
      deployment: { manifest: { time: "2026-01-31T02:00:00Z" }, resources, ...rest },
    }),
    id,
  );

const resource = (type: string, name: string, inputs: object) => ({ urn: urn(type, name), type, parent, inputs });

const secretValue = (ciphertext: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext,
});

describe("the list of a stack's secrets", () => {
  const values = { password: "c2VjcmV0", user: "YWRtaW4=" };
  const state = exported([
    resource("kubernetes:core/v1:Secret", "auth", { metadata: { name: "auth", namespace: "shop" }, data: values }),
    resource("random:index/randomBytes:RandomBytes", "auth-value", { length: 32, keepers: { version: "2" } }),
    resource("kubernetes:external-secrets.io/v1:ExternalSecret", "copied", {
      metadata: { name: "copied", namespace: "shop" },
      spec: { target: { name: "copied" }, data: [{ secretKey: "token", remoteRef: { key: "shop/token" } }] },
    }),
    resource("aws:secretsmanager/secret:Secret", "token", { name: "shop/token" }),
    resource("kubernetes:core/v1:ConfigMap", "settings", { metadata: { name: "settings", namespace: "shop" } }),
  ]);

  it("has their places, entries and versions, from the state alone", () => {
    assert.deepEqual(inventory(state), [
      { place: "aws", name: "shop/token", kind: "SecretsManager", keys: [], versions: { "auth-value": "2" } },
      { place: "shop", name: "auth", kind: "Secret", keys: ["password", "user"], versions: { "auth-value": "2" } },
      { place: "shop", name: "copied", kind: "ExternalSecret", keys: ["token"], versions: { "auth-value": "2" } },
    ] satisfies SecretMetadata[]);
  });

  it("has no value of any", () => {
    const text = JSON.stringify(inventory(state));
    assert.deepEqual(
      Object.values(values).filter((value) => text.includes(value)),
      [],
    );
  });

  it("tells a secret with another entry or version from the same one", () => {
    const [secret] = inventory(state).slice(1);
    assert.ok(secret);
    const changed = [
      { ...secret, keys: ["password"] },
      { ...secret, versions: { "auth-value": "3" } },
    ];
    const facts = [secret, ...changed].map((each) => JSON.stringify(inventoryFacts([each])));
    assert.equal(new Set(facts).size, 3);
  });
});

describe("what a state is compared by", () => {
  const one = (value: unknown, rest: object = {}) =>
    stateFacts(exported([resource("random:index:Value", "v", { value })], rest));

  it("is the same where secrets were only encrypted anew", () => {
    assert.deepEqual(one(secretValue("v1:a")), one(secretValue("v1:b")));
  });

  it("is another one with any other value, with a secret less, and with an operation that is pending", () => {
    const all = [
      one(secretValue("v1:a")),
      one("secret"),
      one("plain"),
      one(secretValue("v1:a"), { pending_operations: [{}] }),
    ];
    assert.equal(new Set(all.map((each) => JSON.stringify(each))).size, all.length);
  });

  for (const [what, text] of [
    ["cut off", '{"version":3,"deployment":{"mani'],
    ["of another form", '{"version":2,"deployment":{"manifest":{"time":"2026-01-31T02:00:00Z"}}}'],
  ] as const) {
    it(`is not read from an export that is ${what}`, () => {
      assert.throws(() => readExport(text, id), { message: /^this is no exported state of Pulumi's: / });
    });
  }
});
