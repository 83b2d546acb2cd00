import assert from "node:assert/strict";
import { readEvents } from "../../../../cli/lib/evidence/engine-events.ts";
import { assertAgreement, type Observation } from "../../../../cli/lib/evidence/observation.ts";
import { observe } from "../../../../cli/lib/evidence/resources.ts";
import { findings, observation, record, stackPolicies, urn, urns } from "./fixture.ts";

const pack = { policyPackName: "plumbline", policyPackVersion: "0.1.0" };
const line = (event: object) => JSON.stringify({ sequence: 1, timestamp: 1, ...event });

describe("what the engine says about policies", () => {
  it("is read from its events, those of other packs aside", () => {
    const about = { ...pack, policyName: "p", resourceUrn: "urn:a", color: "never" };
    const found = readEvents(
      [
        line({ policyEvent: { ...about, message: "A rule.\nx: expected 1\n", enforcementLevel: "mandatory" } }),
        line({ policyEvent: { ...about, message: "can't run policy 'p' from …", enforcementLevel: "advisory" } }),
        line({ policyEvent: { ...about, policyPackName: "other", message: "no", enforcementLevel: "mandatory" } }),
        line({ policyRemediationEvent: { ...about, before: {}, after: { a: 1 } } }),
        line({ policyAnalyzeSummaryEvent: { ...pack, resourceUrn: "urn:a", passed: ["q"], failed: ["p"] } }),
        line({ policyAnalyzeStackSummaryEvent: { ...pack, passed: ["s"] } }),
        line({ diagnosticEvent: { severity: "error", message: "preview failed\n" } }),
        line({ diagnosticEvent: { severity: "info", message: "hello" } }),
        line({ preludeEvent: { config: {} } }),
        "",
      ],
      "plumbline",
    );
    assert.deepEqual(found, {
      pack: { name: "plumbline", version: "0.1.0" },
      violations: [{ policy: "p", urn: "urn:a", message: "A rule.\nx: expected 1", enforcement: "mandatory" }],
      undecided: [{ policy: "p", urn: "urn:a", message: "can't run policy 'p' from …" }],
      remediations: [{ policy: "p", urn: "urn:a" }],
      passed: new Map<string | undefined, string[]>([
        ["urn:a", ["q"]],
        [undefined, ["s"]],
      ]),
      stackAnalysed: true,
      errors: ["preview failed"],
    });
  });
});

describe("the pack's record against the engine's events", () => {
  const { passed, ...untold } = findings;
  assert.ok(passed);

  it("agrees when they say the same", () => {
    assertAgreement(observation, stackPolicies);
  });

  it("does without what the engine does not tell of a state", () => {
    assertAgreement({ ...observation, findings: untold }, stackPolicies);
  });

  const differences: Readonly<Record<string, [changed: Partial<Observation>, about: RegExp]>> = {
    "a violation that the engine did not hear": [
      { findings: { ...findings, violations: findings.violations.slice(1) } },
      /k8s-no-privileged on .*cap-app: spec\.privileged: expected false, found true/,
    ],
    "a violation that the pack did not write down": [
      { record: record.map((one) => (one.policy === "k8s-pdb" ? { policy: one.policy, urn: one.urn } : one)) },
      /k8s-pdb on .*jobs: PodDisruptionBudget/,
    ],
    "a resource that passed for the pack alone": [
      { findings: { ...findings, passed: new Map([...passed, [urns.cap, []]]) } },
      /k8s-probes on .*cap-app: passed/,
    ],
    "a policy over the stack that passed for the engine alone": [
      { findings: { ...findings, passed: new Map([...passed, [undefined, ["k8s-pdb"]]]) } },
      /k8s-pdb on the stack: passed/,
    ],
    "a value that is unknown for the engine alone": [
      { record: record.filter(({ undecided }) => undecided === undefined) },
      /k8s-credentials on .*cap-key: undecided/,
    ],
    "a remediation that the pack did not write down": [
      { record: record.filter(({ remedied }) => !remedied) },
      /k8s-probes on .*cap-app: remediated/,
    ],
  };
  for (const [title, [changed, about]] of Object.entries(differences)) {
    it(`refuses ${title}`, () => {
      assert.throws(() => assertAgreement({ ...observation, ...changed }, stackPolicies), about);
    });
  }
});

describe("a resource of a report", () => {
  const systems = new Set(["cap"]);
  const seen = (more: object, address = urn("aws:s3/bucket:Bucket", "data")) =>
    observe({ urn: address, type: "aws:s3/bucket:Bucket", ...more }, "/srv/project", systems);

  it("belongs to the system whose component it descends from", () => {
    assert.equal(seen({}).system, "cap");
    assert.equal(seen({}, urn("aws:s3/bucket:Bucket", "data", "plumbline:systems:Unheard")).system, undefined);
    assert.equal(seen({}, urn("aws:s3/bucket:Bucket", "data", "plumbline:backup-store:BackupStore")).system, undefined);
  });

  it("is placed where its system asks for it, else at the nearest line of the program", () => {
    const position = (file: string) => ({ sourcePosition: `project:///file:/srv/project/${file}` });
    const trace = ["components/workload/rolling.ts#11,22", "systems/cap.ts#102,5", "systems/index.ts#20,43"];
    assert.deepEqual(
      seen({ ...position("components/workload/rolling.ts#11,22"), stackTrace: trace.map(position) }).source,
      {
        file: "systems/cap.ts",
        line: 102,
      },
    );
    assert.deepEqual(seen(position("components/region/place.ts#9,1")).source, {
      file: "components/region/place.ts",
      line: 9,
    });
    assert.deepEqual(seen({ sourcePosition: "project:///index.ts#3,1" }).source, { file: "index.ts", line: 3 });
  });

  it("is placed nowhere when only foreign code made it", () => {
    assert.equal(seen({ sourcePosition: "project:///node_modules/@pulumi/provider.ts#60,9" }).source, undefined);
    assert.equal(seen({ sourcePosition: "project:///file:/elsewhere/index.ts#60,9" }).source, undefined);
    assert.equal(seen({ stackTrace: [{}, {}] }).source, undefined);
  });

  it("keeps which resources a property is made of", () => {
    assert.deepEqual(seen({ propertyDependencies: { policy: ["urn:pulumi:x"], bucket: null } }).madeOf, {
      policy: ["urn:pulumi:x"],
      bucket: [],
    });
  });
});
