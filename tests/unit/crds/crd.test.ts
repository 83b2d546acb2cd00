import assert from "node:assert/strict";
import { parseCrds } from "../../../sandbox/crds/crd.ts";
import { firstSentence } from "../../../sandbox/crds/describe.ts";

describe("reading CRDs", () => {
  it("says which file is not YAML", () => {
    assert.throws(() => parseCrds("a: [", "broken.yaml"), { message: /^broken\.yaml: not valid YAML: Flow sequence/ });
  });

  it("says which file holds something else than a CRD as it is known", () => {
    const text = "apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\n";
    assert.throws(() => parseCrds(text, "old.yaml"), {
      message: /^old\.yaml: not a CRD as expected: .*"apiextensions\.k8s\.io\/v1"/,
    });
  });

  it("leaves out empty documents and other kinds", () => {
    assert.deepEqual(parseCrds("---\n---\nkind: ConfigMap\n", "some.yaml"), []);
  });
});

describe("firstSentence", () => {
  const cases: readonly [string, string][] = [
    ["", ""],
    ["One. Two.", "One."],
    ["Broken\nover lines. Two.", "Broken over lines."],
    ["No full stop", "No full stop"],
    ["A paragraph without one\n\nThe next.", "A paragraph without one"],
    ["Names, e.g. Foo, of v1.2 things. Two.", "Names, e.g. Foo, of v1.2 things."],
    ["Is it? Yes.", "Is it?"],
    [`${"long ".repeat(60)}end.`, `${"long ".repeat(47).trim()} …`],
  ];
  for (const [text, sentence] of cases) {
    it(`of ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(firstSentence(text), sentence);
    });
  }

  it("changes nothing the second time", () => {
    for (const [, sentence] of cases) assert.equal(firstSentence(sentence), sentence);
  });
});
