import assert from "node:assert/strict";
import { type LuaEngine, LuaFactory } from "wasmoon";
import { collectorFiles } from "../../../../components/platform/fluent-bit.ts";
import { maskScript } from "../../../../components/platform/log-mask.ts";
import { allMaskedFields, maskedFields } from "../../../../components/platform/log-streams.ts";
import { literal, sections } from "./fluent-bit-texts.ts";

describe("the log collector masks personal data (CAP-066)", () => {
  let lua: LuaEngine;

  before(async () => {
    lua = await new LuaFactory().createEngine();
    await lua.doString(maskScript(allMaskedFields("test", ["iban"])));
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
    ["a basic login", "authorization: Basic amFuZTpzZWNyZXQ= sent", "authorization: Basic [token] sent"],
    ["a login in an address", "at postgres://jane:secret@db:5432/x now", "at postgres://[credential]@db:5432/x now"],
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
    "basic settings of https://www.example.com:8443/a",
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

  it("masks the fields that the stack adds, and refuses names that no field can have", async () => {
    assert.deepEqual(await masked({ IBAN: "DE02", bank: "x" }), { IBAN: "[masked]", bank: "x" });
    for (const wrong of ["Iban", "set-cookie", "", 'a"b']) {
      assert.throws(() => allMaskedFields("platform p", [wrong]), {
        message: `platform p: maskedFields: expected lower-case letters, digits, _ and ., got ${JSON.stringify(wrong)}`,
      });
    }
    assert.equal(new Set(maskedFields).size, maskedFields.length);
  });

  it("lets nothing of a record through that it cannot read", async () => {
    await lua.doString(`
      local record = { log = "jane@example.org", kubernetes = { pod_name = "app-1" } }
      record.loop = record
      code, time, result = mask("kube", 42, record)
    `);
    assert.deepEqual(lua.global.get("result"), {
      kubernetes: { pod_name: "app-1" },
      log: "[not readable by the mask]",
    });
  });

  it("says which records are audit events", async () => {
    const audit = { log_type: "audit" };
    assert.deepEqual(await masked({ ...audit, user: "7" }), { ...audit, user: "7" });
    for (const logger of ["com.firefly.AuditLog", "app.audit"]) {
      assert.deepEqual(await masked({ logger }), { ...audit, logger });
      assert.deepEqual(await masked({ logger_name: logger }), { ...audit, logger_name: logger });
    }
    assert.deepEqual(await masked({ logger: "app.orders", log: "audit" }), { logger: "app.orders", log: "audit" });
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

const times = (count: number, kind: string) => Array.from({ length: count }, () => kind);

describe("the log collector's pipeline", () => {
  const files = collectorFiles(maskedFields, "/authority/ca.crt");
  const all = sections(files["fluent.conf"] ?? "");
  const of = (kind: string, match?: string) =>
    all.filter((section) => section.kind === kind && (match === undefined || section.settings.Match === match));

  it("has the guide's file, and beside it the parser and the mask that it names (FTE-043)", () => {
    assert.deepEqual(Object.keys(files), ["fluent.conf", "parsers.conf", "mask.lua"]);
    assert.equal(files["parsers.conf"], "[PARSER]\n    Name json-parser\n    Format json\n");
    assert.equal(files["mask.lua"], maskScript(maskedFields));
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ["SERVICE", ...times(3, "INPUT"), ...times(12, "FILTER"), ...times(4, "OUTPUT")],
    );
    assert.equal(of("SERVICE")[0]?.settings.Parsers_File, "/fluent-bit/etc/conf/parsers.conf");
  });

  it("follows the engine's lines as the guide says, across the turn of a file (FTE-043, CAP-064)", () => {
    assert.deepEqual(of("INPUT")[0]?.settings, {
      Name: "tail",
      Alias: "transactional-engine",
      Tag: "transactional-engine.*",
      Path: "/var/log/containers/transactional-engine*.log",
      Exclude_Path: "/var/log/containers/fluent-bit-*.log",
      "multiline.parser": "cri",
      DB: "/var/lib/fluent-bit/transactional-engine-containers.log.pos",
      Rotate_Wait: "30",
      Refresh_Interval: "10",
      Mem_Buf_Limit: "32M",
      Skip_Long_Lines: "On",
      "storage.type": "filesystem",
    });
  });

  it("reads every other container once, and never itself (CAP-015)", () => {
    assert.deepEqual(
      of("INPUT").map(({ settings }) => [settings.Path, settings.Exclude_Path]),
      [
        ["/var/log/containers/transactional-engine*.log", "/var/log/containers/fluent-bit-*.log"],
        [
          "/var/log/containers/*_ecommerce_*.log",
          "/var/log/containers/transactional-engine*.log,/var/log/containers/fluent-bit-*.log",
        ],
        [
          "/var/log/containers/*.log",
          "/var/log/containers/transactional-engine*.log,/var/log/containers/*_ecommerce_*.log,/var/log/containers/fluent-bit-*.log",
        ],
      ],
    );
    assert.equal(new Set(of("INPUT").map(({ settings }) => settings.DB)).size, 3);
  });

  for (const tag of ["transactional-engine", "ecommerce-logs", "cluster"]) {
    it(`takes JSON of ${tag} apart before it masks, and masks before anything is sorted or sent`, () => {
      const match = { Match: `${tag}.*` };
      assert.deepEqual(
        of("FILTER", match.Match).map(({ settings }) => settings),
        [
          {
            Name: "kubernetes",
            ...match,
            Kube_Tag_Prefix: `${tag}.var.log.containers.`,
            Merge_Log: "Off",
            Keep_Log: "On",
            "K8S-Logging.Parser": "Off",
            "K8S-Logging.Exclude": "Off",
            Annotations: "Off",
          },
          {
            Name: "parser",
            ...match,
            Key_Name: "log",
            Parser: "json-parser",
            Reserve_Data: "On",
            Preserve_Key: "Off",
          },
          { Name: "lua", ...match, script: "/fluent-bit/etc/conf/mask.lua", call: "mask" },
          { Name: "rewrite_tag", ...match, Rule: "$log_type ^audit$ audit.$TAG false" },
        ],
      );
    });
  }

  it("sends by TLS to the store alone, each into its data stream, and checks who it is (FTE-043, ECO-023)", () => {
    const common = {
      Port: "9200",
      HTTP_User: "${LOG_USER}",
      HTTP_Passwd: "${LOG_PASSWORD}",
      tls: "On",
      "tls.verify": "On",
      "tls.ca_file": "/authority/ca.crt",
      Write_Operation: "create",
      Suppress_Type_Name: "On",
      Logstash_Format: "Off",
      Replace_Dots: "On",
      Retry_Limit: "10",
      "storage.total_limit_size": "1G",
    };
    const output = (tag: string, host: string, stream: string) => ({
      Name: "es",
      Alias: tag,
      Match: `${tag}.*`,
      Host: `elasticsearch.${host}.svc.cluster.local`,
      ...common,
      Index: stream,
    });
    assert.deepEqual(
      of("OUTPUT").map(({ settings }) => settings),
      [
        output("transactional-engine", "logging", "transactional-engine"),
        output("ecommerce-logs", "monitoring", "applications-ecommerce"),
        output("cluster", "logging", "applications-cluster"),
        output("audit", "logging", "audit"),
      ],
    );
  });

  it("ships all of it to the archive of the region, too, by its pods' identity: audit events to a bucket of their own (FTE-079, CAP-065)", () => {
    const to = { service: "s3", region: "eu-central-1", archive: "logs-here", audit: "audit-here" } as const;
    const shipping = sections(collectorFiles(maskedFields, "/authority/ca.crt", to)["fluent.conf"] ?? "");
    const before = all.length;
    assert.deepEqual(shipping.slice(0, before), all);
    const output = (tag: string, bucket: string, key: string) => ({
      Name: "s3",
      Alias: `archive-${tag}`,
      Match: `${tag}.*`,
      region: "eu-central-1",
      bucket,
      s3_key_format: `/${key}/%Y/%m/%d/%H%M%S-$UUID.gz`,
      s3_key_format_tag_delimiters: ".",
      use_put_object: "On",
      send_content_md5: "On",
      compression: "gzip",
      total_file_size: "32M",
      upload_timeout: "5m",
      store_dir: `/var/lib/fluent-bit/archive/${tag}`,
      store_dir_limit_size: "1G",
      retry_limit: "10",
    });
    assert.deepEqual(
      shipping.slice(before).map(({ kind, settings }) => [kind, settings]),
      [
        ["OUTPUT", output("transactional-engine", "logs-here", "application/$TAG[0]")],
        ["OUTPUT", output("ecommerce-logs", "logs-here", "history/$TAG[0]")],
        ["OUTPUT", output("cluster", "logs-here", "history/$TAG[0]")],
        ["OUTPUT", output("audit", "audit-here", "audit/$TAG[1]")],
      ],
    );
  });

  it("hands all of it on to the log archiver where the archive is Blob storage, each kind to a port of its own, and gives none up (FTE-079, CAP-065)", () => {
    const to = { service: "blob", archive: "https://logs", audit: "https://audit", networks: [] } as const;
    const handed = sections(collectorFiles(maskedFields, "/authority/ca.crt", to)["fluent.conf"] ?? "");
    assert.deepEqual(handed.slice(0, all.length), all);
    const output = (tag: string, port: string) => ({
      Name: "opentelemetry",
      Alias: `archive-${tag}`,
      Match: `${tag}.*`,
      Host: "log-archiver.logging.svc.cluster.local",
      Port: port,
      Logs_URI: "/v1/logs",
      Logs_Body_Key_Attributes: "On",
      Log_Response_Payload: "Off",
      Compress: "gzip",
      tls: "On",
      "tls.verify": "On",
      "tls.ca_file": "/authority/ca.crt",
      Retry_Limit: "no_limits",
      "storage.total_limit_size": "1G",
    });
    assert.deepEqual(
      handed.slice(all.length).map(({ kind, settings }) => [kind, settings]),
      [
        ["OUTPUT", output("transactional-engine", "4318")],
        ["OUTPUT", output("ecommerce-logs", "4319")],
        ["OUTPUT", output("cluster", "4320")],
        ["OUTPUT", output("audit", "4321")],
      ],
    );
  });
});
