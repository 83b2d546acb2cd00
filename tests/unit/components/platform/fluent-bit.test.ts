import assert from "node:assert/strict";
import { type LuaEngine, LuaFactory } from "wasmoon";
import { fluentBitConfig, maskScript } from "../../../../components/platform/fluent-bit.ts";

describe("the log collector masks personal data (CAP-066)", () => {
  let lua: LuaEngine;

  before(async () => {
    lua = await new LuaFactory().createEngine();
    await lua.doString(maskScript);
  });

  after(() => lua.global.close());

  const masked = async (record: object): Promise<unknown> => {
    await lua.doString(`code, time, result = mask("kube", 42, ${literal(record)})`);
    const result: unknown = lua.global.get("result");
    return result;
  };
  const texts: readonly [string, string, string][] = [
    ["an e-mail address", "login of jane.doe+test@mail.example.co.uk failed", "login of [email] failed"],
    ["several of them", "a@b.de, c@d.org.", "[email], [email]."],
    ["an IPv4 address", "client 203.0.113.7:51234 gone", "client [ip]:51234 gone"],
    ["an address in a list", "10.0.0.1,192.168.1.255", "[ip],[ip]"],
    ["an IPv6 address", "from 2001:db8:85a3:0:0:8a2e:370:7334 port 1", "from [ip] port 1"],
    ["a short IPv6 address", "from 2001:db8::1 on", "from [ip] on"],
    ["a bearer token", "Authorization: bearer abc.DEF-123_x~+/==", "Authorization: Bearer [token]"],
    ["a JSON web token", "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ok", "got [token] ok"],
  ];
  for (const [what, text, expected] of texts) {
    it(`takes ${what} out of a text`, async () => {
      assert.deepEqual(await masked({ log: text }), { log: expected });
    });
  }

  const kept = [
    "2026-11-21T14:04:49.123Z started in 1.5 s",
    "at 14:04:49 version 8.2.3 of 12 parts",
    "com.example.Service: 5 retries, ratio 0.25",
    "user@ has no host",
    "GET /orders/42 200",
  ];
  for (const text of kept) {
    it(`leaves "${text}"`, async () => {
      assert.deepEqual(await masked({ log: text }), { log: text });
    });
  }

  it("masks fields by their names, however they are written, at any depth", async () => {
    assert.deepEqual(
      await masked({
        Password: "a",
        request: { "Api-Key": "b", headers: { authorization: "c", accept: "text/html" } },
        user: { mail: "jane@example.org", id: 7 },
        ok: true,
      }),
      {
        Password: "[masked]",
        request: { "Api-Key": "[masked]", headers: { authorization: "[masked]", accept: "text/html" } },
        user: { mail: "[email]", id: 7 },
        ok: true,
      },
    );
  });

  it("keeps what says where a record is from", async () => {
    const kubernetes = { pod_name: "app-1", host: "10.1.2.3", labels: { token: "no secret" } };
    assert.deepEqual(await masked({ kubernetes, log: "10.1.2.3" }), { kubernetes, log: "[ip]" });
  });

  it("tells the collector that the record changed and its time did not", async () => {
    await masked({ log: "x" });
    assert.deepEqual([lua.global.get("code"), lua.global.get("time")], [2, 42]);
  });
});

/** A value as Lua writes it. */
function literal(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, entry]) => `[${JSON.stringify(key)}] = ${literal(entry)}`);
  return `{ ${fields.join(", ")} }`;
}

describe("the log collector's pipeline", () => {
  const config = fluentBitConfig({ host: "store.logging", port: 9200, authorityFile: "/authority/ca.crt" });

  it("reads the container runtime's lines, and not its own", () => {
    assert.match(config.inputs, /^\s+multiline\.parser cri$/m);
    assert.match(config.inputs, /^\s+Path \/var\/log\/containers\/\*\.log$/m);
    assert.match(config.inputs, /^\s+Exclude_Path \/var\/log\/containers\/fluent-bit-\*\.log$/m);
  });

  it("takes JSON apart before it masks, and masks before it sends", () => {
    const filters = [...config.filters.matchAll(/^ {4}Name (\w+)$/gm)].map(([, name]) => name);
    assert.deepEqual(filters, ["kubernetes", "lua"]);
    assert.match(config.filters, /^\s+Merge_Log On$/m);
    assert.match(config.filters, /^\s+call mask$/m);
  });

  it("sends by TLS to the store alone, into a data stream, and checks who it is", () => {
    assert.equal(
      config.outputs,
      [
        "[OUTPUT]",
        "    Name es",
        "    Match kube.*",
        "    Host store.logging",
        "    Port 9200",
        "    HTTP_User ${LOG_USER}",
        "    HTTP_Passwd ${LOG_PASSWORD}",
        "    tls On",
        "    tls.verify On",
        "    tls.ca_file /authority/ca.crt",
        "    Write_Operation create",
        "    Suppress_Type_Name On",
        "    Logstash_Format Off",
        "    Index logs-kubernetes-default",
        "    Replace_Dots On",
        "    Retry_Limit 10",
        "    storage.total_limit_size 2G",
        "",
      ].join("\n"),
    );
  });
});
