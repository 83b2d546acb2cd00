import assert from "node:assert/strict";
import { createFixture, type Fixture } from "./fixture.ts";

const at = "requirements/proofs/shop.yaml: SHP-001:";
const object = (rest: string): string => `SHP-001:\n  - object: { stacks: [dev], kind: StatefulSet, ${rest} }\n`;

describe("proofs of requirements", () => {
  let fixture: Fixture;
  beforeEach(() => void (fixture = createFixture()));
  afterEach(() => fixture.remove());

  async function faultsOf(proofs: string): Promise<string[]> {
    fixture.proofs(proofs);
    const { code, out } = await fixture.run(["--id", "SHP-001"]);
    const lines = out.split("\n").map((line) => line.trim());
    assert.equal(code, lines.some((line) => line.startsWith(at)) ? 1 : 0);
    return lines.filter((line) => line.startsWith(at)).map((line) => line.slice(at.length + 1));
  }

  describe("that are written wrongly", () => {
    const mistakes: { what: string; proofs: string; says: string }[] = [
      {
        what: "an unknown kind",
        proofs: "SHP-001:\n  - promise: { file: a.md }\n",
        says: "proofs[0]: expected one of test, policy, object, document, got promise",
      },
      {
        what: "two kinds in one proof",
        proofs: "SHP-001:\n  - { document: { file: a.md }, test: { file: a } }\n",
        says: 'proofs[0]: expected one of test, policy, object, document, got {"document":{"file":"a.md"},"test":{"file":"a"}}',
      },
      {
        what: "an unknown field",
        proofs: "SHP-001:\n  - document: { file: a.md, section: One }\n",
        says: 'proofs[0].document: Unrecognized key: "section"',
      },
      {
        what: "no proof at all",
        proofs: "SHP-001: []\n",
        says: "proofs: Too small: expected array to have >=1 items",
      },
      {
        what: "an object without a claim",
        proofs: object("assert: []"),
        says: "proofs[0].object.assert: Too small: expected array to have >=1 items",
      },
      {
        what: "two claims in one",
        proofs: object("assert: [{ path: $.a, equals: 1, count: 1 }]"),
        says: "proofs[0].object.assert[0]: expected a path and exactly one of equals, contains, matches, some, absent, count, values, atLeast, atMost",
      },
      {
        what: "a claim without a path",
        proofs: object("assert: [{ path: spec.replicas, equals: 1 }]"),
        says: 'proofs[0].object.assert[0].path: expected a JSONPath that starts with $, got "spec.replicas"',
      },
      {
        what: "an entry that is pending without any proof",
        proofs: "SHP-001:\n  missing: { cloud: The firewall., dr: The switch. }\n  proofs: []\n",
        says: "proofs: Too small: expected array to have >=1 items",
      },
      {
        what: "an entry that is pending with a text alone",
        proofs: "SHP-001:\n  missing: { cloud: The firewall. }\n  proofs: [{ document: { file: a.md } }]\n",
        says: "proofs: expected a test, policy or object for the part that is not missing",
      },
      ...[
        { kind: "", says: "missing: expected one of cloud, azure, alert, dashboard, dr, pipeline" },
        { kind: 'cloud: "Two\\nlines"', says: 'missing.cloud: expected one line, got "Two\\nlines"' },
        {
          kind: `cloud: ${"a".repeat(161)}`,
          says: `missing.cloud: Too big: expected string to have <=160 characters, got "${"a".repeat(161)}"`,
        },
      ].map(({ kind, says }) => ({
        what: `missing: { ${kind.slice(0, 30)} }`,
        proofs: `SHP-001:\n  missing: { ${kind} }\n  proofs: [{ document: { file: a.md } }]\n`,
        says,
      })),
      {
        what: "a test that is not in tests/",
        proofs: "SHP-001:\n  - test: { file: cli/a.ts, title: a }\n",
        says: 'proofs[0].test.file: expected a file such as tests/graph/cap.test.ts, got "cli/a.ts"',
      },
    ];
    for (const { what, proofs, says } of mistakes) {
      it(`fail with file, id and field for ${what}`, async () => {
        assert.deepEqual(await faultsOf(proofs), [says]);
      });
    }

    it("fail where the rest would come with a kind that is this entry's own, or built with no other", async () => {
      const test = "  proofs: [{ test: { file: tests/unit/a.test.ts, title: a } }]\n";
      fixture.write(
        "requirements/catalogue/shop.yaml",
        "id: shop\nname: Shop\nguide: Guide\nsummary: A shop.\nrequirements:\n" +
          "  - { id: SHP-001, section: One, realise: cloud, text: The firewall. }\n",
      );
      assert.deepEqual(await faultsOf(`SHP-001:\n  missing: { cloud: The firewall. }\n${test}`), [
        "missing.cloud: the entry is of this kind itself: say it as a text",
      ]);
      assert.deepEqual(await faultsOf(`SHP-001:\n  missing: { azure: The same on Azure. }\n${test}`), [
        "proofs[0].test.file: tests/unit/a.test.ts does not exist",
      ]);
      assert.deepEqual(await faultsOf(`SHP-001:\n  missing: { config: The rest. }\n${test}`), [
        'missing: Unrecognized key: "config"',
        "missing: expected one of cloud, azure, alert, dashboard, dr, pipeline",
      ]);
    });

    it("fail for an id that the catalogue does not have", async () => {
      fixture.proofs("SHP-009:\n  - document: { file: a.md }\n");
      const { code, out } = await fixture.run([]);
      assert.match(
        out,
        /\n {2}requirements\/proofs\/shop\.yaml: SHP-009: no such requirement of shop in the catalogue\n/,
      );
      assert.equal(code, 1);
    });

    it("fail for a file that is no system's", async () => {
      fixture.write("requirements/proofs/shoe.yaml", "{}\n");
      const { code, out } = await fixture.run([]);
      assert.match(out, /\n {2}requirements\/proofs\/shoe\.yaml: no system "shoe" in the catalogue; it has shop\n/);
      assert.equal(code, 1);
    });
  });

  describe("by an object", () => {
    it("hold when every claim does", async () => {
      assert.deepEqual(
        await faultsOf(object("name: db, namespace: shop, assert: [{ path: $.spec.replicas, equals: 1 }]")),
        [],
      );
    });
    const failures: { what: string; rest: string; says: string }[] = [
      {
        what: "a claim that does not hold",
        rest: "name: db, assert: [{ path: $.metadata.name, equals: db }, { path: $.spec.replicas, equals: 3 }]",
        says: "proofs[0].object.assert[1]: dev: StatefulSet db: $.spec.replicas expected 3, got 1",
      },
      {
        what: "no such object",
        rest: "name: cache, assert: [{ path: $.spec.replicas, equals: 1 }]",
        says: "proofs[0].object.name: stack dev has no StatefulSet cache; it has db",
      },
      {
        what: "another namespace",
        rest: "name: db, namespace: other, assert: [{ path: $.spec.replicas, equals: 1 }]",
        says: "proofs[0].object.name: stack dev has no StatefulSet other/db; it has db",
      },
      {
        what: "another number of objects",
        rest: "selects: 2, assert: [{ path: $.spec.replicas, equals: 1 }]",
        says: "proofs[0].object.selects: stack dev has 1 of StatefulSet, expected 2",
      },
    ];
    for (const { what, rest, says } of failures) {
      it(`fail for ${what}`, async () => assert.deepEqual(await faultsOf(object(rest)), [says]));
    }

    it("fail for a stack that does not exist", async () => {
      const proofs =
        "SHP-001:\n  - object: { stacks: [prod], kind: StatefulSet, assert: [{ path: $.spec, count: 1 }] }\n";
      assert.deepEqual(await faultsOf(proofs), ['proofs[0].object.stacks[0]: no stack "prod"; there are dev']);
    });

    it("fail for a program that does not render", async () => {
      fixture.proofs(object("assert: [{ path: $.spec.replicas, equals: 1 }]"));
      const { code, out } = await fixture.run([], { render: () => Promise.reject(new Error("no region\nat x")) });
      assert.match(out, /SHP-001: proofs\[0\]\.object\.stacks\[0\]: the program of dev does not render: no region\n/);
      assert.equal(code, 1);
    });
  });

  describe("by a document", () => {
    beforeEach(() =>
      fixture.write(
        "docs/a.md",
        "# Guide\n\n```sh\n# Backup\n```\n\n## Restore\n\nStop it.\n\n## Later\n\n## Drill\n\n### How\n\nRun it.\n",
      ),
    );
    const proof = (heading: string): string => `SHP-001:\n  - document: { file: docs/a.md, heading: ${heading} }\n`;

    it("hold for a section with text, its own or of a part", async () => {
      assert.deepEqual(await faultsOf(proof("Restore")), []);
      assert.deepEqual(await faultsOf(proof("Drill")), []);
    });
    it("fail for a file that does not exist", async () => {
      const proofs = "SHP-001:\n  - document: { file: docs/b.md }\n";
      assert.deepEqual(await faultsOf(proofs), ["proofs[0].document.file: docs/b.md does not exist"]);
    });
    it("fail for a heading that is only inside of a fence", async () => {
      assert.deepEqual(await faultsOf(proof("Backup")), [
        'proofs[0].document.heading: docs/a.md has no heading "Backup"',
      ]);
    });
    it("fail for an empty section", async () => {
      assert.deepEqual(await faultsOf(proof("Later")), [
        'proofs[0].document.heading: docs/a.md: the section "Later" is empty',
      ]);
    });
  });
});
