import assert from "node:assert/strict";
import { assertionFault, objectFaults, selectResources } from "../../../cli/lib/requirements/objects.ts";
import type { Assertion } from "../../../cli/lib/requirements/proofs.ts";
import { database } from "./fixture.ts";

const names = "$.spec.template.spec.containers[*].name";
const redis = "$.spec.template.spec.containers[?(@.name=='redis')]";

/** Claims about the fixture's database: the fault that each gives, or none. */
const cases: [Assertion, string?][] = [
  [{ path: "$.spec.replicas", equals: 1 }],
  [{ path: "$.spec.replicas", equals: "1" }, 'expected "1", got 1'],
  [{ path: "$.spec.replica", equals: 1 }, "matches nothing"],
  [{ path: names, equals: "redis" }, "expected exactly one match, got 2"],
  [{ path: "$.metadata.labels['app.kubernetes.io/name']", equals: "db" }],
  [
    { path: "$.metadata", equals: { name: "db" } },
    'expected {"name":"db"}, got {"name":"db","namespace":"shop","labels":{"app.kubernetes.io/name":"db"}}',
  ],
  [{ path: `${redis}.args`, contains: "--appendonly" }],
  [{ path: `${redis}.args`, contains: "appendonly" }, 'expected "appendonly" in it, got ["--appendonly","yes"]'],
  [{ path: `${redis}.name`, contains: "red" }],
  [{ path: "$.spec.replicas", contains: 1 }, "expected 1 in it, got 1"],
  [{ path: names, matches: "^[a-z]+$" }],
  [{ path: names, matches: "^redis$" }, 'expected a text that matches ^redis$, got "exporter"'],
  [{ path: "$.spec.replicas", matches: "1" }, "expected a text that matches 1, got 1"],
  [{ path: names, some: "^exp" }],
  [{ path: names, some: "^mongo" }, 'expected a text that matches ^mongo among ["redis","exporter"]'],
  [{ path: "$.spec.replicas", some: "1" }, "expected a text that matches 1 among [1]"],
  [{ path: "$.spec.template.spec", absent: "hostNetwork" }],
  [
    { path: "$.spec.template.spec", absent: "containers" },
    'expected objects without containers, got {"containers":[{"name":"redis","args":["--appendonly","yes"]},{"name":"exporter"}]}',
  ],
  [{ path: "$.spec.template.specs", absent: "hostNetwork" }, "matches nothing"],
  [{ path: names, count: 2 }],
  [{ path: names, count: 3 }, "expected 3 matches, got 2"],
  [{ path: names, values: ["redis", "exporter"] }],
  [{ path: names, values: ["exporter", "redis"] }, 'expected ["exporter","redis"], got ["redis","exporter"]'],
  [{ path: "$.spec.replicas", atLeast: 1 }],
  [{ path: "$.spec.replicas", atLeast: 2 }, "expected at least 2, got 1"],
  [{ path: "$.spec.replicas", atMost: 1 }],
  [{ path: "$.spec.replicas", atMost: 0 }, "expected at most 0, got 1"],
];

describe("claims about a rendered object", () => {
  for (const [assertion, fault] of cases) {
    it(`${JSON.stringify(assertion)} ${fault === undefined ? "holds" : `does not hold: ${fault}`}`, () => {
      assert.equal(assertionFault(database.inputs, assertion), fault);
    });
  }

  it("are about an object by its own name, and about a release of a chart by its resource's", () => {
    const release = { type: "kubernetes:helm.sh/v3:Release", name: "platform-db", inputs: { name: "db", chart: "db" } };
    const select = (type: string, name: string) =>
      selectResources([database, release], { stacks: ["dev"], type, name, assert: [] });
    assert.deepEqual(select(release.type, "platform-db"), [release]);
    assert.deepEqual(select(release.type, "db"), []);
    assert.deepEqual(select(database.type, "db"), [database]);
    assert.deepEqual(select(database.type, database.name), []);
  });

  it("reports a path that is none", () => {
    assert.match(assertionFault(database.inputs, { path: "$.spec[?(@.a ==)]", count: 1 }) ?? "", /^is no JSONPath \(/);
  });
});

describe("the number of selected objects", () => {
  const claim = { stacks: ["prod"], kind: "StatefulSet", selects: 1, assert: [{ path: "$.spec.replicas", equals: 1 }] };
  const faults = (...providers: string[]) =>
    objectFaults(claim, () => Promise.resolve(providers.map((provider) => ({ ...database, provider }))), ["prod"]);

  it("is that of a cluster, where a stack has one in each region", async () => {
    assert.deepEqual(await faults("east", "west"), []);
    assert.deepEqual(await faults("east", "west", "west"), [
      { field: "selects", message: "stack prod has 2 of StatefulSet, expected 1" },
    ]);
  });

  it("is that of the stack, where it is none of Kubernetes", async () => {
    const bucket = { type: "aws:s3/bucket:Bucket", name: "logs", inputs: { spec: { replicas: 1 } } };
    const given = { ...claim, kind: undefined, type: bucket.type };
    const both = ["east", "west"].map((provider) => ({ ...bucket, provider }));
    assert.deepEqual(await objectFaults(given, () => Promise.resolve(both), ["prod"]), [
      { field: "selects", message: "stack prod has 2 of aws:s3/bucket:Bucket, expected 1" },
    ]);
  });
});
