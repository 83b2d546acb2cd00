import assert from "node:assert/strict";
import { reportSchema } from "../../../cli/lib/requirements/report.ts";
import { createFixture, database, type Fixture } from "./fixture.ts";

const held = "\n  - document: { file: docs/a.md }\n";

describe("npm run -s requirements", () => {
  let fixture: Fixture;
  beforeEach(() => {
    fixture = createFixture();
    fixture.write("docs/a.md", "Text.\n");
  });
  afterEach(() => fixture.remove());

  it("lists an entry without proof as open, and passes", async () => {
    const { code, out } = await fixture.run(["--open"]);
    assert.match(
      out,
      /\nOpen:\n {2}SHP-001 {2}workload {3}The database runs\.\n {2}SHP-002 {2}config {5}The key is random\.\n/,
    );
    assert.match(out, /\n0 proven, 0 failed, 2 open, 0 pending of 2 requirements\.\n$/);
    assert.equal(code, 0);
  });

  it("counts by system and kind", async () => {
    fixture.proofs(`SHP-001:${held}SHP-002:\n  - document: { file: docs/b.md }\n`);
    const { code, out } = await fixture.run([]);
    assert.match(
      out,
      /│ workload +│ 1 \/ 0 \/ 0 \/ 0 │ 1 \/ 0 \/ 0 \/ 0 │\n│ config +│ 0 \/ 1 \/ 0 \/ 0 │ 0 \/ 1 \/ 0 \/ 0 │\n│ all +│ 1 \/ 1 \/ 0 \/ 0 │ 1 \/ 1 \/ 0 \/ 0 │\n/,
    );
    assert.equal(code, 1);
  });

  describe("--require", () => {
    it("fails on an open entry that it selects", async () => {
      const { code, out } = await fixture.run(["--require", "workload,shop"]);
      assert.match(
        out,
        /\nOpen, but required:\n {2}SHP-001 {2}workload {3}The database runs\.\n\nRequired: 0 of 1 proven\.\n/,
      );
      assert.equal(code, 1);
    });
    it("passes when what it selects is proven, and leaves the rest open", async () => {
      fixture.proofs(`SHP-001:${held}`);
      assert.equal((await fixture.run(["--require", "workload"])).code, 0);
      assert.equal((await fixture.run(["--require", "shop"])).code, 1);
      assert.equal((await fixture.run(["--require", "all"])).code, 1);
      assert.equal((await fixture.run(["--require", "workload,config"])).code, 1);
    });
    it("fails on an entry of which a part is noted as missing", async () => {
      fixture.proofs(`SHP-001:\n  missing: The replica.\n  proofs:${held.replaceAll("\n  ", "\n    ")}`);
      const { code, out } = await fixture.run(["--require", "workload"]);
      assert.match(out, /\n {2}SHP-001 {2}workload {3}still missing: The replica\.\n/);
      assert.equal(code, 1);
    });
    for (const [args, says] of [
      [
        ["--require", "workload,magic"],
        /^--require: expected all, kinds \(workload, config, .*\) or systems \(shop\), got "magic"\n$/,
      ],
      [["--require", ","], /got nothing\n$/],
      [["--require", "config", "--id", "SHP-001"], /^--require config selects no requirement; take a word away\n$/],
      [["--system", "shoe"], /^--system: expected one of shop, got "shoe"\n$/],
      [["--id", "SHP-9"], /^--id: no requirement "SHP-9" in the catalogue; ids look like CAP-001\n$/],
      [["--all"], /unknown option '--all'/],
    ] as const) {
      it(`answers ${args.join(" ")} with one clear line`, async () => {
        const { code, out, err } = await fixture.run(args);
        assert.match(err, says);
        assert.deepEqual({ code, out }, { code: 2, out: "" });
      });
    }
  });

  describe("with an entry whose rest comes with another kind", () => {
    const claim = "{ stacks: [dev], kind: StatefulSet, assert: [{ path: $.spec.replicas, equals: 1 }] }";
    const pending = (kind: string, proofs = `[{ object: ${claim} }]`) =>
      `SHP-001:\n  missing: { ${kind}: The firewall. }\n  proofs: ${proofs}\n`;
    const asked = async (...words: string[]) => {
      const { code, out } = await fixture.run(words.length === 0 ? [] : ["--require", words.join(",")]);
      const lines = out.split("\n");
      const at = lines.indexOf("Pending:");
      return { code, pending: at < 0 ? [] : [lines[at + 1]], last: lines.filter((line) => line !== "").slice(-2) };
    };

    it("accepts it, and lists it, while that kind is not asked for", async () => {
      fixture.proofs(pending("cloud"));
      assert.deepEqual(await asked("workload"), {
        code: 0,
        pending: ["  SHP-001  workload   cloud pending: The firewall."],
        last: [
          "Required: 0 of 1 proven, 1 pending with kinds that are not required.",
          "0 proven, 0 failed, 1 open, 1 pending of 2 requirements.",
        ],
      });
      assert.equal((await asked()).code, 0);
    });

    it("does not accept it where that kind, or everything, is asked for", async () => {
      fixture.proofs(pending("cloud"));
      for (const words of [["cloud"], ["workload", "cloud"], ["cloud", "shop"], ["shop"], ["all"]]) {
        const { code, pending: listed, last } = await asked(...words);
        assert.equal(code, 1, words.join());
        assert.deepEqual(listed, ["  SHP-001  workload   required, but cloud pending: The firewall."]);
        assert.match(last[0] ?? "", /^Required: 0 of [12] proven\.$/);
      }
    });

    it("goes by the kind that the entry names", async () => {
      for (const kind of ["cloud", "azure", "alert", "dashboard", "dr", "pipeline"]) {
        fixture.proofs(pending(kind));
        const others = ["cloud", "azure", "alert", "dashboard", "dr", "pipeline"].filter((other) => other !== kind);
        assert.equal((await asked("workload", ...others)).code, 0);
        assert.equal((await asked("workload", kind)).code, 1);
      }
    });

    it("tells what Azure lacks from what AWS has to show", async () => {
      fixture.write(
        "requirements/catalogue/shop.yaml",
        "id: shop\nname: Shop\nguide: Guide\nsummary: A shop.\nrequirements:\n" +
          "  - { id: SHP-001, section: One, realise: cloud, text: The firewall. }\n",
      );
      fixture.proofs(pending("azure"));
      assert.deepEqual(await asked("cloud"), {
        code: 0,
        pending: ["  SHP-001  cloud      azure pending: The firewall."],
        last: [
          "Required: 0 of 1 proven, 1 pending with kinds that are not required.",
          "0 proven, 0 failed, 0 open, 1 pending of 1 requirements.",
        ],
      });
      for (const words of [["azure"], ["cloud", "azure"], ["all"]])
        assert.equal((await asked(...words)).code, 1, words.join());
    });

    it("counts it as failed when one of its proofs does not hold", async () => {
      fixture.proofs(pending("cloud", `[{ object: ${claim.replace("equals: 1", "equals: 2")} }]`));
      const { code, last } = await asked("workload");
      assert.equal(code, 1);
      assert.deepEqual(last, ["Required: 0 of 1 proven.", "0 proven, 1 failed, 1 open, 0 pending of 2 requirements."]);
    });

    it("tells which part comes with which kind in JSON", async () => {
      fixture.proofs(pending("cloud"));
      for (const [words, ok] of [
        ["workload", true],
        ["workload,cloud", false],
      ] as const) {
        const { out } = await fixture.run(["--json", "--require", words, "--id", "SHP-001"]);
        const report = reportSchema.parse(JSON.parse(out));
        const [{ status, pending: parts, missing, required, satisfied } = {}] = report.requirements;
        assert.deepEqual(
          { ok: report.ok, counts: report.counts, status, parts, missing, required, satisfied },
          {
            ok,
            counts: { proven: 0, failed: 0, open: 0, pending: 1 },
            status: "pending",
            parts: { cloud: "The firewall." },
            missing: undefined,
            required: true,
            satisfied: ok,
          },
        );
      }
    });
  });

  it("prints JSON as its schema says", async () => {
    fixture.proofs(
      `SHP-001:\n  - object: { stacks: [dev], kind: StatefulSet, assert: [{ path: $.spec.replicas, equals: 3 }] }\n`,
    );
    const { code, out } = await fixture.run(["--json", "--require", "workload"]);
    const report = reportSchema.parse(JSON.parse(out));
    const fault =
      "requirements/proofs/shop.yaml: SHP-001: proofs[0].object.assert[0]: dev: StatefulSet db: $.spec.replicas expected 3, got 1";
    assert.deepEqual(
      { code, ...report },
      {
        code: 1,
        version: 1,
        ok: false,
        counts: { proven: 0, failed: 1, open: 1, pending: 0 },
        systems: [
          {
            id: "shop",
            name: "Shop",
            counts: { proven: 0, failed: 1, open: 1, pending: 0 },
            kinds: {
              workload: { proven: 0, failed: 1, open: 0, pending: 0 },
              config: { proven: 0, failed: 0, open: 1, pending: 0 },
            },
          },
        ],
        requirements: [
          {
            id: "SHP-001",
            system: "shop",
            section: "One",
            realise: "workload",
            text: "The database runs.",
            status: "failed",
            required: true,
            satisfied: false,
            proofs: [{ kind: "object", subject: "StatefulSet in dev", holds: false, faults: [fault] }],
          },
          {
            id: "SHP-002",
            system: "shop",
            section: "One",
            realise: "config",
            text: "The key is random.",
            defect: "It was fixed.",
            status: "open",
            required: false,
            satisfied: false,
            proofs: [],
          },
        ],
        problems: [],
      },
    );
  });

  it("renders a stack once for all proofs, and not at all without one", async () => {
    const rendered: string[] = [];
    const render = (stack: string) => {
      rendered.push(stack);
      return Promise.resolve([database]);
    };
    await fixture.run([], { render });
    assert.deepEqual(rendered, []);
    const object =
      "\n  - object: { stacks: [dev], kind: StatefulSet, assert: [{ path: $.spec.replicas, equals: 1 }] }\n";
    fixture.proofs(`SHP-001:${object}SHP-002:${object}`);
    assert.equal((await fixture.run(["--require", "all"], { render })).code, 0);
    assert.deepEqual(rendered, ["dev"]);
  });

  it("explains itself", async () => {
    const { code, out } = await fixture.run(["--help"]);
    assert.match(out, /^Usage: requirements \[options\]\n/);
    assert.equal(code, 0);
    const { $schema } = JSON.parse((await fixture.run(["--schema"])).out) as { $schema: string };
    assert.equal($schema, "https://json-schema.org/draft/2020-12/schema");
  });
});
