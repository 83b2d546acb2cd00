import assert from "node:assert/strict";
import { loadCatalogue, realiseKinds } from "../../../cli/lib/requirements/catalogue.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { createFixture, type Fixture } from "./fixture.ts";

describe("catalogue of requirements", () => {
  const { systems, requirements, topics } = loadCatalogue(projectRoot);

  it("has every entry of the five guides", () => {
    const counts = systems.map(({ id }) => [id, requirements.filter(({ system }) => system === id).length]);
    assert.deepEqual(Object.fromEntries(counts), {
      cap: 72,
      ecommerce: 77,
      firefly: 81,
      onboarding: 72,
      reconciliation: 86,
    });
    assert.equal(requirements.length, 388);
  });

  it("has each correction of a guide", () => {
    const corrected = requirements.filter(({ defect }) => defect !== undefined);
    const counts = systems.map(({ id }) => [id, corrected.filter(({ system }) => system === id).length]);
    assert.deepEqual(Object.fromEntries(counts), {
      cap: 18,
      ecommerce: 34,
      firefly: 29,
      onboarding: 45,
      reconciliation: 22,
    });
    assert.equal(corrected.length, 148);
  });

  it("numbers the entries of each system without a gap", () => {
    for (const { id } of systems) {
      const numbers = requirements.filter(({ system }) => system === id).map((entry) => Number(entry.id.slice(4)));
      assert.deepEqual(
        numbers,
        Array.from(numbers, (_, index) => index + 1),
        id,
      );
    }
  });

  it("uses each way to realise an entry", () => {
    assert.deepEqual(
      realiseKinds.filter((kind) => !requirements.some(({ realise }) => realise === kind)),
      [],
    );
  });

  it("groups entries of several systems by 51 topics", () => assert.equal(topics.length, 51));
});

describe("catalogue of requirements with a mistake", () => {
  let fixture: Fixture;
  beforeEach(() => void (fixture = createFixture()));
  afterEach(() => fixture.remove());
  const file = "requirements/catalogue/shop.yaml";
  const withEntry = (entry: string): string =>
    `id: shop\nname: Shop\nguide: Guide\nsummary: A shop.\nrequirements:\n  - { id: SHP-001, section: One, realise: workload, text: Runs. }\n  - ${entry}\n`;

  const mistakes = [
    {
      what: "an unknown way to realise it",
      entry: "{ id: SHP-002, section: One, realise: magic, text: Runs. }",
      says: /^requirements\/catalogue\/shop\.yaml: requirements\[1\]\.realise: Invalid option: expected one of "workload"\|.*, got "magic"\n$/,
    },
    {
      what: "an unknown key",
      entry: "{ id: SHP-002, section: One, realise: config, text: Runs., owner: me }",
      says: /^requirements\/catalogue\/shop\.yaml: requirements\[1\]: Unrecognized key: "owner"\n$/,
    },
    {
      what: "an id given twice",
      entry: "{ id: SHP-001, section: One, realise: config, text: Runs. }",
      says: /^requirements\/catalogue\/shop\.yaml: SHP-001: id given twice, first in requirements\/catalogue\/shop\.yaml\n$/,
    },
  ];
  for (const { what, entry, says } of mistakes) {
    it(`refuses ${what}`, async () => {
      fixture.write(file, withEntry(entry));
      const { code, err, out } = await fixture.run([]);
      assert.match(err, says);
      assert.deepEqual({ code, out }, { code: 1, out: "" });
    });
  }

  it("refuses a topic that names no entry", async () => {
    fixture.write("requirements/catalogue/cross-cutting.yaml", "topics: [{ topic: Stores, ids: [SHP-009] }]\n");
    const { code, err } = await fixture.run([]);
    assert.equal(
      err,
      "requirements/catalogue/cross-cutting.yaml: SHP-009: Stores: no such requirement in the catalogue\n",
    );
    assert.equal(code, 1);
  });
});
