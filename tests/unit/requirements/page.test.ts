import assert from "node:assert/strict";
import { loadCatalogue } from "../../../cli/lib/requirements/catalogue.ts";
import { requirementsPage } from "../../../cli/lib/requirements/page.ts";
import { loadProofs } from "../../../cli/lib/requirements/proofs.ts";
import { createFixture, type Fixture } from "./fixture.ts";

describe("page of requirements", () => {
  let fixture: Fixture;
  beforeEach(() => void (fixture = createFixture()));
  afterEach(() => fixture.remove());
  const page = (): string => {
    const catalogue = loadCatalogue(fixture.root);
    return requirementsPage(catalogue, loadProofs(fixture.root, catalogue).proofs);
  };

  it("lists each proof that is named, once, and what has none", () => {
    fixture.proofs(`SHP-001:
  - object: &db { stacks: [dev], kind: StatefulSet, name: db, assert: [{ path: $.spec.replicas, equals: 1 }] }
  - object: { <<: *db, assert: [{ path: $.metadata.name, equals: db }] }
  - policy: { rule: k8s-a }
  - test: { file: tests/unit/a.test.ts, title: a b }
  - document: { file: docs/a.md, heading: Restore }
`);
    const listed = [
      "- SHP-001 (workload)",
      "  - object StatefulSet db (dev)",
      "  - rule `k8s-a`",
      "  - test `a b`",
      "  - document `docs/a.md # Restore`",
    ];
    assert.equal(
      page().slice(page().indexOf("## Shop")),
      `## Shop (shop)\n\n${listed.join("\n")}\n\nOpen, without a proof: SHP-002.\n`,
    );
  });

  it("counts an entry whose rest comes with another kind apart", () => {
    const test = "  proofs: [{ test: { file: tests/unit/a.test.ts, title: a b } }]\n";
    fixture.proofs(`SHP-001:\n${test}SHP-002:\n  missing: { cloud: The key., dr: The switch. }\n${test}`);
    const lines = page().split("\n");
    assert.deepEqual(
      lines.filter((line) => line.startsWith("| ") && / pending \|$/.test(line)),
      ["| config | 0 of 1, 1 pending | 0 of 1, 1 pending |", "| all | 1 of 2, 1 pending | 1 of 2, 1 pending |"],
    );
    const part = [
      "- SHP-002 (config)",
      "  - test `a b`",
      "  - pending with cloud: The key.",
      "  - pending with dr: The switch.",
    ];
    assert.deepEqual(lines.slice(lines.indexOf(part[0] ?? "")).slice(0, 4), part);
  });

  it("does not count an entry of which a part is missing", () => {
    const proof = "  proofs: [{ document: { file: docs/a.md } }]\n";
    fixture.proofs(`SHP-001:\n${proof}SHP-002:\n  missing: The alert.\n${proof}`);
    const lines = page().split("\n");
    assert.deepEqual(
      lines.filter((line) => / \d+ of \d+ \|$/.test(line)),
      ["| workload | 1 of 1 | 1 of 1 |", "| config | 0 of 1 | 0 of 1 |", "| all | 1 of 2 | 1 of 2 |"],
    );
    const part = ["- SHP-002 (config)", "  - document `docs/a.md`", "  - still missing: The alert."];
    assert.deepEqual(lines.slice(lines.indexOf(part[0] ?? "")).slice(0, 3), part);
  });
});
